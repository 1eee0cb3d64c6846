"""Clip: values below and above two bounds take the bounds; each is a number or counts from a picture's statistic."""

import re
from collections.abc import Callable
from typing import Any

import numpy as np

from aescope.errors import ImagesError
from aescope.images.blocks import Exact
from aescope.images.scalings import Change, scaling
from aescope.images.strata import picture_axes
from aescope.images.written_steps import Arguments
from aescope.records import Images, Step

_BOUND = r"(?:(?:mean|median|min|max)(?:\s*[-+]\s*\d+(?:\.\d+)?)?|[-+]?\d+(?:\.\d+)?)"
_TEXT = re.compile(rf"clip(?:ped)?\s+(?:to\s+)?\[?(?P<low>{_BOUND})\s*(?:\.\.|to|,|and|-)\s*(?P<high>{_BOUND})\]?")
_STATISTICS: dict[str, Callable[..., Any]] = {"mean": np.mean, "median": np.median, "min": np.min, "max": np.max}


def _read(text: str) -> Arguments | None:
    found = _TEXT.fullmatch(text.strip())
    return {name: re.sub(r"\s+", "", bound) for name, bound in found.groupdict().items()} if found else None


@scaling("clip", example="clip mean-126..mean+127", spellings={"clip": {}, "clipped": {}}, read=_read)
def clip(images: Images, step: Step, counts: bool, *, low: str, high: str) -> tuple[Change, ...]:
    """Takes away what is darker or brighter than matters, such as a camera's offset or a hot pixel.

    `mean`, `median`, `min` and `max` are those of each picture and stain. Raises ImagesError where the bounds are in
    the wrong order or cannot be read.
    """
    axes = picture_axes(images)

    def clipped(block: Exact, where: slice) -> Exact:
        lower, upper = (_bound(bound, block, axes, step, images) for bound in (low, high))
        if np.any(lower > upper):
            raise ImagesError(f"{step.place or images.name}: clip {low}..{high}: the lower bound is the higher one")
        return block.clip(lower, upper)

    return (Change(step, clipped),)


def _bound(bound: str, block: Exact, axes: tuple[int, ...], step: Step, images: Images) -> Exact:
    if not re.fullmatch(_BOUND, str(bound)):
        raise ImagesError(
            f"{step.place or images.name}: clip cannot read the bound {bound!r}; write `clip 255..4095` or "
            "`clip mean-126..mean+127`"
        )
    name = next((name for name in _STATISTICS if str(bound).startswith(name)), "")
    number = float(str(bound).removeprefix(name) or 0)
    if not name:
        return np.full((1, 1, 1, 1), number)
    return np.asarray(_STATISTICS[name](block, axis=axes, keepdims=True)) + number
