"""GaussianNoise in PyTorch."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from aescope.engine.settings import number
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("GaussianNoise")
def gaussian_noise(node: Node, keras: str) -> Layer:
    """In training, normal noise of standard deviation `stddev` is added to every number."""
    spread = number(node.config.get("stddev", 0.0))

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        numbers = inputs[0]
        if not passing.training or spread == 0.0:
            return numbers
        noise = passing.noise(node, numbers.device)
        return numbers + spread * torch.randn(
            numbers.shape, generator=noise, device=numbers.device, dtype=numbers.dtype
        )

    return Layer(compute)
