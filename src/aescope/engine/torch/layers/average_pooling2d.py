"""AveragePooling2D in PyTorch."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from aescope.engine.settings import pair
from aescope.engine.torch.borders import bordered
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("AveragePooling2D")
def average_pooling2d(node: Node, keras: str) -> Layer:
    """The mean of each window, of the pixels within the picture alone: a border is not counted."""
    window = pair(node, "pool_size")
    strides = pair(node, "strides", window)
    padding = node.config.get("padding", "valid")

    def sums(picture: Tensor) -> Tensor:
        picture, border = bordered(picture, window, strides, padding)
        return functional.avg_pool2d(picture, window, strides, border, divisor_override=1)

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        picture = inputs[0].permute(0, 3, 1, 2)
        if padding != "same":
            return functional.avg_pool2d(picture, window, strides).permute(0, 2, 3, 1)
        counts = sums(torch.ones((1, 1, *picture.shape[2:]), dtype=picture.dtype, device=picture.device))
        return (sums(picture) / counts).permute(0, 2, 3, 1)

    return Layer(compute)
