"""Add in PyTorch."""

from collections.abc import Mapping, Sequence
from functools import reduce
from operator import add as plus

from torch import Tensor

from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("Add")
def add(node: Node, keras: str) -> Layer:
    """The sum of all inputs, from the first to the last."""

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        return reduce(plus, inputs)

    return Layer(compute)
