"""Goes through an image set in blocks of pictures, so that float64 is held for a few of them only."""

from collections.abc import Iterator
from typing import TypeAlias

import numpy as np
from jaxtyping import Float64

from aescope.images.header import Block

# Values of one block: 256 kB in float64, which stay in a processor's cache from step to step.
_BLOCK = 1 << 15

Exact: TypeAlias = Float64[np.ndarray, "_image _height _width _channel"]


def blocks(values: Block) -> Iterator[slice]:
    """Slices of pictures, in order, each of at least one."""
    step = max(1, _BLOCK // max(1, values[:1].size))
    for start in range(0, len(values), step):
        yield slice(start, min(len(values), start + step))
