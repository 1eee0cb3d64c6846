"""Decides from the headers alone what will be read: size, type, channels, what is cut meanwhile, and that it fits."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from aescope.errors import ImagesError
from aescope.images.alterations.channels import positions
from aescope.images.geometry import shape_after
from aescope.images.header import COLOURS
from aescope.images.look import Looked, sizes_in_words
from aescope.images.memory import refuse_what_cannot_fit
from aescope.images.stages import geometry_while_reading, stages_of
from aescope.records import ImageRequest, Place, Step


@dataclass(frozen=True)
class ReadPlan:
    """`shape` and `kind` of all counts together; `picked` are the channels taken of those decoded, None for all.

    `geometry` is taken while reading. `container` is the type in the files; `colour` whether all are colour pictures
    that may turn out grey.
    """

    shape: tuple[int, int, int, int]
    kind: np.dtype[Any]
    channels: tuple[str, ...]
    picked: tuple[int, ...] | None
    geometry: tuple[Step, ...]
    container: str
    colour: bool


def plan_reading(looked: Sequence[Looked], request: ImageRequest, place: Place, source: str) -> ReadPlan:
    """Raises ImagesError for sizes that differ, for a channel that there is not, and for what cannot fit memory."""
    there = looked[0].channels
    picked = None
    if request.channels and request.channels != there:
        picked = positions(there, request.channels, str(place))
    channels = there if picked is None else tuple(there[position] for position in picked)
    headers = [header for each in looked for header in each.headers]
    stored = np.result_type(*{header.dtype for header in headers}).newbyteorder("=")
    sizes = [each.shape[1:3] for each in looked]
    # Unequal pictures cannot lie in one array, so they are cut at once, whatever is to follow.
    geometry = stages_of(request).geometry if len(set(sizes)) > 1 else geometry_while_reading(request)
    after = {size: shape_after((1, *size, 1), stored, geometry) for size in dict.fromkeys(sizes)}
    _refuse_unequal([after[size][0][1:3] for size in sizes], sizes, request, place)
    (_, height, width, _), kind = after[sizes[0]]
    count = sum(each.shape[0] * after[size][0][0] for each, size in zip(looked, sizes, strict=True))
    values = count * height * width * len(channels)
    refuse_what_cannot_fit(
        f"{request.name}, {source}: {count} picture(s) of {height} x {width} x {len(channels)}",
        values * kind.itemsize,
        values * np.dtype(np.float32).itemsize,
        "Read fewer files, or make the pictures smaller with `Alterations = crop HEIGHTxWIDTH` or `resize ...`.",
    )
    containers = {header.container for header in headers}
    return ReadPlan(
        (count, height, width, len(channels)),
        kind,
        channels,
        picked,
        geometry,
        containers.pop() if len(containers) == 1 else stored.name,
        channels == COLOURS and all(len(each.headers) == 1 for each in looked),
    )


def _refuse_unequal(
    after: Sequence[tuple[int, int]], sizes: Sequence[tuple[int, int]], request: ImageRequest, place: Place
) -> None:
    if len(set(after)) > 1:
        heights, widths = zip(*sizes, strict=True)
        lowest, highest = f"{min(heights)}x{min(widths)}", f"{max(heights)}x{max(widths)}"
        raise ImagesError(
            f"{place}: the pictures of {request.name} have different sizes: {sizes_in_words(after)}. Bring them to one "
            f"with `Alterations = crop {lowest}`, `pad {highest}` or `resize {highest}`."
        )
