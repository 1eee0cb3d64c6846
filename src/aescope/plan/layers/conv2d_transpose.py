"""Conv2DTranspose: the gradient of a convolution used forwards, to enlarge pictures with a learned kernel."""

from aescope.plan.arguments import Misfit, channels_last, one_of, only, pair, whole
from aescope.plan.kernels import kernel_and_bias
from aescope.plan.meaning import Meaning, Shapes, picture
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("Conv2DTranspose", "Convolution2DTranspose", "Deconvolution2D")
def conv2d_transpose(
    inputs: Shapes,
    filters: Argument,
    kernel_size: Argument,
    strides: Argument = (1, 1),
    padding: Argument = "valid",
    output_padding: Argument = None,
    data_format: Argument = None,
    dilation_rate: Argument = (1, 1),
    activation: Argument = None,
    use_bias: Argument = True,
    kernel_initializer: Argument = "glorot_uniform",
    bias_initializer: Argument = "zeros",
    kernel_regularizer: Argument = None,
    bias_regularizer: Argument = None,
    activity_regularizer: Argument = None,
    kernel_constraint: Argument = None,
    bias_constraint: Argument = None,
) -> Meaning:
    """(rows, columns, channels) to (rows', columns', filters): with padding `same`, rows' = rows x stride.

    Weights: kernel (rows, columns, filters, channels), the two last the other way round than in Conv2D, and bias
    (filters). Config: filters, kernel_size, strides, padding, output_padding (a pair or None), dilation_rate,
    activation, use_bias, and the initializers and regularizers. Source: Keras 3, `keras.layers.Conv2DTranspose`.
    """
    rows, columns, channels = picture(inputs)
    channels_last(data_format)
    filters = whole("filters", filters)
    kernel, step = pair("kernel_size", kernel_size), pair("strides", strides)
    dilation = pair("dilation_rate", dilation_rate)
    border = one_of("padding", padding, ("valid", "same"))
    more = None if output_padding is None else pair("output_padding", output_padding, at_least=0)
    if max(step) > 1:
        only("dilation_rate", dilation, (1, 1), mend="With strides above 1, leave dilation_rate out.")
    if more is not None and (more[0] >= step[0] or more[1] >= step[1]):
        raise Misfit(f"has output_padding={more} with strides={step}", "less than the strides", "Leave it out.")
    extent = (dilation[0] * (kernel[0] - 1) + 1, dilation[1] * (kernel[1] - 1) + 1)
    down = _enlarged(rows, extent[0], step[0], border, None if more is None else more[0])
    across = _enlarged(columns, extent[1], step[1], border, None if more is None else more[1])
    settings, weights = kernel_and_bias(
        (*kernel, filters, channels),
        filters,
        activation=activation,
        use_bias=use_bias,
        kernel_initializer=kernel_initializer,
        bias_initializer=bias_initializer,
        kernel_regularizer=kernel_regularizer,
        bias_regularizer=bias_regularizer,
        activity_regularizer=activity_regularizer,
        kernel_constraint=kernel_constraint,
        bias_constraint=bias_constraint,
    )
    config = {
        "filters": filters,
        "kernel_size": kernel,
        "strides": step,
        "padding": border,
        "output_padding": more,
        "dilation_rate": dilation,
        **settings,
    }
    return Meaning(
        (down, across, filters), config, weights, kernel[0] * kernel[1] * channels * filters * rows * columns
    )


def _enlarged(size: int, extent: int, stride: int, padding: str, more: int | None) -> int:
    if padding == "same":
        return size * stride if more is None else (size - 1) * stride + extent % 2 + more
    return (size - 1) * stride + extent + (max(extent, stride) - extent if more is None else more)
