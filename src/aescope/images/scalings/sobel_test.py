import numpy as np
import pytest
from skimage import filters

from aescope.images.scale import scaled
from aescope.records import Step
from tests.shared_data import shared
from tests.small_images import counts, images_of, read


def sobel(images):
    return scaled(images, [Step("sobel")])


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.int16, np.uint32, np.float32, np.float64])
def test_edges_equal_those_of_scikit_image_its_hidden_division_included(kind):
    stored = counts(3, 17, 20, 2, kind=kind, high=120)
    if np.dtype(kind).kind == "i":
        stored[0, 0, 0, 0] = np.iinfo(kind).min
    pixels = sobel(images_of(stored)).values
    assert pixels.dtype == np.float32
    for picture in range(3):
        for channel in range(2):
            expected = filters.sobel(stored[picture, ..., channel])
            np.testing.assert_allclose(pixels[picture, ..., channel], expected, rtol=2e-7, atol=1e-12)


@pytest.mark.parametrize(("kind", "by", "bits"), [(np.uint16, 65535, 16), (np.uint8, 255, 8)])
def test_the_hidden_division_is_a_step_of_its_own(kind, by, bits):
    images = sobel(images_of(counts(2, 9, 9, 1, kind=kind, high=200)))
    hidden, edges = images.history
    assert hidden.step.arguments == {"by": by}
    assert hidden.step.says == f"`sobel` divides {bits}-bit pictures by {by}"
    assert hidden.maximum <= 200 / by
    assert edges.step.name == "sobel"


def test_floating_point_pictures_and_pixels_that_were_scaled_before_are_not_divided():
    assert [event.step.name for event in sobel(images_of(counts(2, 9, 9, 1, kind=np.float32))).history] == ["sobel"]
    stored = counts(2, 9, 9, 1)
    divided = scaled(images_of(stored), [Step("divide", {"by": 4095}), Step("sobel")])
    assert [event.step.name for event in divided.history] == ["divide", "sobel"]
    np.testing.assert_allclose(divided.values[0, ..., 0], filters.sobel(stored[0, ..., 0] / 4095), rtol=1e-6)
    assert [event.step.name for event in sobel(divided).history] == ["divide", "sobel", "sobel"]


def test_faint_edges_on_a_large_offset_are_exact():
    stored = counts(1, 30, 30, 1, low=32974, high=32980)
    np.testing.assert_allclose(
        sobel(images_of(stored)).values[0, ..., 0], filters.sobel(stored[0, ..., 0]), rtol=1e-7, atol=1e-12
    )


@pytest.mark.real
def test_the_two_crops_of_the_lab_log_have_the_means_of_their_readme():
    images = read(str(shared("data", "immune-crops") / "[td]cell.tif"))
    pixels = scaled(images, [Step("sobel"), Step("divide", {"by": 65535})]).values
    assert [picture.name for picture in images.pictures] == ["dcell.tif", "tcell.tif"]
    assert pixels[0].mean(dtype=np.float64) == pytest.approx(4.682e-9, rel=2e-4)
    assert pixels[1].mean(dtype=np.float64) == pytest.approx(1.882e-9, rel=2e-4)
