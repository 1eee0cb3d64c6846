import imagecodecs
import numpy as np
import pytest

from aescope.errors import ImagesError
from tests.shared_data import shared
from tests.small_images import counts, read

SMOOTH = np.linspace(0, 255, 32 * 24).reshape(32, 24).astype(np.uint8)


def test_grey_and_colour_are_what_the_decoder_gives(tmp_path):
    for name, stored in (("grey", SMOOTH), ("colour", counts(32, 24, 3, kind=np.uint8, high=256))):
        content = imagecodecs.jpeg8_encode(stored, level=95)
        (tmp_path / f"{name}.jpg").write_bytes(content)
        images = read(tmp_path / f"{name}.jpg")
        np.testing.assert_array_equal(images.values[0].squeeze(), imagecodecs.jpeg8_decode(content))


def test_a_file_cut_short_is_refused_instead_of_filled_with_grey(tmp_path):
    (tmp_path / "a.jpg").write_bytes(imagecodecs.jpeg8_encode(SMOOTH)[:-40])
    with pytest.raises(ImagesError, match=r"a\.jpg: ends early"):
        read(tmp_path / "a.jpg")


@pytest.mark.real
def test_the_jpeg_copy_of_cifar_has_a_thousand_pictures_in_ten_classes():
    images = read(shared("data", "cifar10", "jpeg-folders"))
    assert images.values.shape == (1000, 32, 32, 3)
    assert len({picture.label for picture in images.pictures}) == 10
    assert images.pictures[0].name == "train/airplane/1005.jpg"
