"""Concatenate in PyTorch."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from aescope.engine.settings import number
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("Concatenate")
def concatenate(node: Node, keras: str) -> Layer:
    """The inputs side by side along the axis; the batch is axis 0."""
    axis = int(number(node.config.get("axis", -1)))

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        return torch.cat(list(inputs), dim=axis)

    return Layer(compute)
