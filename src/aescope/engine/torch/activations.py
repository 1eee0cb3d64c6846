"""Activation functions by the names that Keras gives them, with TensorFlow's slopes where they bend."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import TypeAlias

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from aescope.engine.settings import number
from aescope.errors import StructureError, did_you_mean
from aescope.records import Call, Setting

Activation: TypeAlias = Callable[[Tensor], Tensor]

_SELU_SCALE = 1.0507009873554804934193349852946
_SELU_SCALE_ALPHA = 1.7580993408473768599402175208123


def activation(setting: Setting, keras: str = "3") -> Activation:
    """The function of an activation's name, or of an activation layer with its arguments.

    Raises StructureError for a name that Keras does not have.
    """
    if isinstance(setting, Call):
        return _of_layer(setting)
    if keras == "2.2" and setting == "hard_sigmoid":
        return _hard_sigmoid_of_2_2
    found = ACTIVATIONS.get("linear" if setting is None else str(setting))
    if found is None:
        raise StructureError(f"no activation is called {setting!r}; {did_you_mean(str(setting), ACTIVATIONS)}")
    return found


def only_rises(setting: Setting) -> bool:
    """Whether it is a plain ReLU or LeakyReLU: the larger number stays the larger, and no slope depends on a tie."""
    if isinstance(setting, Call) and setting.name == "ReLU":
        return setting.arguments.get("max_value") is None and not setting.arguments.get("threshold")
    return setting in ("relu", "leaky_relu") or (isinstance(setting, Call) and setting.name == "LeakyReLU")


def _of_layer(call: Call) -> Activation:
    arguments = call.arguments
    match call.name:
        case "LeakyReLU":
            return partial(leaky_relu, slope=number(arguments.get("negative_slope", 0.3)))
        case "ELU":
            return partial(functional.elu, alpha=number(arguments.get("alpha", 1.0)))
        case "Softmax":
            axis = arguments.get("axis", -1)
            return partial(softmax, axes=axis if isinstance(axis, tuple) else (int(number(axis)),))
        case "ReLU":
            highest = arguments.get("max_value")
            return partial(
                relu,
                highest=None if highest is None else number(highest),
                slope=number(arguments.get("negative_slope", 0.0)),
                threshold=number(arguments.get("threshold", 0.0)),
            )
    raise StructureError(f"no activation layer is called {call.name!r}; known are ELU, LeakyReLU, ReLU, Softmax.")


def relu(x: Tensor, highest: float | None = None, slope: float = 0.0, threshold: float = 0.0) -> Tensor:
    """Keras' `ReLU`: 0 up to the threshold (or `slope` times what is missing), at most `highest`.

    The slope is 0 at 0 and at the threshold. At `highest` it is 1, except for 6, which has an operation of its own.
    """
    if slope and highest is None and threshold == 0.0:
        return leaky_relu(x, slope)
    missing = functional.relu(threshold - x) if slope else None
    if threshold:
        kept = torch.where(x > threshold, x, 0.0)
    elif highest == 6.0:
        kept = functional.relu6(x)
    else:
        kept = functional.relu(x)
    if highest is not None and (threshold or highest != 6.0):
        kept = kept.clamp(0.0, highest)
    return kept if missing is None else kept - slope * missing


def leaky_relu(x: Tensor, slope: float = 0.2) -> Tensor:
    """`slope` times what lies below 0; at 0 the slope is that too. Keras' name stands for 0.2, its layer for 0.3.

    TensorFlow keeps the slope in single precision whatever the tensor's, so in float64 0.3 means 0.30000001192.
    """
    return functional.leaky_relu(x, float(np.float32(slope)))


def softmax(x: Tensor, axes: tuple[int, ...] = (-1,)) -> Tensor:
    """Shares that add up to 1 along one axis or over several together."""
    if len(axes) == 1:
        return torch.softmax(x, dim=axes[0])
    return torch.exp(x - torch.logsumexp(x, dim=axes, keepdim=True))


def _selu(x: Tensor) -> Tensor:
    # torch's own has the steeper slope at 0, TensorFlow's the flatter.
    return torch.where(x < 0, _SELU_SCALE_ALPHA * torch.expm1(x.clamp(max=0.0)), _SELU_SCALE * x)


def _celu(x: Tensor) -> Tensor:
    # At 0 both halves pass the gradient on, in TensorFlow and here: the slope there is 2.
    return x.clamp(min=0.0) + torch.expm1(x.clamp(max=0.0))


def _gelu(x: Tensor) -> Tensor:
    # TensorFlow rounds the root of a half to single precision, in float64 too.
    return 0.5 * x * torch.erfc(-x * float(np.float32(0.5**0.5)))


def _softplus(x: Tensor) -> Tensor:
    # torch's own becomes a straight line above 20.
    return -functional.logsigmoid(-x)


def _hard_sigmoid(x: Tensor) -> Tensor:
    return functional.relu6(x + 3.0) / 6.0


def _hard_sigmoid_of_2_2(x: Tensor) -> Tensor:
    return (0.2 * x + 0.5).clamp(0.0, 1.0)


def _linear(x: Tensor) -> Tensor:
    return x


ACTIVATIONS: Mapping[str, Activation] = {
    "linear": _linear,
    "relu": functional.relu,
    "relu6": functional.relu6,
    "leaky_relu": leaky_relu,
    "elu": functional.elu,
    "selu": _selu,
    "celu": _celu,
    "gelu": _gelu,
    "silu": functional.silu,
    "swish": functional.silu,
    "mish": functional.mish,
    "sigmoid": torch.sigmoid,
    "hard_sigmoid": _hard_sigmoid,
    "log_sigmoid": functional.logsigmoid,
    "tanh": torch.tanh,
    "hard_tanh": partial(torch.clamp, min=-1.0, max=1.0),
    "hard_silu": lambda x: x * _hard_sigmoid(x),
    "hard_swish": lambda x: x * _hard_sigmoid(x),
    "softmax": softmax,
    "log_softmax": partial(torch.log_softmax, dim=-1),
    "softplus": _softplus,
    "softsign": functional.softsign,
    "exponential": torch.exp,
}
