"""Gathers decoded pictures into one array."""

from typing import Any

import numpy as np

from aescope.images.header import Block
from aescope.images.look import equal_colours


class Store:
    """One array for all pictures, filled in order; no picture is held twice.

    Colour pictures are kept as one channel as long as red, green and blue are equal in all of them, which most grey
    pictures saved as colour are; the first that is coloured widens the array.
    """

    def __init__(self, shape: tuple[int, int, int, int], kind: np.dtype[Any], *, colour: bool) -> None:
        channels = 1 if colour else shape[3]
        self._colour = colour
        self._values = np.empty((*shape[:3], channels), kind)
        self._filled = 0

    def put(self, counts: Block) -> None:
        """Add these pictures."""
        if self._colour and counts.shape[3] == 3:
            if equal_colours(counts):
                counts = counts[..., :1]
            elif self._values.shape[3] == 1:
                self._values = np.repeat(self._values, 3, axis=3)
        end = self._filled + len(counts)
        self._values[self._filled : end] = counts
        self._filled = end

    @property
    def equal_colours(self) -> bool:
        """Whether colour pictures were asked for and all are grey."""
        return self._colour and self._values.shape[3] == 1

    @property
    def values(self) -> Block:
        """What was put in."""
        return self._values[: self._filled]
