import numpy as np
import pytest
import tifffile
from skimage import filters

from aescope.errors import ImagesError
from aescope.images import fingerprint, prepare, read_images
from aescope.records import Place, Step
from tests.shared_data import shared
from tests.small_images import asked, counts, images_of


def fields(count=6, size=20, channels=1):
    return images_of(counts(count, size, size, channels), training=[])


def steps(images):
    return [event.step.name for event in images.history]


def test_steps_are_taken_in_the_documented_order_whatever_the_order_of_the_bullets():
    colour = images_of(counts(6, 20, 20, 3, kind=np.uint8, high=256), channels=("red", "green", "blue"), training=[])
    request = asked(scaling="sobel; min-max per set", alterations="doubled; tile 10x10; grey; shuffle")
    images = prepare(colour, request, wanted_channels=1, seed=0)
    assert steps(images) == ["grey", "divide", "sobel", "tile", "split", "min-max", "doubled", "shuffle"]
    assert images.values.dtype == np.float32
    assert len(images.training) == 2 * 5 * 4


def test_every_step_has_the_range_right_after_it():
    images = prepare(fields(), asked(scaling="sobel; divide 65535"), wanted_channels=None, seed=0)
    by_name = {event.step.name: event for event in images.history}
    assert steps(images) == ["divide", "sobel", "split", "divide"]
    assert images.history[0].step.says == "`sobel` divides 16-bit pictures by 65535"
    assert images.history[0].maximum <= 4095 / 65535
    assert images.history[1].maximum == pytest.approx(images.history[-1].maximum * 65535, rel=1e-6)
    assert by_name["divide"].maximum == pytest.approx(images.values.max(), rel=1e-6)
    assert images.history[-1].step.place == Place("--scaling cells")


def test_a_filter_sees_whole_pictures_before_they_are_tiled():
    stored = fields()
    images = prepare(stored, asked(scaling="sobel; divide 65535", alterations="tile 10x10"), wanted_channels=1, seed=0)
    expected = filters.sobel(stored.values[0, ..., 0]) / 65535
    np.testing.assert_allclose(images.values[3, ..., 0], expected[10:, 10:], rtol=1e-6)


def test_a_statistic_of_the_set_before_a_filter_keeps_its_place():
    images = prepare(
        fields(), asked(scaling="min-max per set; sobel", alterations="crop 10x10"), wanted_channels=1, seed=0
    )
    assert steps(images) == ["crop", "split", "min-max", "sobel"]


def test_statistics_come_from_the_training_part_alone():
    stored = fields(count=10)
    images = prepare(stored, asked(scaling="percentile 0-100"), wanted_channels=1, seed=0)
    training = stored.values[images.training]
    low, high = training.min(), training.max()
    expected = np.clip((stored.values.astype(float) - low) / (high - low), 0, 1)
    np.testing.assert_allclose(images.values, expected, rtol=1e-6)


def test_doubling_happens_after_the_split_and_to_the_training_part_alone():
    images = prepare(fields(count=10), asked(alterations="doubled"), wanted_channels=1, seed=0)
    assert len(images.training) == 16
    assert len(images.held_out) == 2
    assert not set(images.training) & set(images.held_out)


def test_a_title_asks_for_doubling_in_its_own_words():
    from dataclasses import replace

    request = replace(asked(), alterations=(Step("doubled up dataset", {}, Place("log.md", 70)),))
    images = prepare(fields(count=10), request, wanted_channels=1, seed=0)
    assert len(images.training) == 16
    assert images.history[-1].step.place == Place("log.md", 70)


def test_the_default_is_said_with_its_reason_and_the_bullet_that_would_say_it():
    images = prepare(fields(), asked(), wanted_channels=1, seed=0)
    assert steps(images)[-1] == "percentile"
    assert images.notes[-1].proposal == "Scaling = percentile 1-99.8"
    assert "by default" in images.history[-1].step.says
    assert "become 0 to 1" in images.history[-1].step.says
    assert "12 of 16 bits" in images.notes[0].says


def test_the_images_that_were_read_are_not_changed():
    stored = fields()
    before = stored.values.copy()
    for request in (asked(), asked(scaling="none; divide 2"), asked(scaling="sobel; divide 65535")):
        prepare(stored, request, wanted_channels=1, seed=0)
    floats = images_of(counts(6, 8, 8, 1, kind=np.float32), training=[])
    kept = floats.values.copy()
    prepare(floats, asked(scaling="divide 2; divide 3"), wanted_channels=1, seed=0)
    np.testing.assert_array_equal(stored.values, before)
    np.testing.assert_array_equal(floats.values, kept)


def test_geometry_taken_while_reading_is_not_taken_again(tmp_path):
    for number in range(6):
        tifffile.imwrite(tmp_path / f"{number}.tif", counts(20, 20, seed=number))
    request = asked(location=tmp_path, alterations="crop 10x10; doubled")
    read = read_images(request, base_folder=tmp_path)
    images = prepare(read, request, wanted_channels=1, seed=0)
    assert images.values.shape == (6, 10, 10, 1)
    assert steps(images) == ["read", "crop", "split", "percentile", "doubled"]
    with pytest.raises(ImagesError, match="read with crop, which is not asked for here"):
        prepare(read, asked(location=tmp_path), wanted_channels=1, seed=0)


def test_a_fingerprint_is_of_pixels_split_and_history_and_not_of_lines():
    stored = fields(count=10)
    first = prepare(stored, asked(alterations="doubled"), wanted_channels=1, seed=0)
    from dataclasses import replace

    moved = replace(asked(), alterations=(Step("doubled", {"times": 2}, Place("log.md", 900)),))
    assert fingerprint(prepare(stored, moved, wanted_channels=1, seed=0)) == fingerprint(first)
    others = [
        prepare(stored, asked(), wanted_channels=1, seed=0),
        prepare(stored, asked(alterations="doubled"), wanted_channels=1, seed=1),
        prepare(stored, asked(alterations="doubled", scaling="divide 4095"), wanted_channels=1, seed=0),
        prepare(fields(count=11), asked(alterations="doubled"), wanted_channels=1, seed=0),
    ]
    assert len({fingerprint(each) for each in [first, *others]}) == 5


@pytest.mark.real
def test_the_two_crops_of_the_lab_log_are_scaled_whole_and_then_tiled():
    request = asked(
        location=str(shared("data", "immune-crops") / "[td]cell.tif"),
        scaling="sobel; divide 65535",
        alterations="tile 96x96",
    )
    images = prepare(read_images(request, base_folder=shared("data")), request, wanted_channels=1, seed=0)
    assert images.values.shape == (8, 96, 96, 1)
    stored = tifffile.imread(shared("data", "immune-crops", "dcell.tif"))
    np.testing.assert_allclose(
        images.values[0, ..., 0], (filters.sobel(stored) / 65535)[:96, :96], rtol=1e-6, atol=1e-16
    )
    assert len({images.pictures[each].source for each in images.training}) == 1
