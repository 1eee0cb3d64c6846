"""In which order an epoch shows the training pictures: drawn from (seed, epoch, position), cut into batches."""

from collections.abc import Iterator

import numpy as np

from aescope.engine.streams import Purpose, stream
from aescope.records import Indices


def epoch_order(training: Indices, seed: int, epoch: int, *, shuffle: bool = True) -> Indices:
    """The training indices in the order of this epoch; an index that stands twice is shown twice.

    Every position draws a number from (seed, epoch), and the pictures are sorted by theirs: the order hangs on nothing
    that was drawn before, and a picture more at the end leaves the others in their order.
    """
    if not shuffle:
        return training
    numbers = stream(Purpose.ORDER, seed, epoch).random(len(training))
    return training[np.argsort(numbers, kind="stable")]


def batches(indices: Indices, size: int) -> Iterator[Indices]:
    """One batch after the other; the last may be smaller and is kept, as Keras keeps it."""
    for start in range(0, len(indices), size):
        yield indices[start : start + size]


def steps(count: int, size: int) -> int:
    """How many batches that makes."""
    return -(-count // size)
