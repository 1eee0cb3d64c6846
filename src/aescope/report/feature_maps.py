"""A layer's output for one picture as a contact sheet: every map in a frame, all on one scale."""

import math
from dataclasses import dataclass

import numpy as np
from jaxtyping import Num

from aescope.records import Run
from aescope.report.intensity import Scale, bitmap, scale_of, smaller, varies
from aescope.report.numbers import number, plural
from aescope.report.png import Grey

# Numbers of a flat output in one row of its sheet, at least and at most; between them it is four times as wide as high.
_ROW, _LONGEST_ROW = 64, 512
# Pixels; about what a screen shows at once.
WIDEST = 1200


def kept_output(run: Run, name: str, moment: str) -> np.ndarray | None:
    """What a layer gave for the picture that was followed, before or after training; None where it was not kept."""
    kept = run.activations_before if moment == "before" else run.activations_after
    output = kept.get(name)
    if output is None or not output.size:
        return None
    return output[0] if output.ndim > len(run.plan[name].output_shape) else output


@dataclass(frozen=True)
class Sheet:
    """The maps of one layer; `says` is their range, and which of them are the same everywhere."""

    pixels: Grey
    scale: Scale
    says: str


def sheet_of(output: Num[np.ndarray, "*any"], most: int | None = None, widest: int = WIDEST) -> Sheet:
    """The sheet for one picture's output: height x width x maps, or a vector drawn as rows of numbers.

    `most` averages larger maps down to that many pixels of a side; `widest` is the sheet's width in pixels, as far as
    one map fits into it.
    """
    maps = _as_maps(output)
    scale = scale_of(maps)
    side = most if most and output.ndim == 3 else max(maps.shape)
    tiles = [bitmap(smaller(maps[..., place : place + 1], side), scale) for place in _places(maps)]
    height, width = tiles[0].shape[:2]
    columns = min(math.ceil(math.sqrt(len(tiles) * 2)), len(tiles), max(1, widest // (width + 1)))
    rows = -(-len(tiles) // columns)
    pixels = np.full((rows * (height + 1) - 1, columns * (width + 1) - 1), 255, np.uint8)
    for place, tile in enumerate(tiles):
        top, left = place // columns * (height + 1), place % columns * (width + 1)
        pixels[top : top + height, left : left + width] = tile if tile.ndim == 2 else tile[..., 0]
    return Sheet(pixels, scale, _says(maps, output.ndim == 3))


def _places(maps: Num[np.ndarray, "height width map"]) -> range:
    return range(maps.shape[2])


def _as_maps(output: Num[np.ndarray, "*any"]) -> Num[np.ndarray, "height width map"]:
    if output.ndim == 3:
        return output
    flat = output.reshape(-1)
    width = max(1, min(max(_ROW, math.isqrt(4 * flat.size)), _LONGEST_ROW, flat.size))
    padded = np.full(-(-max(1, flat.size) // width) * width, flat.min() if flat.size else 0.0, flat.dtype)
    padded[: flat.size] = flat
    return padded.reshape(-1, width, 1)


def _says(maps: Num[np.ndarray, "height width map"], spatial: bool) -> str:
    finite = maps[np.isfinite(maps)]
    reach = f"{number(float(finite.min()))} to {number(float(finite.max()))}" if finite.size else "no finite value"
    if not spatial:
        return f"values {reach}"
    still = [place + 1 for place in _places(maps) if not varies(maps[..., place])]
    dead = ""
    if still:
        few = ", ".join(map(str, still[:8])) + (", ..." if len(still) > 8 else "")
        dead = f"; the same everywhere: {plural(len(still), 'map')} ({few})"
    return f"{plural(maps.shape[2], 'map')}, values {reach}{dead}"
