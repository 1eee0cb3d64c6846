"""Pad: every picture in the middle of a larger one, its border filled with the picture's darkest value."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.alterations import GEOMETRY, alteration
from aescope.images.header import Block
from aescope.images.written_steps import spelled


@alteration(
    "pad",
    stage=GEOMETRY,
    example="pad 64x64",
    spellings=spelled("pad", "padded", "padding", "pad images"),
    numbers=("height", "width"),
)
def pad(counts: Block, *, height: int, width: int) -> tuple[Block, tuple[str, ...]]:
    """The darkest value of each channel, not 0: a camera's offset would leave a frame around every picture.

    Raises ImagesError where the pictures are larger.
    """
    rows, columns = counts.shape[1:3]
    if rows > height or columns > width:
        raise ImagesError(f"pad {height}x{width} is less than pictures of {rows}x{columns}; take more, or `crop` first")
    padded = np.empty((len(counts), height, width, counts.shape[3]), counts.dtype)
    padded[:] = counts.min(axis=(1, 2), keepdims=True)
    top, left = (height - rows) // 2, (width - columns) // 2
    padded[:, top : top + rows, left : left + columns] = counts
    return padded, ("",)
