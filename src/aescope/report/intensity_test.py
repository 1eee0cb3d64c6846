"""From values to greys: one stated scale, and the cases in which it hides a picture."""

import numpy as np
import pytest

from aescope.report.intensity import Scale, bitmap, clipped, hidden_by, scale_of, smaller, varies


def picture(*rows):
    return np.array(rows, np.float64)[..., None]


def test_black_and_white_are_the_ends_of_the_scale_and_what_lies_beyond_is_clipped():
    shown = bitmap(picture([-1, 0, 1, 2, 3]), Scale(0, 2))
    assert shown.tolist() == [[0, 0, 128, 255, 255]]


def test_one_scale_serves_pixels_of_a_billionth_as_it_serves_counts():
    values = picture([0, 1, 2, 3])
    assert np.array_equal(bitmap(values * 1e-9, Scale(0, 3e-9)), bitmap(values * 1e4, Scale(0, 3e4)))


def test_a_few_hot_pixels_do_not_set_the_scale():
    values = np.zeros(10_000)
    values[:5000] = 1.0
    values[0] = 1e6
    assert scale_of(values) == Scale(0.0, 1.0)


@pytest.mark.parametrize("values", [np.full(4, 7.0), np.zeros(4), np.full(4, np.nan), np.zeros(0)])
def test_a_scale_is_never_without_width(values):
    assert scale_of(values).width > 0


def test_a_single_bright_pixel_is_still_on_its_scale():
    values = np.zeros(10_000)
    values[0] = 5.0
    assert scale_of(values) == Scale(0.0, 5.0)


@pytest.mark.parametrize(("channels", "shape"), [(1, (2, 3)), (2, (2, 3, 3)), (3, (2, 3, 3)), (4, (2, 15))])
def test_channels_become_grey_colour_or_pictures_side_by_side(channels, shape):
    assert bitmap(np.ones((2, 3, channels)), Scale(0, 1)).shape == shape


@pytest.mark.parametrize("channels", [1, 3])
def test_values_that_are_not_finite_are_magenta_and_no_grey(channels):
    values = np.zeros((1, 2, channels))
    values[0, 1, 0] = np.inf
    assert bitmap(values, Scale(0, 1)).tolist() == [[[0, 0, 0], [255, 0, 255]]]


def test_averaging_keeps_the_mean_of_whole_blocks():
    values = picture([0, 2, 4, 6], [2, 4, 6, 8])
    assert smaller(values, 2)[..., 0].tolist() == [[2, 6]]
    assert smaller(values, 4) is values


def test_a_picture_narrower_than_a_block_is_left_alone():
    values = np.zeros((1, 100, 1))
    assert smaller(values, 10) is values


@pytest.mark.parametrize(
    ("values", "hidden"),
    [
        (np.linspace(0, 1, 100), False),
        (np.linspace(0.40, 0.42, 100), True),  # five grey levels
        (np.linspace(1e-6, 2e-6, 100), True),  # black
        (np.linspace(5, 6, 100), True),  # white
        (np.linspace(-0.02, 1, 100), False),  # a background a little below black is black, rightly
        (np.full(100, 0.3), False),  # one grey that is one grey
        (np.full(100, np.nan), False),
    ],
)
def test_the_scale_hides_what_varies_without_being_seen(values, hidden):
    assert hidden_by(Scale(0, 1), values) is hidden


@pytest.mark.parametrize(
    ("values", "says"), [([5.0, 6.0], "all above white"), ([-5.0, -6.0], "all below black"), ([0.5, 6.0], "")]
)
def test_a_picture_wholly_beyond_the_scale_says_at_which_end(values, says):
    assert clipped(Scale(0, 1), np.array(values)) == says


def test_float32_rounding_is_no_variation():
    values = np.full(10, 1.0, np.float32)
    values[0] = np.nextafter(np.float32(1), np.float32(2))
    assert not varies(values)
    assert varies(np.array([1.0, 1.00001]))
