"""Tile: a window slides over every picture, and each place is a picture of its own."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.alterations import GEOMETRY, alteration
from aescope.images.header import Block
from aescope.images.written_steps import spelled


@alteration(
    "tile",
    stage=GEOMETRY,
    example="tile 96x96",
    spellings=spelled(
        "tile", "tiles", "tiled", "tiling", "tile stride", "tiles stride", "tile step", "sliding window",
        "sliding window stride", "sliding tiles", "patches", "patches stride",
    ),
    numbers=("height", "width", "stride"),
)  # fmt: skip
def tile(counts: Block, *, height: int, width: int, stride: int = 0) -> tuple[Block, tuple[str, ...]]:
    """Side by side without `stride`, else that many pixels apart; what is left over at the far borders is left out.

    Tiles of one picture keep its group, so that none is held out while another is shown.
    Raises ImagesError where the pictures are smaller than a tile.
    """
    rows, columns = counts.shape[1:3]
    if not (0 < height <= rows and 0 < width <= columns and stride >= 0):
        raise ImagesError(f"tile {height}x{width} does not fit pictures of {rows}x{columns}; take less, or `pad` first")
    tops = range(0, rows - height + 1, stride or height)
    lefts = range(0, columns - width + 1, stride or width)
    places = [(top, left) for top in tops for left in lefts]
    # Picture by picture: all tiles of the first, then all of the second.
    cut = np.stack([counts[:, top : top + height, left : left + width] for top, left in places], axis=1)
    return cut.reshape(-1, *cut.shape[2:]), tuple(f"row {top} column {left}" for top, left in places)
