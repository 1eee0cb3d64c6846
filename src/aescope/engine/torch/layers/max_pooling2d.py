"""MaxPooling2D in PyTorch."""

from collections.abc import Mapping, Sequence

from torch import Tensor
from torch.nn import functional

from aescope.engine.settings import pair
from aescope.engine.torch.borders import bordered
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("MaxPooling2D")
def max_pooling2d(node: Node, keras: str) -> Layer:
    """The largest of each window; of several, the first gets the gradient. A border never wins."""
    window = pair(node, "pool_size")
    strides = pair(node, "strides", window)

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        picture, border = bordered(
            inputs[0].permute(0, 3, 1, 2), window, strides, node.config.get("padding", "valid"), fill=-float("inf")
        )
        return functional.max_pool2d(picture, window, strides, border).permute(0, 2, 3, 1)

    return Layer(compute)
