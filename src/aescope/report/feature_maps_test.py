"""Contact sheets of feature maps."""

import numpy as np

from aescope.report.feature_maps import kept_output, sheet_of
from tests.factories import frozen


def test_maps_stand_side_by_side_with_a_white_line_between():
    maps = np.zeros((2, 3, 2), np.float32)
    maps[..., 1] = 1
    assert sheet_of(maps).pixels.tolist() == [[0, 0, 0, 255, 255, 255, 255]] * 2


def test_maps_that_are_the_same_everywhere_are_counted_and_named():
    maps = np.random.default_rng(0).normal(size=(4, 4, 3)).astype(np.float32)
    maps[..., 1] = 0
    assert "the same everywhere: 1 map (2)" in sheet_of(maps).says
    assert "same everywhere" not in sheet_of(maps[..., [0, 2]]).says


def test_large_maps_are_averaged_down_and_many_fit_into_the_width():
    sheet = sheet_of(np.random.default_rng(0).normal(size=(200, 200, 64)), most=48, widest=560)
    assert sheet.pixels.shape[1] <= 560
    assert sheet.pixels.shape[0] > 200


def test_a_flat_output_becomes_rows_of_numbers_none_of_them_averaged():
    sheet = sheet_of(np.arange(10_000, dtype=np.float32), most=48)
    assert sheet.pixels.shape == (50, 200)
    assert sheet.says == "values 0 to 10,000"
    assert sheet_of(np.arange(5.0)).pixels.shape == (1, 5)


def test_values_that_are_not_finite_do_not_break_a_sheet():
    assert "no finite value" in sheet_of(np.full((2, 2, 1), np.nan)).says


def test_the_kept_output_is_one_pictures_with_or_without_an_axis_of_images():
    run = frozen().run
    one = kept_output(run, "conv2d_1", "after")
    assert one.shape == (32, 32, 8)
    run.activations_after["conv2d_1"] = np.stack([one, one + 1])
    assert np.array_equal(kept_output(run, "conv2d_1", "after"), one)
    assert kept_output(run, "no such layer", "before") is None
