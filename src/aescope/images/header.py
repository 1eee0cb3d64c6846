"""What is known of the pictures in a file before they are decoded; and the arrays and faults that all sources share."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

import numpy as np
from jaxtyping import Num

# Counts as they pass between functions: several blocks of several sizes in one call.
Block: TypeAlias = Num[np.ndarray, "_image _height _width _channel"]

COLOURS = ("red", "green", "blue")
GREY = ("grey",)


class Unreadable(Exception):
    """Why a file gives no pictures, without its name: whoever asked knows that and adds it."""


@dataclass(frozen=True)
class Header:
    """The pictures of one file (or of one simulated field), not yet decoded.

    `decode` gives their counts, (count, height, width, len(channels)), or raises Unreadable. `together`: planes or
    moments of one field, which belong on one side of a split. `stored` is the file's type where it is not `dtype`
    (1-bit pictures are decoded to bytes of 0 and 1). `names`, `groups`, `labels` are one for each picture, or
    empty where the file says nothing. `says` is what the author should know about how the file was read.
    """

    format: str
    count: int
    height: int
    width: int
    channels: tuple[str, ...]
    dtype: np.dtype[Any]
    decode: Callable[[], Block]
    names: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    labels: tuple[str, ...] = ()
    together: bool = False
    says: tuple[str, ...] = ()
    stored: str = ""

    @property
    def container(self) -> str:
        """The type in the file."""
        return self.stored or self.dtype.name

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """(count, height, width, channels) that `decode` will give."""
        return (self.count, self.height, self.width, len(self.channels))

    @property
    def bytes(self) -> int:
        """Memory that the decoded counts take."""
        size = self.dtype.itemsize
        for length in self.shape:
            size *= length
        return size


def head_of(file: Path, length: int = 512) -> bytes:
    """The first bytes of a file. Raises Unreadable where the system refuses it."""
    try:
        with file.open("rb") as opened:
            return opened.read(length)
    except OSError as error:
        raise Unreadable(f"cannot be opened: {error.strerror or error}") from None


def whole(file: Path) -> bytes:
    """All bytes of a file. Raises Unreadable where the system refuses it."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise Unreadable(f"cannot be opened: {error.strerror or error}") from None


def channel_names(count: int) -> tuple[str, ...]:
    """Names for channels that have none: `grey` for one, else `channel 1`, `channel 2`..."""
    return GREY if count == 1 else tuple(f"channel {number}" for number in range(1, count + 1))
