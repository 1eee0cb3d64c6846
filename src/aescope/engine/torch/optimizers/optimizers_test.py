"""Formulas worked by hand for one number, in plain Python; tests/parity has them from Keras."""

import math

import numpy as np
import pytest
import torch

from aescope.engine.torch.optimizer import optimizers
from aescope.records import Call


def _path(name, gradients, start=0.5, keras="3", **arguments):
    """A weight after each of these gradients."""
    weight = torch.tensor([start], dtype=torch.float64)
    optimizer = optimizers[name](Call(name, arguments), [weight], keras)
    path = []
    for gradient in gradients:
        optimizer.step([torch.tensor([gradient], dtype=torch.float64)])
        path.append(weight.item())
    return path


def _first_step(name, gradient, **arguments):
    return _path(name, [gradient], start=0.0, **arguments)[0]


def test_the_first_step_of_adam_at_gradients_of_1e_8_is_far_below_the_learning_rate():
    # m = g / 10, v = g^2 / 1000; about rate sqrt(0.001) / 0.1 x 1e-9 / (sqrt(1e-19) + 1e-7).
    correction = math.sqrt(1 - float(np.float32(0.999))) / (1 - float(np.float32(0.9)))
    expected = -1e-3 * correction * 1e-9 / (math.sqrt(1e-19) + 1e-7)
    ours = _first_step("adam", 1e-8, learning_rate=1e-3)
    assert ours == pytest.approx(expected, rel=1e-9)
    # torch corrects both means first: rate x 1e-8 / (1e-8 + 1e-7).
    assert -1e-3 * 1e-8 / (1e-8 + 1e-7) / ours == pytest.approx(29, abs=0.5)


def test_at_large_gradients_the_first_step_of_adam_is_the_learning_rate():
    assert _first_step("adam", 5.0, learning_rate=1e-3) == pytest.approx(-1e-3, rel=1e-5)


def test_amsgrad_never_forgets_a_large_gradient():
    gradients = [1.0, *[1e-3] * 200]
    forgets, keeps = (_path("adam", gradients, beta_2=0.9, amsgrad=amsgrad) for amsgrad in (False, True))
    assert abs(keeps[-1] - keeps[-2]) < 0.1 * abs(forgets[-1] - forgets[-2])


def test_weight_decay_shrinks_the_weight_before_the_step():
    (plain,) = _path("adam", [0.1], start=0.5 - 0.5 * 0.004 * 0.001, learning_rate=0.001)
    (decayed,) = _path("adamw", [0.1], start=0.5, learning_rate=0.001, weight_decay=0.004)
    assert decayed == pytest.approx(plain, rel=1e-14)


def test_momentum_goes_on_after_the_gradient_is_gone():
    path = _path("sgd", [1.0, 0.0, 0.0], start=0.0, learning_rate=0.1, momentum=0.5)
    assert path == pytest.approx([-0.1, -0.15, -0.175])


def test_nesterov_looks_one_step_ahead():
    path = _path("sgd", [1.0, 0.0], start=0.0, learning_rate=0.1, momentum=0.5, nesterov=True)
    assert path == pytest.approx([-0.15, -0.175])


def test_epsilon_of_rmsprop_stands_inside_the_root_and_stood_outside_in_2019():
    square = 0.1 * 1e-4**2
    assert _first_step("rmsprop", 1e-4) == pytest.approx(-1e-3 * 1e-4 / math.sqrt(square + 1e-7))
    assert _first_step("rmsprop", 1e-4, keras="2.2") == pytest.approx(-1e-3 * 1e-4 / (math.sqrt(square) + 1e-7))


def test_centred_rmsprop_divides_by_the_spread():
    # The mean of squares is 0.1 g^2, the mean 0.1 g: the spread is 0.1 g^2 - 0.01 g^2.
    assert _first_step("rmsprop", 2.0, centered=True) == pytest.approx(-1e-3 * 2.0 / math.sqrt(0.36 + 1e-7))


def test_adagrad_starts_from_a_tenth_and_started_from_nothing_in_2019():
    assert _first_step("adagrad", 1e-3) == pytest.approx(-1e-3 * 1e-3 / math.sqrt(0.1 + 1e-6 + 1e-7))
    assert _first_step("adagrad", 1e-3, keras="2.2") == pytest.approx(-1e-3 * 1e-3 / (1e-3 + 1e-7))


def test_a_step_of_adadelta_is_the_rate_times_its_own_step():
    own = math.sqrt(1e-7) * 0.5 / math.sqrt(0.05 * 0.25 + 1e-7)
    assert _first_step("adadelta", 0.5) == pytest.approx(-1e-3 * own)
    assert _first_step("adadelta", 0.5, learning_rate=1.0) == pytest.approx(-own)


@pytest.mark.parametrize("name", ["sgd", "rmsprop", "adagrad", "adadelta", "adam", "adamw"])
def test_a_gradient_of_zero_moves_nothing_but_by_decay(name):
    assert _path(name, [0.0, 0.0]) == [0.5, 0.5]


def _clipped(gradients, keras="3", **arguments):
    weights = [torch.zeros(len(gradient), dtype=torch.float64) for gradient in gradients]
    optimizer = optimizers["sgd"](Call("sgd", {"learning_rate": 1.0, **arguments}), weights, keras)
    optimizer.step([torch.tensor(gradient, dtype=torch.float64) for gradient in gradients])
    return [(-weight).tolist() for weight in weights]


def test_gradients_are_clipped_by_value_by_norm_or_by_the_norm_of_all():
    gradients = [[3.0, 4.0], [0.3]]
    assert _clipped(gradients, clipvalue=3.5) == [[3.0, 3.5], [0.3]]
    assert _clipped(gradients, clipnorm=1.0) == [pytest.approx([0.6, 0.8]), [0.3]]
    whole = math.sqrt(25.09)
    assert _clipped(gradients, global_clipnorm=1.0) == [
        pytest.approx([3 / whole, 4 / whole]),
        pytest.approx([0.3 / whole]),
    ]
    assert _clipped(gradients, global_clipnorm=10.0) == [pytest.approx([3.0, 4.0]), pytest.approx([0.3])]


def test_in_2019_clipnorm_was_the_norm_of_all():
    whole = math.sqrt(25.09)
    assert _clipped([[3.0, 4.0], [0.3]], keras="2.2", clipnorm=1.0) == [
        pytest.approx([3 / whole, 4 / whole]),
        pytest.approx([0.3 / whole]),
    ]


def test_every_optimizer_that_a_plan_may_name_is_there():
    assert list(optimizers) == ["adadelta", "adagrad", "adam", "adamw", "rmsprop", "sgd"]
