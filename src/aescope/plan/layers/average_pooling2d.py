"""AveragePooling2D: the mean of each window."""

from aescope.plan.meaning import Meaning, Shapes
from aescope.plan.pooling import pooled
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("AveragePooling2D", "AvgPool2D")
def average_pooling2d(
    inputs: Shapes,
    pool_size: Argument = (2, 2),
    strides: Argument = None,
    padding: Argument = "valid",
    data_format: Argument = None,
) -> Meaning:
    """(rows, columns, channels) to (rows', columns', channels); the mean is of the pixels within the picture.

    Config: pool_size, strides, padding. The default of pool_size is that of Keras 2, as for MaxPooling2D.
    Source: Keras 3, `keras.layers.AveragePooling2D`.
    """
    return pooled(inputs, pool_size, strides, padding, data_format)
