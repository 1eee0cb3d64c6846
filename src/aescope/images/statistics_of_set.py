"""Exact statistics of the training part of a stratum, without all of its pixels in float64 at once."""

from collections.abc import Iterator

import numpy as np

from aescope.images.blocks import blocks
from aescope.images.header import Block
from aescope.images.strata import Stratum

# Whole numbers in a range up to this are counted into a histogram: a 16-bit camera's all are.
_MOST_LEVELS = 1 << 20


def extremes(values: Block, stratum: Stratum) -> tuple[float, float]:
    """Lowest and highest value."""
    lows, highs = zip(*((block.min(), block.max()) for block in _training(values, stratum)), strict=True)
    return float(min(lows)), float(max(highs))


def mean_and_deviation(values: Block, stratum: Stratum) -> tuple[float, float]:
    """Mean and standard deviation, in two passes so that a small spread on a large offset is exact."""
    size = sum(block.size for block in _training(values, stratum))
    mean = sum(float(block.sum(dtype=np.float64)) for block in _training(values, stratum)) / size
    squares = sum(float(np.square(block.astype(np.float64) - mean).sum()) for block in _training(values, stratum))
    return mean, float(np.sqrt(squares / size))


def percentiles(values: Block, stratum: Stratum, wanted: tuple[float, ...]) -> tuple[float, ...]:
    """Percentiles as `numpy.percentile` gives them (linear between neighbours).

    Counts are told by their histogram; values that are no whole numbers of a small range all have to be in memory.
    """
    low, high = extremes(values, stratum)
    if values.dtype.kind in "iu" and high - low < _MOST_LEVELS:
        return _of_histogram(values, stratum, int(low), int(high), wanted)
    gathered = np.concatenate([block.ravel() for block in _training(values, stratum)])
    return tuple(float(each) for each in np.percentile(gathered.astype(np.float64), wanted))


def _of_histogram(values: Block, stratum: Stratum, low: int, high: int, wanted: tuple[float, ...]) -> tuple[float, ...]:
    found = np.zeros(high - low + 1, np.int64)
    for block in _training(values, stratum):
        found += np.bincount((block.astype(np.int64) - low).ravel(), minlength=len(found))
    upto = np.cumsum(found)
    places = (upto[-1] - 1) * np.asarray(wanted, np.float64) / 100
    below = np.floor(places).astype(np.int64)
    first = np.searchsorted(upto, below, side="right") + low
    second = np.searchsorted(upto, np.minimum(below + 1, upto[-1] - 1), side="right") + low
    return tuple(float(each) for each in first + (second - first) * (places - below))


def _training(values: Block, stratum: Stratum) -> Iterator[np.ndarray]:
    """The stratum's training values, block by block."""
    for where in blocks(values):
        inside = stratum.training[(stratum.training >= where.start) & (stratum.training < where.stop)]
        if len(inside):
            yield values[inside, :, :, stratum.channels]
