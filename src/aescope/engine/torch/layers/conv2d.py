"""Conv2D in PyTorch."""

from collections.abc import Mapping, Sequence

from torch import Tensor
from torch.nn import functional

from aescope.engine.settings import number, pair
from aescope.engine.torch.borders import bordered
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("Conv2D")
def conv2d(node: Node, keras: str) -> Layer:
    """Cross-correlation with TensorFlow's borders; the kernel is (outputs, inputs, rows, columns)."""
    size, strides = pair(node, "kernel_size"), pair(node, "strides", (1, 1))
    dilation = pair(node, "dilation_rate", (1, 1))
    groups = int(number(node.config.get("groups", 1)))
    extent = (dilation[0] * (size[0] - 1) + 1, dilation[1] * (size[1] - 1) + 1)

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        picture, border = bordered(inputs[0].permute(0, 3, 1, 2), extent, strides, node.config.get("padding", "valid"))
        kernel, bias = weights["kernel"], weights.get("bias")
        return functional.conv2d(picture, kernel, bias, strides, border, dilation, groups).permute(0, 2, 3, 1)

    return Layer(compute, node.config.get("activation", "linear"))
