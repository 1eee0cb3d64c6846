"""Crop: the middle of every picture."""

from aescope.errors import ImagesError
from aescope.images.alterations import GEOMETRY, alteration
from aescope.images.header import Block
from aescope.images.written_steps import spelled


@alteration(
    "crop",
    stage=GEOMETRY,
    example="crop 96x96",
    spellings=spelled("crop", "cropped", "cropping", "crop images", "cropping images", "crop centre", "center crop"),
    numbers=("height", "width"),
)
def crop(counts: Block, *, height: int, width: int) -> tuple[Block, tuple[str, ...]]:
    """Rows first. Raises ImagesError where the pictures are smaller; nothing is copied."""
    rows, columns = counts.shape[1:3]
    if not (0 < height <= rows and 0 < width <= columns):
        raise ImagesError(f"crop {height}x{width} does not fit pictures of {rows}x{columns}; take less, or `pad` first")
    top, left = (rows - height) // 2, (columns - width) // 2
    return counts[:, top : top + height, left : left + width], ("",)
