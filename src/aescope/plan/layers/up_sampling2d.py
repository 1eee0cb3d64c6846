"""UpSampling2D: every pixel becomes several, repeated or interpolated; nothing is learned."""

from aescope.plan.arguments import channels_last, one_of, pair
from aescope.plan.meaning import Meaning, Shapes, picture
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("UpSampling2D")
def up_sampling2d(
    inputs: Shapes,
    size: Argument = (2, 2),
    data_format: Argument = None,
    interpolation: Argument = "nearest",
) -> Meaning:
    """(rows, columns, channels) to (rows x size, columns x size, channels).

    Config: size, interpolation (nearest or bilinear, with half-pixel centres). Source: Keras 3,
    `keras.layers.UpSampling2D`.
    """
    rows, columns, channels = picture(inputs)
    channels_last(data_format)
    times = pair("size", size)
    way = one_of("interpolation", interpolation, ("nearest", "bilinear"))
    return Meaning((rows * times[0], columns * times[1], channels), {"size": times, "interpolation": way})
