"""Conv2D: a kernel slides over the picture; one output channel for each filter."""

from aescope.plan.arguments import Misfit, channels_last, one_of, pair, whole
from aescope.plan.kernels import kernel_and_bias
from aescope.plan.meaning import Meaning, Shapes, picture
from aescope.plan.registry import layers
from aescope.plan.windows import both_sides
from aescope.plan.written import Argument


@layers.register("Conv2D", "Convolution2D")
def conv2d(
    inputs: Shapes,
    filters: Argument,
    kernel_size: Argument,
    strides: Argument = (1, 1),
    padding: Argument = "valid",
    data_format: Argument = None,
    dilation_rate: Argument = (1, 1),
    groups: Argument = 1,
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
    """(rows, columns, channels) to (rows', columns', filters).

    Weights: kernel (rows, columns, channels / groups, filters), bias (filters). With padding `same`, where the padding
    is odd (even kernels, strides), the pixel more stands at the bottom and at the right.
    Config: filters, kernel_size, strides, padding, dilation_rate, groups, activation, use_bias, and the initializers
    and regularizers. Source: Keras 3, `keras.layers.Conv2D`.
    """
    rows, columns, channels = picture(inputs)
    channels_last(data_format)
    filters, groups = whole("filters", filters), whole("groups", groups)
    kernel, step = pair("kernel_size", kernel_size), pair("strides", strides)
    dilation = pair("dilation_rate", dilation_rate)
    border = one_of("padding", padding, ("valid", "same"))
    if max(step) > 1 and max(dilation) > 1:
        raise Misfit(f"has strides={step} and dilation_rate={dilation}", "one of them to be 1", "Use either alone.")
    if channels % groups or filters % groups:
        raise Misfit(
            f"has groups={groups} for {channels} channels in and {filters} out",
            "a number that divides both",
            "Leave groups out.",
        )
    width = (dilation[0] * (kernel[0] - 1) + 1, dilation[1] * (kernel[1] - 1) + 1)
    down, across = both_sides((rows, columns), width, step, border)
    settings, weights = kernel_and_bias(
        (*kernel, channels // groups, filters),
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
        "dilation_rate": dilation,
        "groups": groups,
        **settings,
    }
    work = kernel[0] * kernel[1] * (channels // groups) * filters * down * across
    return Meaning((down, across, filters), config, weights, work)
