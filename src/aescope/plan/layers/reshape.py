"""Reshape: the same numbers in the same order, cut into another shape."""

from math import prod

from aescope.plan.arguments import Misfit, refuse, whole
from aescope.plan.meaning import Meaning, Shapes, shape_text, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument
from aescope.records import Shape


@layers.register("Reshape")
def reshape(inputs: Shapes, target_shape: Argument) -> Meaning:
    """Any shape to `target_shape`, in which one size may be -1: whatever is left.

    Config: target_shape, the -1 worked out. Source: Keras 3, `keras.layers.Reshape`.
    """
    shape = single(inputs)
    sizes = target_shape if isinstance(target_shape, tuple) else (target_shape,)
    if not sizes or sizes.count(-1) > 1:
        raise refuse("target_shape", target_shape, "the sizes of one image, at most one of them -1")
    fixed = [whole("target_shape", size) for size in sizes if size != -1]
    numbers, wanted = prod(shape), prod(fixed)
    if numbers % wanted or (len(fixed) == len(sizes) and numbers != wanted):
        raise Misfit(
            f"has target_shape={target_shape} for {shape_text(shape)}, which is {numbers} numbers",
            f"a shape of {numbers} numbers",
            "Change target_shape, or the layer before it.",
        )
    target: Shape = tuple(numbers // wanted if size == -1 else whole("target_shape", size) for size in sizes)
    return Meaning(target, {"target_shape": target})
