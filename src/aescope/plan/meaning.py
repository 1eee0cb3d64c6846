"""What a layer means: the shape it puts out, its settings, its weights and its work, without any numbers computed."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from aescope.plan.arguments import Misfit
from aescope.records import Setting, Shape, Weight

Shapes: TypeAlias = tuple[Shape, ...]


@dataclass(frozen=True)
class Meaning:
    """`config` has every argument that means something, defaults filled in; `multiply_adds` are of one image."""

    output_shape: Shape
    config: Mapping[str, Setting] = field(default_factory=dict)
    weights: tuple[Weight, ...] = ()
    multiply_adds: int = 0


def single(inputs: Shapes) -> Shape:
    """The shape of the one input that most layers take."""
    if len(inputs) == 1:
        return inputs[0]
    raise Misfit(f"is called on {len(inputs)} inputs", "one", "Join them first with Concatenate() or Add().")


def picture(inputs: Shapes) -> tuple[int, int, int]:
    """(height, width, channels) of the one input of a layer that works on pictures."""
    shape = single(inputs)
    if len(shape) == 3:
        return shape[0], shape[1], shape[2]
    raise Misfit(
        f"is called on {shape_text(shape)}",
        "a picture (height, width, channels)",
        "Put Reshape((height, width, channels)) before it.",
    )


def shape_text(shape: Shape) -> str:
    """`28x28x1` for a picture, `784 numbers` for a flat vector."""
    return f"{shape[0]} numbers" if len(shape) == 1 else "x".join(map(str, shape))
