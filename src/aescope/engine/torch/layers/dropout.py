"""Dropout in PyTorch."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from aescope.engine.settings import number
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("Dropout")
def dropout(node: Node, keras: str) -> Layer:
    """In training, each number is 0 with probability `rate`, else 1 / (1 - rate) times itself."""
    rate = number(node.config.get("rate", 0.0))

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        numbers = inputs[0]
        if not passing.training or rate == 0.0:
            return numbers
        if rate == 1.0:
            return torch.zeros_like(numbers)
        noise = passing.noise(node, numbers.device)
        drawn = torch.rand(numbers.shape, generator=noise, device=numbers.device)
        return numbers * ((drawn >= rate).to(numbers.dtype) * (1.0 / (1.0 - rate)))

    return Layer(compute)
