"""Activation: a function by its name, as a layer of its own."""

from aescope.plan.activations import activation as read_activation
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("Activation")
def activation(inputs: Shapes, activation: Argument) -> Meaning:
    """Any shape, unchanged. Config: activation. Source: Keras 3, `keras.layers.Activation`."""
    return Meaning(single(inputs), {"activation": read_activation(activation)})
