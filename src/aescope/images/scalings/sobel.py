"""Sobel: the strength of edges, as scikit-image's `filters.sobel` gives it, its hidden division a step of its own."""

import numpy as np

from aescope.images.blocks import Exact, to_pixels
from aescope.images.scalings import scaling
from aescope.images.used_range import holds_counts
from aescope.images.written_steps import spelled
from aescope.records import Images, Stack, Step

# Along an edge the neighbours are smoothed, across it they are subtracted.
_ACROSS = (1.0, 0.0, -1.0)
_ALONG = (0.25, 0.5, 0.25)


@scaling(
    "sobel",
    example="sobel",
    spellings=spelled("sobel", "sobel filter", "filters sobel", "edge filter sobel", "sobel edges", "edges sobel"),
    neighbours=True,
)
def sobel(images: Images, step: Step, into: Stack | None) -> Images:
    """Root mean square of the edges across rows and across columns; borders are mirrored.

    scikit-image first divides whole numbers by the largest that their type can hold, floating-point ones not at all.
    Source: scikit-image 0.26, `filters/edges.py` and `util/dtype.py`.
    """
    by = _hidden_division(images)
    if by != 1:
        bits = np.dtype(images.container).itemsize * 8
        hidden = Step("divide", {"by": by}, step.place, f"`sobel` divides {bits}-bit pictures by {by}")
        # Signed types have one negative number more than positive ones; it is cut off at -1.
        divided = to_pixels(images.values, into, lambda block, where: np.maximum(block / by, -1.0))
        images, into = images.after(hidden, divided), divided
    return images.after(step, to_pixels(images.values, into, lambda block, where: edges(block)))


def edges(block: Exact) -> Exact:
    """The strength of edges in every picture and channel."""
    from scipy import ndimage

    squares = np.zeros_like(block)
    for across, along in ((1, 2), (2, 1)):
        edge = ndimage.correlate1d(block, _ALONG, axis=along, mode="reflect")
        edge = ndimage.correlate1d(edge, _ACROSS, axis=across, mode="reflect")
        squares += np.square(edge, out=edge)
    return np.sqrt(squares / 2, out=squares)


def _hidden_division(images: Images) -> int:
    """What scikit-image's conversion to floating point divides these values by; 1 where it leaves them alone."""
    kind = np.dtype(images.container)
    return int(np.iinfo(kind).max) if holds_counts(images) and kind.kind in "iu" else 1
