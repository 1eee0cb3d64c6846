"""GlobalAveragePooling2D in PyTorch."""

from collections.abc import Mapping, Sequence

from torch import Tensor

from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("GlobalAveragePooling2D")
def global_average_pooling2d(node: Node, keras: str) -> Layer:
    """The mean of each channel over the picture."""
    kept = bool(node.config.get("keepdims", False))

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        return inputs[0].mean(dim=(1, 2), keepdim=kept)

    return Layer(compute)
