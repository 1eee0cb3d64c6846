"""Sentences carry their number and its yardstick."""

import numpy as np

from aescope.probes import answers
from aescope.rules import judge
from tests.small_run import small_images, small_run, textured


def _said(images, **run):
    made = small_run(images, **run)
    return judge(made, *answers(made, images)).says


def _images():
    return small_images(textured(16, seed=0), held_out=8)


def test_what_is_better_than_the_mean_image_is_told_as_a_share_of_variance():
    images = _images()
    assert "explain 100 % of the variance" in _said(images, after=images.values[-8:])


def test_what_is_worse_is_told_in_times_its_error():
    said = _said(_images(), after=np.full((8, 8, 8, 1), 1.0))
    assert "white (mean 1)" in said
    assert "times that of the mean image" in said
    assert "%" not in said


def test_worse_than_the_mean_image_but_not_constant_says_the_range_of_the_outputs():
    images = _images()
    said = _said(images, after=1000 + 500 * images.values[-8:])
    assert "though they depend on the input" in said
    assert "1000" in said
    assert "one range" in said


def test_a_frozen_network_says_where_its_loss_stayed():
    images = _images()
    said = _said(images, after=images.values[-8:] * 0, losses=(1.4457e-07, 1.4457e-07), moved=0.0)
    assert "1.446e-07" in said
