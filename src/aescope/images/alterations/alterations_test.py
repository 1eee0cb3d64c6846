import numpy as np
import pytest
from skimage import transform

from aescope.errors import ImagesError
from aescope.images.alterations import ALTERATIONS
from aescope.images.geometry import cut, cut_images
from aescope.images.written_steps import read_step
from aescope.records import Place, Step
from tests.small_images import counts, images_of

STAINS = counts(4, 10, 14, 2)
COLOURS = counts(4, 10, 14, 3, kind=np.uint8, high=256)


def step_of(text):
    return read_step(text, [ALTERATIONS[name] for name in ALTERATIONS], "alteration", Place("log.md", 7))


def altered(images, text):
    member, step = step_of(text)
    return member.apply(images, step, **step.arguments)


def trained(images, text, seed=0):
    member, step = step_of(text)
    return member.apply(images, step, seed, **step.arguments)


def geometry(values, text):
    return cut(values, [step_of(text)[1]])


def test_crop_takes_the_middle_without_a_copy():
    cropped, names = geometry(STAINS, "crop 6x8")
    np.testing.assert_array_equal(cropped, STAINS[:, 2:8, 3:11])
    assert np.shares_memory(cropped, STAINS)
    assert names == ("",)


def test_tiles_come_picture_by_picture_row_by_row():
    tiles, names = geometry(STAINS, "tile 5x4")
    assert names == tuple(f"row {row} column {column}" for row in (0, 5) for column in (0, 4, 8))
    assert tiles.shape == (24, 5, 4, 2)
    np.testing.assert_array_equal(tiles[7], STAINS[1, 0:5, 4:8])


def test_a_sliding_window_overlaps_by_its_stride():
    tiles, names = geometry(STAINS, "tile 8x8 stride 2")
    assert len(names) == 2 * 4
    np.testing.assert_array_equal(tiles[1], STAINS[0, 0:8, 2:10])


def test_padding_is_the_darkest_value_of_each_picture_and_channel():
    padded, _ = geometry(STAINS, "pad 12x18")
    np.testing.assert_array_equal(padded[:, 1:11, 2:16], STAINS)
    np.testing.assert_array_equal(padded[:, 0, 0], STAINS.min(axis=(1, 2)))
    assert padded.dtype == STAINS.dtype


@pytest.mark.parametrize("size", [(5, 7), (20, 28), (7, 20)])
def test_resizing_is_scikit_images_on_counts(size):
    resized, _ = geometry(STAINS, f"resize {size[0]}x{size[1]}")
    smoothed = size[0] < 10 or size[1] < 14
    expected = transform.resize(STAINS[1].astype(float), size, order=1, preserve_range=True, anti_aliasing=smoothed)
    np.testing.assert_allclose(resized[1], expected, rtol=1e-6)


@pytest.mark.parametrize("text", ["crop 11x8", "crop 0x8", "tile 20x20", "pad 9x20", "resize 0x3"])
def test_geometry_that_does_not_fit_is_refused_with_line_and_sizes(text):
    with pytest.raises(ImagesError, match=rf"log\.md:7: {text.split()[0]} {text.split()[1]}"):
        geometry(STAINS, text)


def test_tiles_of_a_picture_keep_its_group_and_know_their_source():
    images = cut_images(images_of(STAINS, groups=("A", "A", "B", "B")), [step_of("tile 5x7")[1]])
    assert [picture.group for picture in images.pictures] == ["A"] * 8 + ["B"] * 8
    assert images.pictures[5].source == "p1"
    assert images.pictures[5].name == "p1 row 0 column 7"
    assert images.history[-1].step.name == "tile"


def test_grey_weighs_colours_as_pillow_does():
    from PIL import Image

    images = altered(images_of(COLOURS, channels=("red", "green", "blue")), "grey")
    assert images.channels == ("grey",)
    pillow = np.asarray(Image.fromarray(COLOURS[0]).convert("L"), float)
    assert np.abs(images.values[0, ..., 0] - pillow).max() <= 0.51, "Pillow rounds"
    np.testing.assert_allclose(images.values[0, 0, 0, 0], COLOURS[0, 0, 0] @ [0.299, 0.587, 0.114], rtol=1e-6)


def test_grey_of_stains_is_refused_and_of_grey_is_nothing():
    with pytest.raises(ImagesError, match="stains apart"):
        altered(images_of(STAINS), "grey")
    grey = images_of(STAINS[..., :1])
    assert altered(grey, "grey") is grey


def test_stains_apart_keep_field_group_and_label():
    images = altered(images_of(STAINS, channels=("FITC", "TexasRed"), groups=("A", "A", "B", "B")), "stains apart")
    assert images.values.shape == (8, 10, 14, 1)
    np.testing.assert_array_equal(images.values[3, ..., 0], STAINS[1, ..., 1])
    third = images.pictures[3]
    assert (third.name, third.stain, third.group, third.source) == ("p1 TexasRed", "TexasRed", "A", "p1")


def test_channels_are_chosen_in_the_order_asked_for():
    images = images_of(COLOURS, channels=("red", "green", "blue"))
    chosen = altered(images, "channels blue, red")
    assert chosen.channels == ("blue", "red")
    np.testing.assert_array_equal(chosen.values, COLOURS[..., [2, 0]])
    with pytest.raises(ImagesError, match=r'log\.md:7: .*no channel "bleu"; did you mean "blue"'):
        altered(images, "channels bleu")


def test_doubling_repeats_the_training_part_and_copies_nothing():
    images = images_of(STAINS, training=[0, 2, 3], held_out=[1])
    doubled = trained(images, "doubled")
    assert doubled.training.tolist() == [0, 2, 3, 0, 2, 3]
    assert doubled.held_out.tolist() == [1]
    assert doubled.values is images.values
    with pytest.raises(ImagesError, match="0 times"):
        trained(images, "repeat 0 times")


def test_shuffling_is_drawn_from_the_seed_and_on_record():
    images = images_of(counts(50, 4, 4, 1), training=list(range(40)), held_out=list(range(40, 50)))
    first, again, other = (trained(images, "shuffle", seed) for seed in (0, 0, 1))
    assert first.training.tolist() == again.training.tolist() != other.training.tolist()
    assert sorted(first.training.tolist()) == list(range(40))
    assert first.held_out.tolist() == list(range(40, 50))
    assert first.history[-1].step == Step("shuffle", {"seed": 0}, Place("log.md", 7), "the training part alone")
