"""Goes through an image set in blocks of pictures, so that float64 is held for a few of them only."""

from collections.abc import Callable, Iterator

import numpy as np
from jaxtyping import Float64

from aescope.images.header import Block
from aescope.records import Stack

# Values of one block: 8 MB in float64, which fits a processor's cache with room for one result.
_BLOCK = 1 << 20

Exact = Float64[np.ndarray, "_image _height _width _channel"]


def blocks(values: Block) -> Iterator[slice]:
    """Slices of pictures, in order, each of at least one."""
    step = max(1, _BLOCK // max(1, values[:1].size))
    for start in range(0, len(values), step):
        yield slice(start, min(len(values), start + step))


def to_pixels(values: Block, into: Stack | None, change: Callable[[Exact, slice], Exact]) -> Stack:
    """float32 pixels: what `change` makes of each block in float64; written into `into`, which may be `values`."""
    pixels = np.empty(values.shape, np.float32) if into is None else into
    for where in blocks(values):
        pixels[where] = change(values[where].astype(np.float64), where)
    return pixels
