"""Sobel: the strength of edges, as scikit-image's `filters.sobel` gives it, its hidden division a step of its own."""

import numpy as np

from aescope.images.blocks import Exact
from aescope.images.scalings import Change, scaling
from aescope.images.written_steps import spelled
from aescope.records import Images, Step


@scaling(
    "sobel",
    example="sobel",
    spellings=spelled("sobel", "sobel filter", "filters sobel", "edge filter sobel", "sobel edges", "edges sobel"),
    neighbours=True,
)
def sobel(images: Images, step: Step, counts: bool) -> tuple[Change, ...]:
    """Root mean square of the edges across rows and across columns: differences over two pixels, smoothed along the
    edge with 1, 2, 1; borders are mirrored.

    scikit-image first divides whole numbers by the largest that their type can hold, floating-point ones not at all.
    Source: scikit-image 0.26, `filters/edges.py` and `util/dtype.py`.
    """
    found = Change(step, lambda block, where: edges(block))
    kind = np.dtype(images.container)
    if not counts or kind.kind not in "iu":
        return (found,)
    by, bits = int(np.iinfo(kind).max), kind.itemsize * 8
    hidden = Step("divide", {"by": by}, step.place, f"`sobel` divides {bits}-bit pictures by {by}")
    # Signed types have one negative number more than positive ones; it is cut off at -1.
    return (Change(hidden, lambda block, where: np.maximum(block / by, -1.0)), found)


def edges(block: Exact) -> Exact:
    """The strength of edges in every picture and channel."""
    framed = np.pad(block, ((0, 0), (1, 1), (1, 1), (0, 0)), mode="symmetric")
    down = framed[:, 2:] - framed[:, :-2]
    right = framed[:, :, 2:] - framed[:, :, :-2]
    squares: Exact = np.square((down[:, :, :-2] + 2 * down[:, :, 1:-1] + down[:, :, 2:]) / 4)
    squares += np.square((right[:, :-2] + 2 * right[:, 1:-1] + right[:, 2:]) / 4)
    np.sqrt(squares / 2, out=squares)
    return squares
