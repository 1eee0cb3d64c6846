import json
import math
from pathlib import Path

import numpy as np
import pytest

from aescope.engine.known_loss import loss_of
from tests.plans import planned

_LINEAR = "decoded = Conv2D(1, (3, 3), padding='same')(input_img)"
_SIGMOID = "decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(input_img)"


def _loss(reconstruction, original, code=_LINEAR, loss="binary_crossentropy", keras="3", dtype="float32"):
    plan = planned(code, (2, 2, 1), loss=loss, keras=keras)
    full = (3, 2, 2, 1)
    return loss_of(plan, np.full(full, reconstruction, np.float32), np.full(full, original, np.float32), dtype)


# What Keras 3 on TensorFlow says of outputs that all lie below or above the clip.
_MEASURED = json.loads((Path(__file__).parents[3] / "tests/parity/constants.json").read_text())


@pytest.mark.parametrize("dtype", ["float32", "float64"])
@pytest.mark.parametrize(("side", "reconstruction"), [("below", -3.0), ("above", 7.0)])
@pytest.mark.parametrize("target", ["0", "0.25", "0.5", "1", "2", "255"])
def test_beyond_the_clip_the_loss_is_what_keras_measures(dtype, side, reconstruction, target):
    measured = _MEASURED[dtype][side][f"target {target}"]
    assert _loss(reconstruction, float(target), dtype=dtype) == pytest.approx(measured, rel=1e-6)


def test_a_frozen_network_of_2019_sits_at_the_value_of_the_lab_log():
    # 1.000e-7 + 16.118 times the mean of the targets.
    assert _loss(-1.0, 2.7657e-9, keras="2.2") == pytest.approx(1.445775e-07, rel=1e-5)


def test_after_a_sigmoid_the_loss_is_the_binary_entropy():
    expected = -(0.3 * math.log(0.2) + 0.7 * math.log(0.8))
    assert _loss(0.2, 0.3, _SIGMOID) == pytest.approx(expected, rel=1e-6)


def test_after_a_sigmoid_nothing_is_clipped():
    assert _loss(3e-9, 0.0, _SIGMOID) == pytest.approx(3e-9, rel=1e-6)
    assert _loss(3e-9, 0.0, _LINEAR) == pytest.approx(1.192093e-7, rel=1e-6)


def test_a_black_picture_given_back_black_costs_nothing_after_a_sigmoid():
    assert _loss(0.0, 0.0, _SIGMOID) == 0.0


def test_an_impossible_reconstruction_costs_what_the_last_logit_before_it_would():
    assert _loss(0.0, 1.0, _SIGMOID) == pytest.approx(149 * math.log(2), rel=1e-6)
    assert _loss(1.0, 0.0, _SIGMOID) == pytest.approx(24 * math.log(2), rel=1e-6)


def test_label_smoothing_moves_the_targets_towards_a_half():
    expected = -(0.95 * math.log(0.2) + 0.05 * math.log(0.8))
    assert _loss(0.2, 1.0, _SIGMOID, "BinaryCrossentropy(label_smoothing=0.1)") == pytest.approx(expected, rel=1e-6)


def test_declared_logits_are_taken_as_they_are():
    expected = math.log1p(math.exp(2.0)) - 2.0 * 0.25
    assert _loss(2.0, 0.25, _LINEAR, "BinaryCrossentropy(from_logits=True)") == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize(
    ("loss", "expected"), [("mse", 4.0), ("mae", 2.0), ("Huber(delta=0.5)", 0.5 * 2 - 0.125), ("Huber(delta=3.0)", 2.0)]
)
def test_distances_are_those_of_the_schoolbook(loss, expected):
    assert _loss(3.0, 1.0, loss=loss) == pytest.approx(expected)


def test_many_pictures_are_looked_at_in_parts_that_add_up():
    plan = planned(_LINEAR, (2, 2, 1), loss="mse")
    originals = np.random.default_rng(0).random((1_100_000, 2, 2, 1), dtype=np.float32)
    assert loss_of(plan, originals + np.float32(0.5), originals) == pytest.approx(0.25, rel=1e-6)


def test_of_no_pictures_there_is_no_loss():
    none = np.zeros((0, 2, 2, 1), np.float32)
    assert math.isnan(loss_of(planned(_LINEAR, (2, 2, 1)), none, none))
