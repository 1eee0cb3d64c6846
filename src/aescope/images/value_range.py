"""The range of values that come one block after another."""

import numpy as np

from aescope.images.header import Block
from aescope.records import Event, Step


class Range:
    """Lowest, highest and mean value of everything that was added."""

    def __init__(self) -> None:
        self._minimum, self._maximum = float("inf"), float("-inf")
        self._sum, self._size = 0.0, 0

    def add(self, values: Block) -> None:
        """Take these into account."""
        self._minimum = min(self._minimum, float(values.min()))
        self._maximum = max(self._maximum, float(values.max()))
        self._sum += float(values.sum(dtype=np.float64))
        self._size += values.size

    def after(self, step: Step) -> Event:
        """The step with this range right after it."""
        return Event(step, self._minimum, self._maximum, self._sum / self._size)
