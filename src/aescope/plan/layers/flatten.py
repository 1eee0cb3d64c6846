"""Flatten: a picture as one row of numbers, channels fastest, then columns, then rows."""

from math import prod

from aescope.plan.arguments import channels_last
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("Flatten")
def flatten(inputs: Shapes, data_format: Argument = None) -> Meaning:
    """Any shape to (all its numbers); no config. Source: Keras 3, `keras.layers.Flatten`."""
    channels_last(data_format)
    return Meaning((prod(single(inputs)),))
