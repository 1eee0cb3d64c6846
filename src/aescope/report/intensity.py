"""From pixel values to greys on a screen: one stated scale for all pictures that are to be compared."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Num

from aescope.report.numbers import number
from aescope.report.png import Bitmap, Colour

# Of the originals' pixels; a few hot pixels would else turn every picture dark.
_BRIGHTEST = 99.9
# Grey levels of 256; a picture that spans fewer is one grey to the eye.
_VISIBLE_LEVELS = 16
# Of the scale's width; a background a little below black is still seen as black, rightly.
_BEYOND = 0.05
# Share of a picture's pixels; with more of them outside the scale, what is seen is the clipping, not the picture.
_MOSTLY = 0.5
# Share of a picture's pixels; what is left are single pixels.
_ALL = 0.98
# Relative to the largest value: a few float32 rounding steps.
_ROUNDING = 8 * float(np.finfo(np.float32).eps)
# Magenta: never a grey, so never taken for a value.
_NOT_FINITE = np.array([255, 0, 255], np.uint8)

Values = Num[np.ndarray, "*any"]
PictureValues = Num[np.ndarray, "height width channel"]


@dataclass(frozen=True)
class Scale:
    """Black is `low`, white is `high`, in the units of the pixels."""

    low: float | int
    high: float | int

    @property
    def width(self) -> float:
        """Pixel values between black and white."""
        return float(self.high - self.low)

    def __str__(self) -> str:
        return f"black {number(self.low)}, white {number(self.high)}"


def scale_of(values: Values) -> Scale:
    """From the lowest value to the one that 99.9 % do not exceed; never of no width."""
    finite = values[np.isfinite(values)].astype(np.float64)
    if not finite.size:
        return Scale(0.0, 1.0)
    low, high = float(finite.min()), float(np.percentile(finite, _BRIGHTEST))
    if high <= low:
        high = float(finite.max())
    if high <= low:
        high = low + (abs(low) or 1.0)
    return Scale(low, high)


def bitmap(values: PictureValues, scale: Scale) -> Bitmap:
    """One picture on the scale. One channel is grey, three are red, green and blue, two are red and green; more lie
    side by side. Values that are not finite are magenta (black where channels lie side by side)."""
    finite = np.isfinite(values)
    clean = np.where(finite, values, scale.low).astype(np.float64)
    levels = np.rint(np.clip((clean - scale.low) / scale.width, 0, 1) * 255).astype(np.uint8)
    channels = values.shape[2]
    if channels > 3:
        return side_by_side([levels[..., channel] for channel in range(channels)])
    shown: Bitmap = levels[..., 0] if channels == 1 else levels
    if channels == 2:
        shown = np.concatenate([levels, np.zeros_like(levels[..., :1])], axis=2)
    broken = ~finite.all(axis=2)
    if not broken.any():
        return shown
    coloured: Colour = shown.copy() if shown.ndim == 3 else np.repeat(shown[..., None], 3, axis=2)
    coloured[broken] = _NOT_FINITE
    return coloured


def side_by_side(greys: Sequence[Bitmap], gap: int = 1) -> Bitmap:
    """Grey pictures of one size in a row, a thin white line between them."""
    line = np.full((greys[0].shape[0], gap), 255, np.uint8)
    parts = [part for grey in greys for part in (grey, line)][:-1]
    return np.concatenate(parts, axis=1)


def smaller(values: PictureValues, most: int) -> Num[np.ndarray, "_height _width channel"]:
    """The picture with whole blocks of pixels averaged until no side is longer than `most`; a margin may be lost."""
    height, width, channels = values.shape
    block = -(-max(height, width) // most)
    if block <= 1 or min(height, width) < block:
        return values
    rows, columns = height // block, width // block
    cut = values[: rows * block, : columns * block].reshape(rows, block, columns, block, channels)
    averaged: np.ndarray = cut.mean(axis=(1, 3), dtype=np.float64)
    return averaged


def varies(values: Values) -> bool:
    """Whether the finite values differ by more than float32 rounding."""
    finite = values[np.isfinite(values)].astype(np.float64)
    if not finite.size:
        return False
    return bool(finite.max() - finite.min() > _ROUNDING * np.abs(finite).max())


def hidden_by(scale: Scale, values: Values) -> bool:
    """Whether these pictures vary, but not to an eye that sees them on the scale: one grey, or mostly clipped."""
    finite = values[np.isfinite(values)].astype(np.float64)
    if not varies(finite):
        return False
    placed = (finite - scale.low) / scale.width
    clipped = np.mean((placed < -_BEYOND) | (placed > 1 + _BEYOND))
    low, high = np.clip(np.percentile(placed, [0.5, 99.5]), 0, 1)
    return bool(clipped > _MOSTLY or (high - low) * 255 < _VISIBLE_LEVELS)


def clipped(scale: Scale, values: Values) -> str:
    """`all above white`, `all below black` where nearly every value lies beyond that end of the scale, else ""."""
    finite = values[np.isfinite(values)].astype(np.float64)
    if not finite.size:
        return ""
    placed = (finite - scale.low) / scale.width
    if np.mean(placed > 1 + _BEYOND) > _ALL:
        return "all above white"
    return "all below black" if np.mean(placed < -_BEYOND) > _ALL else ""
