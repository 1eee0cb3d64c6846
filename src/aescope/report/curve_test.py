"""How far the loss's axis reaches, and what it has to say."""

from dataclasses import replace

import numpy as np
import pytest

from aescope.records import Epoch
from aescope.report.curve import LEAST_STEPS, curve_of, rounding_step
from tests.small_run import small_images, small_run, textured

PICTURES = small_images(textured(8, seed=0), held_out=4)


def curve(losses, val_losses=None, **levels):
    run = small_run(PICTURES, after=textured(4, seed=1), losses=losses, val_losses=val_losses)
    return curve_of(replace(run, levels=levels))


def test_float_noise_is_not_zoomed_into_and_that_is_said():
    level = 1.445775e-07
    drawn = curve((level, level + 5e-16, level - 5e-16), floor=level, mean_image=level)
    assert drawn.high - drawn.low == pytest.approx(LEAST_STEPS * rounding_step(level))
    assert drawn.high - drawn.low > 1000 * 1e-15
    said = " ".join(drawn.says)
    assert "differ by 1e-15" in said
    assert "1.42e-14" in said
    assert "cannot tell them apart" in said


def test_a_loss_that_moves_has_an_axis_of_its_own():
    drawn = curve((0.60, 0.58, 0.573), floor=0.57, mean_image=0.62)
    assert 0.56 < drawn.low < 0.57
    assert 0.62 < drawn.high < 0.63
    assert drawn.says == ()


def test_the_rounding_step_is_that_of_float32():
    assert rounding_step(1.0) == 2.0**-23
    assert rounding_step(-1907.8) == 2.0**-13


def test_floor_and_mean_image_are_always_drawn_and_far_levels_are_named():
    drawn = curve((0.60, 0.58), floor=0.57, mean_image=0.62, untrained=14.2, pca=0.575)
    assert set(drawn.levels) == {"floor", "mean_image", "pca"}
    assert drawn.says == ("untrained network: 14.2, off this axis.",)


def test_a_loss_that_falls_by_orders_is_drawn_by_its_logarithm():
    drawn = curve((0.56, 1e-3, 4e-7), floor=1.2e-8, mean_image=0.0)
    assert drawn.logarithmic
    assert drawn.levels == {"floor": 1.2e-8}
    assert "mean image: 0, off this axis." in drawn.says


def test_a_negative_loss_is_never_drawn_by_its_logarithm():
    drawn = curve((-3.0, -1907.8), floor=0.2, mean_image=-1900.0)
    assert not drawn.logarithmic
    assert drawn.low < -1907.8


def test_epochs_without_a_finite_loss_are_gaps():
    run = small_run(PICTURES, after=textured(4, seed=1))
    broken = replace(run, epochs=(Epoch(1.0, 1.0, 1e-3, 0.1, 1.0), Epoch(np.nan, np.inf, 1e-3, 0.1, 1.0)))
    drawn = curve_of(broken)
    assert drawn.losses == (1.0, None)
    assert "In 1 of 2 epochs the loss is not finite" in drawn.says[-1]
    assert curve_of(replace(run, epochs=broken.epochs[1:])) is None
    assert curve_of(replace(run, epochs=())) is None


def test_a_level_that_is_not_known_is_left_out():
    assert curve((0.6, 0.5), floor=None, mean_image=float("nan"), pca=0.55).levels == {"pca": 0.55}
