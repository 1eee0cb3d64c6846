"""Which axis of a bare array is what: pictures, height, width, channels."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np

from aescope.images.header import COLOURS, Block, Header, Unreadable, channel_names

# More than this in an axis and it is a picture's side, not its channels.
_MOST_CHANNELS = 4
# The same for an array of four axes, where only the smallest can be the channels.
_MOST_CHANNELS_OF_FOUR = 16
_NUMBERS = "biuf"


@dataclass(frozen=True)
class Layout:
    """`order` brings the array's axes to (image, height, width, channel) after `shape` has been filled up to four."""

    shape: tuple[int, int, int, int]
    order: tuple[int, int, int, int]
    kind: np.dtype[Any]
    says: tuple[str, ...] = ()

    def ordered(self, counts: np.ndarray) -> Block:
        """The array with its axes in our order; 1-bit pictures become counts of 0 and 1."""
        counts = counts.astype(np.uint8) if counts.dtype == np.bool_ else counts
        return np.transpose(counts.reshape(self.shape), self.order)

    def header(self, name: str, decode: Callable[[], Block], labels: tuple[str, ...] = ()) -> Header:
        """The header of a file that holds this array."""
        count, height, width, channels = (self.shape[axis] for axis in self.order)
        kind = np.dtype(np.uint8) if self.kind == np.bool_ else self.kind
        colour = channels == len(COLOURS) and kind == np.uint8
        names = COLOURS if colour else channel_names(channels)
        stored = "bool" if self.kind == np.bool_ else ""
        return Header(name, count, height, width, names, kind, decode, labels=labels, says=self.says, stored=stored)


def layout_of(shape: tuple[int, ...], kind: np.dtype[Any], pages: str = "") -> Layout:
    """The layout that an array of this shape and type has.

    (rows, columns) is one picture, (n, rows, columns) are n; a last axis of at most 4 is channels, and so is the
    smallest of four axes, first or last. `pages` (channels, pictures) overrules for three axes.
    Raises Unreadable for anything else.
    """
    if kind.kind not in _NUMBERS or kind.itemsize > 8:
        raise Unreadable(f"holds {kind}, but pictures are whole or floating-point numbers")
    if not all(shape) or not shape:
        raise Unreadable(f"holds no picture: its shape is {_times(shape)}")
    if len(shape) == 2:
        return Layout((1, shape[0], shape[1], 1), (0, 1, 2, 3), kind)
    if len(shape) == 3:
        return _of_three(shape, kind, pages)
    if len(shape) == 4:
        return _of_four(shape, kind)
    raise Unreadable(f"has {len(shape)} axes ({_times(shape)}); expected are (pictures, rows, columns, channels)")


def _of_three(shape: tuple[int, ...], kind: np.dtype[Any], pages: str) -> Layout:
    first, second, third = shape
    if pages == "channels":
        return Layout((1, first, second, third), (0, 2, 3, 1), kind)
    if pages != "pictures" and third <= _MOST_CHANNELS < min(first, second):
        return Layout((1, first, second, third), (0, 1, 2, 3), kind)
    return Layout((first, second, third, 1), (0, 1, 2, 3), kind)


def _of_four(shape: tuple[int, ...], kind: np.dtype[Any]) -> Layout:
    count, second, third, fourth = shape
    if fourth <= min(second, third, _MOST_CHANNELS_OF_FOUR):
        return Layout((count, second, third, fourth), (0, 1, 2, 3), kind)
    if second <= min(third, fourth, _MOST_CHANNELS_OF_FOUR):
        says = f"its channels come first ({_times(shape)}); they were moved to the end"
        return Layout((count, second, third, fourth), (0, 2, 3, 1), kind, (says,))
    raise Unreadable(f"has the shape {_times(shape)}; expected are (pictures, rows, columns, channels)")


def _times(shape: tuple[int, ...]) -> str:
    return " x ".join(map(str, shape)) or "that of a single number"
