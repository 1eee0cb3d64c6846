"""Softmax: numbers along an axis become shares that add up to 1."""

from aescope.plan.arguments import axes
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("Softmax")
def softmax(inputs: Shapes, axis: Argument = -1) -> Meaning:
    """Any shape, unchanged. Config: axis, one or several, counted with the batch as axis 0.

    On one channel, with the default axis, every output is exactly 1. Source: Keras 3, `keras.layers.Softmax`.
    """
    shape = single(inputs)
    return Meaning(shape, {"axis": axes("axis", axis, len(shape) + 1)})
