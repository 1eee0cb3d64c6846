"""GlobalAveragePooling2D: the mean of each channel over the whole picture."""

from aescope.plan.arguments import channels_last, yes_or_no
from aescope.plan.meaning import Meaning, Shapes, picture
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("GlobalAveragePooling2D", "GlobalAvgPool2D")
def global_average_pooling2d(inputs: Shapes, data_format: Argument = None, keepdims: Argument = False) -> Meaning:
    """(rows, columns, channels) to (channels), or to (1, 1, channels) with `keepdims`. Config: keepdims.

    Source: Keras 3, `keras.layers.GlobalAveragePooling2D`.
    """
    _, _, channels = picture(inputs)
    channels_last(data_format)
    kept = yes_or_no("keepdims", keepdims)
    return Meaning((1, 1, channels) if kept else (channels,), {"keepdims": kept})
