"""UpSampling2D in PyTorch."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor
from torch.nn import functional

from aescope.engine.settings import pair
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("UpSampling2D")
def up_sampling2d(node: Node, keras: str) -> Layer:
    """Every pixel repeated, or interpolated between the centres of pixels.

    Keras 2.2 interpolated between their upper left corners (TensorFlow's old `resize_bilinear`), which moves the
    picture by half a pixel of the result.
    """
    rows, columns = pair(node, "size")

    def nearest(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        picture = inputs[0].permute(0, 3, 1, 2)
        # "nearest-exact" looks from the middle of each new pixel, where rounding cannot reach the next old one.
        larger = functional.interpolate(picture, scale_factor=(rows, columns), mode="nearest-exact")
        return larger.permute(0, 2, 3, 1)

    def bilinear(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        picture = inputs[0].permute(0, 3, 1, 2)
        larger = functional.interpolate(picture, scale_factor=(rows, columns), mode="bilinear", align_corners=False)
        return larger.permute(0, 2, 3, 1)

    def bilinear_of_2_2(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        return _from_corners(_from_corners(inputs[0], 1, rows), 2, columns)

    if node.config.get("interpolation", "nearest") == "nearest":
        return Layer(nearest)
    return Layer(bilinear_of_2_2 if keras == "2.2" else bilinear)


def _from_corners(picture: Tensor, axis: int, times: int) -> Tensor:
    size = picture.shape[axis]
    at = torch.arange(size * times, device=picture.device)
    before = at // times
    after = (before + 1).clamp(max=size - 1)
    share = ((at % times).to(picture.dtype) / times).reshape([-1 if d == axis else 1 for d in range(picture.ndim)])
    low, high = picture.index_select(axis, before), picture.index_select(axis, after)
    return low + (high - low) * share
