"""Skill: worked cases."""

import numpy as np
import pytest

from aescope.probes.skill import skill_of


def test_a_perfect_reconstruction_has_skill_one():
    skill = skill_of(np.zeros(5), np.ones(5))
    assert skill.value == 1
    assert skill.interval == (1, 1)


def test_the_mean_image_has_skill_zero_and_worse_is_below():
    assert skill_of(np.ones(4), np.ones(4)).value == 0
    assert skill_of(np.full(4, 3.0), np.ones(4)).value == -2


@pytest.mark.parametrize("scale", [1e-18, 1.0, 1e9])
def test_skill_is_the_same_at_every_scale_of_the_pixels(scale):
    errors = np.array([0.1, 0.2, 0.4])
    assert skill_of(errors * scale, np.ones(3) * scale).value == pytest.approx(1 - 0.7 / 3)


def test_the_interval_covers_the_value_and_narrows_with_more_pictures():
    rng = np.random.default_rng(3)
    few, many = rng.random(10), rng.random(1000)
    wide, narrow = skill_of(few, np.ones(10)), skill_of(many, np.ones(1000))
    assert wide.interval[0] < wide.value < wide.interval[1]
    assert narrow.interval[1] - narrow.interval[0] < wide.interval[1] - wide.interval[0]


def test_the_interval_of_equal_weights_is_that_of_a_mean():
    # With all mean errors 1, skill is 1 - mean(errors): the bootstrap must give its normal interval.
    errors = np.random.default_rng(5).normal(0.3, 0.1, 400)
    half_width = 1.96 * errors.std() / np.sqrt(400)
    low, high = skill_of(errors, np.ones(400)).interval
    assert (high - low) / 2 == pytest.approx(half_width, rel=0.1)


def test_one_picture_gives_a_value_without_an_interval():
    skill = skill_of(np.array([0.5]), np.array([1.0]))
    assert (skill.value, skill.interval) == (0.5, None)


@pytest.mark.parametrize(
    ("errors", "mean_errors", "why"),
    [
        (np.array([]), np.array([]), "held out"),
        (np.array([np.nan]), np.array([1.0]), "finite"),
        (np.array([0.1]), np.array([0.0]), "nothing to learn"),
    ],
)
def test_where_there_is_no_skill_the_reason_is_said(errors, mean_errors, why):
    skill = skill_of(errors, mean_errors)
    assert skill.value is None
    assert why in skill.why
