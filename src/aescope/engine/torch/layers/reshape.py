"""Reshape in PyTorch."""

from collections.abc import Mapping, Sequence

from torch import Tensor

from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("Reshape")
def reshape(node: Node, keras: str) -> Layer:
    """The same numbers in the same order, channels fastest, in the node's output shape."""

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        return inputs[0].reshape(len(inputs[0]), *node.output_shape)

    return Layer(compute)
