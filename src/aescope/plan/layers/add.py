"""Add: the sum of several feature maps, number by number."""

from math import prod

from aescope.plan.arguments import Misfit
from aescope.plan.meaning import Meaning, Shapes, shape_text
from aescope.plan.registry import layers


@layers.register("Add", "add")
def add(inputs: Shapes) -> Meaning:
    """Two or more inputs of one shape to that shape; no config. Source: Keras 3, `keras.layers.Add`."""
    if len(inputs) < 2 or len(set(inputs)) > 1:
        raise Misfit(
            f"is called on {' and '.join(map(shape_text, inputs))}",
            "two or more inputs of one shape, in a list",
            "Bring them to the same shape first, or use Concatenate().",
        )
    return Meaning(inputs[0], {}, (), prod(inputs[0]) * (len(inputs) - 1))
