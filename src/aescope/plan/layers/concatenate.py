"""Concatenate: several feature maps side by side along an axis."""

from aescope.plan.arguments import Misfit
from aescope.plan.arguments import axis as read_axis
from aescope.plan.meaning import Meaning, Shapes, shape_text
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("Concatenate", "concatenate")
def concatenate(inputs: Shapes, axis: Argument = -1) -> Meaning:
    """Two or more inputs whose shapes differ along `axis` alone (the batch is axis 0). Config: axis.

    Source: Keras 3, `keras.layers.Concatenate`.
    """
    rank = len(inputs[0]) + 1
    along = read_axis("axis", axis, rank) % rank - 1
    others = {(*shape[:along], *shape[along + 1 :]) for shape in inputs}
    if len(inputs) < 2 or len(others) > 1 or len({len(shape) for shape in inputs}) > 1:
        raise Misfit(
            f"is called on {' and '.join(map(shape_text, inputs))}",
            f"two or more inputs, in a list, that are alike except along axis {along + 1}",
            "Bring them to the same size first.",
        )
    joined = sum(shape[along] for shape in inputs)
    shape = (*inputs[0][:along], joined, *inputs[0][along + 1 :])
    return Meaning(shape, {"axis": read_axis("axis", axis, rank)})
