"""Resize: every picture brought to one size, as scikit-image does it (linear, smoothed before it is made smaller)."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.alterations import GEOMETRY, alteration
from aescope.images.header import Block
from aescope.images.written_steps import spelled


@alteration(
    "resize",
    stage=GEOMETRY,
    example="resize 64x64",
    spellings=spelled("resize", "resized", "rescale size", "scale size", "resize images"),
    numbers=("height", "width"),
)
def resize(counts: Block, *, height: int, width: int) -> tuple[Block, tuple[str, ...]]:
    """Counts stay counts (scikit-image's `preserve_range=True`), but no longer whole ones.

    Raises ImagesError for a size of nothing.
    """
    from skimage.transform import resize as resized_by_skimage

    if height < 1 or width < 1:
        raise ImagesError(f"resize {height}x{width}: expected at least 1x1")
    resized = np.empty((len(counts), height, width, counts.shape[3]), np.float32)
    for number, picture in enumerate(counts):
        smaller = picture.shape[0] > height or picture.shape[1] > width
        resized[number] = resized_by_skimage(
            picture.astype(np.float64), (height, width), order=1, preserve_range=True, anti_aliasing=smaller
        )
    return resized, ("",)
