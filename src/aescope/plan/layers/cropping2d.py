"""Cropping2D: rows and columns cut off the picture's edges."""

from aescope.plan.arguments import Misfit, borders, channels_last
from aescope.plan.meaning import Meaning, Shapes, picture, shape_text
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("Cropping2D")
def cropping2d(inputs: Shapes, cropping: Argument = ((0, 0), (0, 0)), data_format: Argument = None) -> Meaning:
    """(rows, columns, channels) to smaller ones. Config: cropping ((top, bottom), (left, right)).

    Source: Keras 3, `keras.layers.Cropping2D`.
    """
    rows, columns, channels = picture(inputs)
    channels_last(data_format)
    (top, bottom), (left, right) = off = borders("cropping", cropping)
    kept = (rows - top - bottom, columns - left - right)
    if min(kept) < 1:
        raise Misfit(
            f"cuts {top + bottom} rows and {left + right} columns off {shape_text((rows, columns))}",
            "at least one pixel to be left",
            "Crop less.",
        )
    return Meaning((*kept, channels), {"cropping": off})
