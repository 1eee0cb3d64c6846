import math

import pytest
import torch

from aescope.engine.torch.activations import ACTIVATIONS, activation
from aescope.errors import StructureError
from aescope.plan import ACTIVATIONS as KNOWN
from aescope.records import Call


def _value_and_slope(setting, at, keras="3"):
    x = torch.tensor([float(at)], dtype=torch.float64, requires_grad=True)
    value = activation(setting, keras)(x)
    (slope,) = torch.autograd.grad(value, x)
    return value.item(), slope.item()


def test_every_activation_that_a_plan_may_name_is_there():
    assert set(KNOWN) <= set(ACTIVATIONS)


# Slopes where the function bends, as TensorFlow's gradients have them.
@pytest.mark.parametrize(
    ("setting", "at", "value", "slope"),
    [
        ("relu", 0, 0, 0),
        ("relu6", 6, 6, 0),
        ("hard_tanh", 1, 1, 1),
        ("hard_tanh", -1, -1, 1),
        ("elu", 0, 0, 1),
        ("selu", 0, 0, 1.0507009873554805),
        ("celu", 0, 0, 2),
        ("softsign", 0, 0, 1),
        ("leaky_relu", 0, 0, 0.2),
        (Call("LeakyReLU", {"negative_slope": 0.3}), 0, 0, 0.3),
        (Call("LeakyReLU", {"negative_slope": 0.3}), -2, -0.6, 0.3),
        (Call("ELU", {"alpha": 0.5}), 0, 0, 0.5),
        (Call("ReLU", {"max_value": None, "negative_slope": 0.1, "threshold": 0.0}), 0, 0, 0.1),
        (Call("ReLU", {"max_value": 1.5, "negative_slope": 0.0, "threshold": 0.0}), 1.5, 1.5, 1),
        (Call("ReLU", {"max_value": 6.0, "negative_slope": 0.0, "threshold": 0.0}), 6, 6, 0),
        (Call("ReLU", {"max_value": None, "negative_slope": 0.0, "threshold": 0.5}), 0.5, 0, 0),
        (Call("ReLU", {"max_value": 2.0, "negative_slope": 0.2, "threshold": 0.5}), -1, -0.3, 0.2),
        ("softplus", 30, 30 + math.log1p(math.exp(-30)), 1 / (1 + math.exp(-30))),
    ],
    ids=str,
)
def test_values_and_slopes_are_tensorflows(setting, at, value, slope):
    # Slopes of LeakyReLU are kept in single precision, as TensorFlow keeps them.
    assert _value_and_slope(setting, at) == pytest.approx((value, slope), rel=1e-7, abs=1e-12)


def test_hard_sigmoid_was_steeper_in_2019():
    assert _value_and_slope("hard_sigmoid", 1.0) == pytest.approx((4 / 6, 1 / 6))
    assert _value_and_slope("hard_sigmoid", 1.0, keras="2.2") == pytest.approx((0.7, 0.2))


def test_softmax_over_several_axes_adds_up_to_one_over_all_of_them():
    found = activation(Call("Softmax", {"axis": (1, 2)}))(torch.randn(2, 3, 4, 5))
    assert torch.allclose(found.sum(dim=(1, 2)), torch.ones(2, 5))


def test_softmax_of_one_channel_is_one_everywhere():
    assert (activation("softmax")(torch.randn(2, 3, 3, 1)) == 1).all()


@pytest.mark.parametrize("setting", ["rleu", Call("PReLU")])
def test_an_activation_that_keras_does_not_have_is_refused(setting):
    with pytest.raises(StructureError):
        activation(setting)
