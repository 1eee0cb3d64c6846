"""ReLU: what lies below the threshold becomes 0, or a share of itself; what lies above may have an upper bound."""

from aescope.plan.arguments import number, optional_number
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("ReLU")
def relu(
    inputs: Shapes, max_value: Argument = None, negative_slope: Argument = 0.0, threshold: Argument = 0.0
) -> Meaning:
    """Any shape, unchanged. Config: max_value, negative_slope, threshold. Source: Keras 3, `keras.layers.ReLU`."""
    config = {
        "max_value": optional_number("max_value", max_value, low=0.0),
        "negative_slope": number("negative_slope", 0.0 if negative_slope is None else negative_slope, low=0.0),
        "threshold": number("threshold", 0.0 if threshold is None else threshold, low=0.0),
    }
    return Meaning(single(inputs), config)
