"""Order drawn from a seed: the same on every machine and with every version of every library."""

import hashlib
from collections.abc import Sequence

import numpy as np

from aescope.records import Indices


def drawn_order(names: Sequence[str], seed: int, purpose: str) -> Indices:
    """The names' indices in an order drawn from the seed.

    Names are sorted by a hash of purpose, seed and name, so that a name more or less leaves the others in their order,
    and one purpose does not repeat another's draw.
    """
    drawn = [hashlib.sha256(f"{purpose}\0{seed}\0{name}".encode()).digest() for name in names]
    return np.array(sorted(range(len(names)), key=drawn.__getitem__), dtype=np.int64)


def evenly_drawn(count: int, most: int) -> tuple[int, ...]:
    """At most `most` of `count` indices at even distances, the first and the last among them."""
    if count <= most:
        return tuple(range(count))
    return tuple(round(place) for place in np.linspace(0, count - 1, most).tolist())
