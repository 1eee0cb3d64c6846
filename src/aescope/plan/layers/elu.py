"""ELU: what lies below 0 goes to `alpha * (exp(x) - 1)`."""

from aescope.plan.arguments import number
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("ELU")
def elu(inputs: Shapes, alpha: Argument = 1.0) -> Meaning:
    """Any shape, unchanged. Config: alpha. Source: Keras 3, `keras.layers.ELU`."""
    return Meaning(single(inputs), {"alpha": number("alpha", alpha)})
