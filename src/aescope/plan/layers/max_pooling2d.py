"""MaxPooling2D: the largest value of each window."""

from aescope.plan.meaning import Meaning, Shapes
from aescope.plan.pooling import pooled
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("MaxPooling2D", "MaxPool2D")
def max_pooling2d(
    inputs: Shapes,
    pool_size: Argument = (2, 2),
    strides: Argument = None,
    padding: Argument = "valid",
    data_format: Argument = None,
) -> Meaning:
    """(rows, columns, channels) to (rows', columns', channels); padding never wins, not even over negative values.

    Where several values of a window are the largest, the gradient goes to the first. Config: pool_size, strides,
    padding. Source: Keras 3, `keras.layers.MaxPooling2D`.
    """
    return pooled(inputs, pool_size, strides, padding, data_format)
