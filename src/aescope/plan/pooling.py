"""What the pooling layers have in common: window, strides, padding and the size that comes out."""

from aescope.plan.arguments import channels_last, one_of, pair
from aescope.plan.meaning import Meaning, Shapes, picture
from aescope.plan.windows import both_sides
from aescope.plan.written import Argument


def pooled(inputs: Shapes, pool_size: Argument, strides: Argument, padding: Argument, data_format: Argument) -> Meaning:
    """The meaning of a pooling layer; strides are the window's size where they are left out."""
    rows, columns, channels = picture(inputs)
    channels_last(data_format)
    window = pair("pool_size", pool_size)
    step = window if strides is None else pair("strides", strides)
    border = one_of("padding", padding, ("valid", "same"))
    down, across = both_sides((rows, columns), window, step, border)
    return Meaning((down, across, channels), {"pool_size": window, "strides": step, "padding": border})
