import numpy as np
import pytest

from aescope.errors import ImagesError
from aescope.images import scale
from aescope.images.scalings import scalings
from aescope.images.written_steps import pieces, read_step
from aescope.records import Place
from tests.small_images import counts, images_of


def scaled(images, text, **options):
    steps = [read_step(piece, scalings(), "scaling", Place("log.md", 7))[1] for piece in pieces(text)]
    return scale.scaled(images, steps, **options)


STAINS = counts(10, 12, 14, 2, seed=1)
STAINS[..., 1] += 500


def test_percentiles_are_numpys_of_the_training_part_for_each_stain_by_itself():
    images = images_of(STAINS, training=list(range(7)), held_out=[7, 8, 9])
    pixels = scaled(images, "percentile 1-99.8").values
    for stain in range(2):
        low, high = np.percentile(STAINS[:7, ..., stain], [1, 99.8])
        expected = np.clip((STAINS[..., stain] - low) / (high - low), 0, 1)
        np.testing.assert_allclose(pixels[..., stain], expected, rtol=1e-6, atol=1e-7)


def test_percentiles_of_floating_point_counts_are_numpys_too():
    stored = np.random.default_rng(0).normal(5, 2, (6, 12, 14, 1)) * 1e-9
    low, high = np.percentile(stored, [2, 98])
    pixels = scaled(images_of(stored), "percentile 2-98").values
    np.testing.assert_allclose(pixels, np.clip((stored - low) / (high - low), 0, 1), rtol=1e-6, atol=1e-7)


def test_stains_that_are_pictures_of_their_own_are_scaled_by_themselves():
    apart = np.concatenate([STAINS[..., :1], STAINS[..., 1:]])
    images = images_of(apart, channels=("stain",), stains=("FITC",) * 10 + ("TexasRed",) * 10)
    together = scaled(images_of(STAINS), "percentile 1-99.8").values
    pixels = scaled(images, "percentile 1-99.8")
    np.testing.assert_array_equal(pixels.values[:10, ..., 0], together[..., 0])
    np.testing.assert_array_equal(pixels.values[10:, ..., 0], together[..., 1])
    assert "FITC" in pixels.history[-1].step.says


def test_colours_are_scaled_together():
    stored = counts(5, 12, 14, 3, kind=np.uint8, high=200)
    stored[..., 2] //= 4
    pixels = scaled(images_of(stored, channels=("red", "green", "blue")), "min-max per set").values
    np.testing.assert_allclose(pixels, (stored - stored.min()) / np.ptp(stored), rtol=1e-6)
    assert pixels[..., 2].max() < 0.3


def test_min_max_of_each_picture_is_of_each_stain_and_an_empty_picture_becomes_0():
    stored = STAINS.copy()
    stored[3, ..., 1] = 170
    pixels = scaled(images_of(stored), "min-max per image").values
    assert (pixels[3, ..., 1] == 0).all()
    np.testing.assert_allclose(pixels[..., 0].min(axis=(1, 2)), 0)
    np.testing.assert_allclose(pixels[..., 0].max(axis=(1, 2)), 1)
    picture = STAINS[2, ..., 0]
    np.testing.assert_allclose(pixels[2, ..., 0], (picture - picture.min()) / np.ptp(picture), rtol=1e-6)


def test_min_max_of_the_set_is_of_the_training_part_and_clips_the_rest():
    stored = counts(4, 8, 8, 1, low=100, high=200)
    stored[3, 0, 0, 0] = 1000
    pixels = scaled(images_of(stored, training=[0, 1, 2], held_out=[3]), "min-max per set").values
    low, high = stored[:3].min(), stored[:3].max()
    np.testing.assert_allclose(pixels[:3], (stored[:3] - low) / (high - low), rtol=1e-6)
    assert pixels[3, 0, 0, 0] == 1


@pytest.mark.parametrize(
    ("brightest", "bits", "full"), [(1342, 12, 4095), (255, 8, 255), (900, 10, 1023), (4096, 14, 16383)]
)
def test_the_bit_depth_is_the_cameras_not_the_containers(brightest, bits, full):
    stored = np.full((2, 4, 4, 1), brightest, np.uint16)
    images = scaled(images_of(stored), "bit depth")
    np.testing.assert_allclose(images.values, brightest / full, rtol=1e-7)
    assert images.history[-1].step.arguments == {"bits": bits}


def test_a_bit_depth_may_be_given_and_needs_counts():
    stored = np.full((2, 4, 4, 1), 1342, np.uint16)
    np.testing.assert_allclose(scaled(images_of(stored), "bit depth 16").values, 1342 / 65535, rtol=1e-7)
    with pytest.raises(ImagesError, match=r"log\.md:7: `bit depth` needs whole counts"):
        scaled(images_of(stored.astype(np.float32)), "bit depth")
    with pytest.raises(ImagesError, match="`bit depth` needs whole counts"):
        scaled(images_of(stored), "divide 4095; bit depth")


def test_values_of_1e_9_keep_seven_digits():
    stored = counts(2, 8, 8, 1, low=1)
    pixels = scaled(images_of(stored), "divide 65535; divide 65535").values
    np.testing.assert_allclose(pixels, stored / 65535.0**2, rtol=2e-7)


def test_the_authors_cure_is_clip_then_min_max():
    stored = counts(3, 20, 20, 1, low=100, high=900)
    pixels = scaled(images_of(stored), "clip mean-126..mean+127; min-max per image").values
    for number in range(3):
        picture = stored[number].astype(float)
        clipped = np.clip(picture, picture.mean() - 126, picture.mean() + 127)
        np.testing.assert_allclose(pixels[number], (clipped - clipped.min()) / np.ptp(clipped), atol=1e-6)


def test_clip_takes_numbers_and_statistics():
    stored = counts(3, 8, 8, 1)
    np.testing.assert_array_equal(scaled(images_of(stored), "clip 255..2000").values, stored.clip(255, 2000))
    median = np.median(stored, axis=(1, 2), keepdims=True)
    np.testing.assert_array_equal(scaled(images_of(stored), "clip median..max").values, np.maximum(stored, median))


def test_standardised_pictures_have_mean_0_and_deviation_1_over_the_training_part():
    images = scaled(images_of(STAINS, training=[0, 1, 2, 3], held_out=[4, 5]), "standardise")
    np.testing.assert_allclose(images.values[:4].mean(axis=(0, 1, 2), dtype=float), 0, atol=1e-6)
    np.testing.assert_allclose(images.values[:4].std(axis=(0, 1, 2), dtype=float), 1, atol=1e-6)


def test_none_leaves_counts_as_they_are():
    pixels = scaled(images_of(STAINS), "none").values
    assert pixels.dtype == np.float32
    np.testing.assert_array_equal(pixels, STAINS)


@pytest.mark.parametrize("text", ["percentile 1-99.8", "min-max per set", "standardise"])
def test_a_set_of_one_value_has_no_range_to_scale(text):
    with pytest.raises(ImagesError, match=r"log\.md:7: .*170"):
        scaled(images_of(np.full((3, 4, 4, 1), 170, np.uint16)), text)


@pytest.mark.parametrize("text", ["percentile 99-1", "percentile 1-101", "divide 0", "divide -3", "clip 9..3"])
def test_arguments_that_make_no_sense_are_refused_with_their_line(text):
    with pytest.raises(ImagesError, match=r"log\.md:7: "):
        scaled(images_of(STAINS), text)


def test_each_step_of_a_chain_has_the_range_right_after_it():
    images = scaled(images_of(STAINS), "divide 4095; min-max per image; percentile 0-50")
    assert [event.step.name for event in images.history] == ["divide", "min-max", "percentile"]
    divided, stretched, clipped = images.history
    assert divided.maximum == pytest.approx(STAINS.max() / 4095)
    assert divided.mean == pytest.approx(STAINS.mean() / 4095)
    assert (stretched.minimum, stretched.maximum) == (0, 1)
    assert clipped.mean > 0.7


def test_a_statistic_of_the_set_is_of_what_the_steps_before_it_left():
    pixels = scaled(images_of(STAINS), "clip 1000..2000; min-max per set").values
    np.testing.assert_allclose(pixels, (STAINS.clip(1000, 2000) - 1000.0) / 1000, atol=1e-6)


@pytest.mark.parametrize("text", ["sobel", "divide 2", "percentile", "min-max", "min-max per set", "clip 1..2", "none"])
def test_pixels_are_overwritten_only_where_that_is_allowed_and_counts_never(text):
    before = STAINS.copy()
    first = scaled(images_of(STAINS), "divide 7", in_place=True)
    np.testing.assert_array_equal(STAINS, before)
    kept = first.values.copy()
    expected = scaled(first, text).values
    np.testing.assert_array_equal(first.values, kept)
    again = scaled(first, text, in_place=True)
    assert again.values is first.values
    np.testing.assert_array_equal(again.values, expected)


def test_blocks_do_not_change_what_comes_out(monkeypatch):
    from aescope.images import blocks

    texts = ("percentile", "min-max", "sobel", "standardise", "clip median..max; min-max per set")
    whole = [scaled(images_of(STAINS), text).values for text in texts]
    monkeypatch.setattr(blocks, "_BLOCK", 1)
    single = [scaled(images_of(STAINS), text).values for text in texts]
    for one, other in zip(whole, single, strict=True):
        np.testing.assert_allclose(one, other, rtol=1e-6, atol=1e-9)
