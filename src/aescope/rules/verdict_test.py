"""Every verdict of the table, each on the smallest run that has it."""

import math

import numpy as np
import pytest

from aescope.probes import answers
from aescope.rules import judge
from tests.small_run import small_images, small_run, textured


def _verdict(images, **run):
    made = small_run(images, **run)
    judged = judge(made, *answers(made, images))
    assert judged.says
    return judged.verdict


def _images():
    return small_images(textured(16, seed=0), held_out=8)


def _constant(level):
    return np.full((8, 8, 8, 1), level)


def test_originals_given_back_are_learned():
    images = _images()
    assert _verdict(images, after=images.values[-8:]) == "learned"


def test_half_of_the_variance_is_partly_learned():
    images = _images()
    mean = images.values[:8].mean(axis=0)
    assert _verdict(images, after=0.2 * images.values[-8:] + 0.8 * mean) == "partly_learned"


def test_a_frozen_network_moved_nothing_even_with_a_skill_above_zero():
    images = _images()
    mean = images.values[:8].mean(axis=0)
    picture = 0.2 * images.values[-8:] + 0.8 * mean
    assert _verdict(images, after=picture, before=picture, moved=0.0) == "nothing_moved"


@pytest.mark.parametrize("level", [0.0, 1.0])
def test_black_and_white_for_every_input_are_a_constant_output(level):
    assert _verdict(_images(), after=_constant(level)) == "constant_output"


def test_the_mean_image_for_every_input_is_the_mean_image_only():
    images = _images()
    mean = np.broadcast_to(images.values[:8].mean(axis=0), (8, 8, 8, 1))
    assert _verdict(images, after=mean) == "mean_image_only"


def test_outputs_or_losses_that_are_not_finite_diverged():
    images = _images()
    assert _verdict(images, after=_constant(np.nan)) == "diverged"
    assert _verdict(images, after=images.values[-8:], losses=(1.0, math.nan)) == "diverged"


def test_equal_pictures_are_nothing_to_learn():
    images = small_images(np.full((16, 8, 8, 1), 0.3), held_out=8)
    assert _verdict(images, after=_constant(0.3)) == "nothing_to_learn"


def test_training_pictures_by_heart_and_a_rising_held_out_loss_are_overfitted():
    images = _images()
    scrambled = textured(8, seed=9)
    by_heart = images.values[:8]
    rising = {"losses": (3.0, 2.0, 1.0, 0.5), "val_losses": (3.0, 2.0, 2.5, 3.0)}
    assert _verdict(images, after=scrambled, training_after=by_heart, **rising) == "overfitted"
    falling = {"losses": (3.0, 2.0, 1.0, 0.5), "val_losses": (3.0, 2.0, 1.5, 1.4)}
    assert _verdict(images, after=scrambled, training_after=by_heart, **falling) == "unclear"


def test_wrong_pictures_that_depend_on_the_input_are_unclear():
    assert _verdict(_images(), after=textured(8, seed=7)) == "unclear"
