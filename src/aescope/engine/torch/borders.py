"""TensorFlow's borders: where `padding="same"` puts its pixels."""

from torch import Tensor
from torch.nn import functional

Border = tuple[int, int]


def same_border(size: int, window: int, stride: int) -> Border:
    """Pixels before and after along one side; of an odd number the pixel more comes after."""
    total = max((-(-size // stride) - 1) * stride + window - size, 0)
    return total // 2, total - total // 2


def bordered(
    picture: Tensor, window: tuple[int, int], strides: tuple[int, int], padding: object, fill: float = 0.0
) -> tuple[Tensor, tuple[int, int]]:
    """A picture (image, channel, height, width), and the border that is left to the operation itself.

    Where both sides are alike nothing is copied: torch's own operations pad both alike.
    """
    if padding != "same":
        return picture, (0, 0)
    height, width = picture.shape[2:]
    top, bottom = same_border(height, window[0], strides[0])
    left, right = same_border(width, window[1], strides[1])
    if top == bottom and left == right:
        return picture, (top, left)
    return functional.pad(picture, (left, right, top, bottom), value=fill), (0, 0)
