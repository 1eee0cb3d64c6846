"""What the axes of a TIFF are: pictures, height, width, channels."""

import math
from dataclasses import dataclass

import numpy as np

from aescope.images.header import Block, Unreadable, channel_names

# Planes and moments of one field, which belong together in a split.
_TOGETHER = "ZT"
# Axes of pages of which the file does not say what they are.
_UNKNOWN = "IQA"
# Pages of unknown meaning are channels up to this many, pictures above.
_MOST_CHANNELS = 4
_SAID = {"Z": "plane", "T": "moment"}


@dataclass(frozen=True)
class Axes:
    """`order` brings an array of `shape` to (pictures..., height, width, channels...), which are then flattened."""

    shape: tuple[int, ...]
    order: tuple[int, ...]
    count: int
    height: int
    width: int
    channels: tuple[str, ...]
    stored_channels: int
    together: bool
    names: tuple[str, ...]
    says: tuple[str, ...] = ()

    def ordered(self, counts: np.ndarray) -> Block:
        """The decoded array as (image, height, width, channel), without transparency; 1 bit as counts of 0 and 1."""
        moved = np.transpose(counts.astype(np.uint8) if counts.dtype == np.bool_ else counts, self.order)
        return moved.reshape(self.count, self.height, self.width, self.stored_channels)[..., : len(self.channels)]


def axes_of(letters: str, shape: tuple[int, ...], pages: str, samples: tuple[str, ...], transparent: int) -> Axes:
    """The axes that tifffile's letters mean.

    Pages without a meaning are channels where there are 2 to 4, pictures where there are more; `pages` (channels or
    pictures) overrules, for pages with a meaning too. `samples` are the colours' names, `transparent` the count of
    samples after them that are left out. Raises Unreadable where rows or columns are missing.
    """
    if "Y" not in letters or "X" not in letters or len(letters) != len(shape):
        raise Unreadable(f"has axes {letters or 'without names'} of {shape}, but no rows and columns")
    ours = {axis: _role(letter, shape[axis], letters, shape, pages) for axis, letter in enumerate(letters)}
    images = [axis for axis, role in ours.items() if role == "image"]
    channels = [axis for axis, role in ours.items() if role == "channel"]
    row, column = letters.index("Y"), letters.index("X")
    stored = math.prod(shape[axis] for axis in channels)
    only_samples = all(letters[axis] == "S" for axis in channels if shape[axis] > 1)
    names, says = _channel_names(stored, samples, transparent if only_samples else 0)
    return Axes(
        shape,
        (*images, row, column, *channels),
        math.prod(shape[axis] for axis in images),
        shape[row],
        shape[column],
        names,
        stored,
        any(letters[axis] in _TOGETHER for axis in images if shape[axis] > 1),
        _picture_names([(letters[axis], shape[axis]) for axis in images if shape[axis] > 1]),
        says,
    )


def _role(letter: str, length: int, letters: str, shape: tuple[int, ...], pages: str) -> str:
    if letter in "YX":
        return letter
    if letter == "S":
        return "channel"
    if pages in ("channels", "pictures"):
        return "channel" if pages == "channels" else "image"
    if letter == "C":
        return "channel"
    if letter in _UNKNOWN:
        others = any(size > 1 and letters[axis] not in "YX" + letter for axis, size in enumerate(shape))
        return "channel" if 2 <= length <= _MOST_CHANNELS and not others else "image"
    return "image"


def _channel_names(stored: int, samples: tuple[str, ...], transparent: int) -> tuple[tuple[str, ...], tuple[str, ...]]:
    kept = stored - transparent if 0 < transparent < stored else stored
    says = ("its transparency was left out",) if kept < stored else ()
    return (samples if len(samples) == kept else channel_names(kept)), says


def _picture_names(axes: list[tuple[str, int]]) -> tuple[str, ...]:
    """`plane 2, moment 1` for every picture, or nothing where only numbers would be said."""
    if not axes or any(letter not in _SAID for letter, _ in axes):
        return ()
    shape = tuple(length for _, length in axes)
    return tuple(
        ", ".join(f"{_SAID[letter]} {place + 1}" for (letter, _), place in zip(axes, places, strict=True))
        for places in np.ndindex(*shape)
    )
