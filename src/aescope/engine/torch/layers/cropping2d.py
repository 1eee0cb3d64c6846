"""Cropping2D in PyTorch."""

from collections.abc import Mapping, Sequence

from torch import Tensor

from aescope.engine.settings import pairs
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("Cropping2D")
def cropping2d(node: Node, keras: str) -> Layer:
    """Rows and columns cut off the edges."""
    (top, bottom), (left, right) = pairs(node, "cropping")

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        height, width = inputs[0].shape[1:3]
        return inputs[0][:, top : height - bottom, left : width - right]

    return Layer(compute)
