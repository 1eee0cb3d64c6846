"""Conv2DTranspose in PyTorch."""

from collections.abc import Mapping, Sequence

from torch import Tensor
from torch.nn import functional

from aescope.engine.settings import pair
from aescope.engine.torch.borders import same_border
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("Conv2DTranspose")
def conv2d_transpose(node: Node, keras: str) -> Layer:
    """The gradient of a Conv2D from a picture of the output's size: its borders are cut off, or missing ones filled.

    torch cuts both sides alike; TensorFlow's borders may differ by a pixel, so the whole result is made and cut here.
    """
    size, strides = pair(node, "kernel_size"), pair(node, "strides", (1, 1))
    dilation = pair(node, "dilation_rate", (1, 1))
    extent = (dilation[0] * (size[0] - 1) + 1, dilation[1] * (size[1] - 1) + 1)
    same = node.config.get("padding", "valid") == "same"
    height, width = node.output_shape[:2]
    top = same_border(height, extent[0], strides[0])[0] if same else 0
    left = same_border(width, extent[1], strides[1])[0] if same else 0

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        whole = functional.conv_transpose2d(
            inputs[0].permute(0, 3, 1, 2), weights["kernel"], None, strides, dilation=dilation
        )
        below, beside = height + top - whole.shape[2], width + left - whole.shape[3]
        picture = functional.pad(whole, (-left, beside, -top, below)).permute(0, 2, 3, 1)
        return picture + weights["bias"] if "bias" in weights else picture

    return Layer(compute, node.config.get("activation", "linear"))
