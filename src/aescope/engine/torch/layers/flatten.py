"""Flatten in PyTorch."""

from collections.abc import Mapping, Sequence

from torch import Tensor

from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("Flatten")
def flatten(node: Node, keras: str) -> Layer:
    """One row of numbers for each image: channels fastest, then columns, then rows."""

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        return inputs[0].reshape(len(inputs[0]), -1)

    return Layer(compute)
