"""Small image sets and requests for tests."""

from pathlib import Path

import numpy as np

from aescope.images import read_images, request
from aescope.records import Bullet, ImageRequest, Images, Picture, Place


def images_of(
    values: np.ndarray,
    *,
    channels: tuple[str, ...] = (),
    stains: tuple[str, ...] = (),
    groups: tuple[str, ...] = (),
    training: list[int] | None = None,
    held_out: list[int] | None = None,
) -> Images:
    """Images of these counts, (image, height, width, channel), every picture shown in training unless said."""
    count = len(values)
    pictures = tuple(
        Picture(f"p{number}", groups[number] if groups else f"p{number}", "", stains[number] if stains else "")
        for number in range(count)
    )
    names = channels or (("grey",) if values.shape[3] == 1 else tuple(f"s{each}" for each in range(values.shape[3])))
    return Images(
        "cells",
        "a test",
        values,
        pictures,
        names,
        values.dtype.name,
        training=np.array(range(count) if training is None else training, np.int64),
        held_out=np.array(held_out or [], np.int64),
    )


def counts(*shape: int, seed: int = 0, low: int = 0, high: int = 4096, kind: type = np.uint16) -> np.ndarray:
    """Random counts of a 12-bit camera."""
    return np.random.default_rng(seed).integers(low, high, shape).astype(kind)


def asked(
    name: str = "cells",
    *,
    location: Path | str | None = None,
    scaling: str | None = None,
    channels: str | None = None,
    **bullets: str,
) -> ImageRequest:
    """The request that these bullets make, each standing in line 7 of log.md."""
    written = tuple(Bullet(bullet.replace("_", " "), value, Place("log.md", 7)) for bullet, value in bullets.items())
    where = None if location is None else str(location)
    return request(
        name, written, None, location=where, scaling=scaling, channels=channels, base_folder=Path("/nowhere")
    )


def read(location: Path | str, **bullets: str) -> Images:
    """The images at a place, with these bullets."""
    return read_images(asked("cells", location=location, **bullets), base_folder=Path("/nowhere"))
