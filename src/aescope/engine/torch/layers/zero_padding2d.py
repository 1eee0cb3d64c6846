"""ZeroPadding2D in PyTorch."""

from collections.abc import Mapping, Sequence

from torch import Tensor
from torch.nn import functional

from aescope.engine.settings import pairs
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("ZeroPadding2D")
def zero_padding2d(node: Node, keras: str) -> Layer:
    """Rows and columns of zeros around the picture."""
    (top, bottom), (left, right) = pairs(node, "padding")

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        return functional.pad(inputs[0], (0, 0, left, right, top, bottom))

    return Layer(compute)
