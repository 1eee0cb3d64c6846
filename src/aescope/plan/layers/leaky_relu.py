"""LeakyReLU: what lies below 0 keeps a share of itself."""

from aescope.plan.arguments import number
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("LeakyReLU")
def leaky_relu(inputs: Shapes, negative_slope: Argument = 0.3, *, alpha: Argument = None) -> Meaning:
    """Any shape, unchanged. Config: negative_slope, which Keras 2 called `alpha`.

    The default is 0.3; the activation by name, `"leaky_relu"`, has 0.2. At exactly 0 the gradient is the slope.
    Source: Keras 3, `keras.layers.LeakyReLU`.
    """
    slope = number("negative_slope", negative_slope, low=0.0) if alpha is None else number("alpha", alpha, low=0.0)
    return Meaning(single(inputs), {"negative_slope": slope})
