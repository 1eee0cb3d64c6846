"""Dense: every output number is a weighted sum of all numbers on the last axis."""

from math import prod

from aescope.plan.arguments import only, whole
from aescope.plan.kernels import kernel_and_bias
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("Dense")
def dense(
    inputs: Shapes,
    units: Argument,
    activation: Argument = None,
    use_bias: Argument = True,
    kernel_initializer: Argument = "glorot_uniform",
    bias_initializer: Argument = "zeros",
    kernel_regularizer: Argument = None,
    bias_regularizer: Argument = None,
    activity_regularizer: Argument = None,
    kernel_constraint: Argument = None,
    bias_constraint: Argument = None,
    lora_rank: Argument = None,
) -> Meaning:
    """(..., inputs) to (..., units): on a picture it works on the channels of each pixel.

    Weights: kernel (inputs, units), bias (units). Config: units, activation, use_bias, and the initializers and
    regularizers. Source: Keras 3, `keras.layers.Dense`.
    """
    shape = single(inputs)
    units = whole("units", units)
    only("lora_rank", lora_rank, None, mend="Take lora_rank out.")
    settings, weights = kernel_and_bias(
        (shape[-1], units),
        units,
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
    return Meaning((*shape[:-1], units), {"units": units, **settings}, weights, prod(shape) * units)
