"""Takes geometry steps on a block of pictures, and tells beforehand what size comes out."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import numpy as np

from aescope.errors import ImagesError
from aescope.images.alterations import ALTERATIONS
from aescope.images.header import Block
from aescope.records import Images, Picture, Step


def cut(counts: Block, steps: Sequence[Step]) -> tuple[Block, tuple[str, ...]]:
    """What the steps make of each picture, picture by picture, and the name of each part ("" where it is the whole).

    Raises ImagesError where a step does not fit the size, with the step's place.
    """
    names: tuple[str, ...] = ("",)
    for step in steps:
        try:
            counts, parts = ALTERATIONS[step.name].apply(counts, **step.arguments)
        except ImagesError as error:
            raise ImagesError(f"{step.place}: {error}" if step.place else str(error)) from None
        names = tuple(" ".join(filter(None, (name, part))) for name in names for part in parts)
    return counts, names


def shape_after(
    shape: tuple[int, int, int, int], kind: np.dtype[Any], steps: Sequence[Step]
) -> tuple[tuple[int, int, int, int], np.dtype[Any]]:
    """Shape and type that the steps will give, told by one empty picture."""
    count, height, width, channels = shape
    picture, _ = cut(np.zeros((1, height, width, 1), kind), steps)
    return (count * picture.shape[0], picture.shape[1], picture.shape[2], channels), picture.dtype


def cut_images(images: Images, steps: Sequence[Step]) -> Images:
    """The images with each step taken and on record; the parts of a picture keep its group and its source."""
    for step in steps:
        values, names = cut(images.values, (step,))
        pictures = tuple(part for picture in images.pictures for part in parts_of(picture, names))
        images = images.after(step, np.ascontiguousarray(values), pictures=pictures)
    return images


def parts_of(picture: Picture, names: tuple[str, ...]) -> tuple[Picture, ...]:
    """The picture, or its parts of these names."""
    return tuple(
        replace(picture, name=f"{picture.name} {name}", source=picture.source or picture.name) if name else picture
        for name in names
    )
