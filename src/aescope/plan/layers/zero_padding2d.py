"""ZeroPadding2D: rows and columns of zeros around the picture."""

from aescope.plan.arguments import borders, channels_last
from aescope.plan.meaning import Meaning, Shapes, picture
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("ZeroPadding2D")
def zero_padding2d(inputs: Shapes, padding: Argument = (1, 1), data_format: Argument = None) -> Meaning:
    """(rows, columns, channels) to larger ones. Config: padding ((top, bottom), (left, right)).

    Source: Keras 3, `keras.layers.ZeroPadding2D`.
    """
    rows, columns, channels = picture(inputs)
    channels_last(data_format)
    (top, bottom), (left, right) = around = borders("padding", padding)
    return Meaning((rows + top + bottom, columns + left + right, channels), {"padding": around})
