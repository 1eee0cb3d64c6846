"""The parts of an image set that are scaled by themselves: each stain, each channel; colours together."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from aescope.errors import ImagesError
from aescope.images.header import COLOURS
from aescope.records import Images, Indices

# One number for each picture and channel, shaped to meet (image, height, width, channel).
PerPicture = Float64[np.ndarray, "_image 1 1 _channel"]


@dataclass(frozen=True)
class Stratum:
    """Some channels of some pictures, and those of the pictures that are shown in training."""

    name: str
    pictures: Indices
    training: Indices
    channels: slice


def strata(images: Images) -> tuple[Stratum, ...]:
    """The strata of the set: one for each stain and channel, a single one where the channels are colours.

    Raises ImagesError where all pictures of one are held out.
    """
    stains = np.array([picture.stain for picture in images.pictures])
    together = images.channels == COLOURS
    found = []
    for stain in dict.fromkeys(stains.tolist()):
        pictures = np.flatnonzero(stains == stain)
        training = np.intersect1d(pictures, images.training)
        if not len(training):
            raise ImagesError(f'{images.name}: no picture of "{stain or images.name}" is shown in training')
        if together:
            found.append(Stratum(stain or "colour", pictures, training, slice(None)))
        else:
            found += [
                Stratum(stain or name, pictures, training, slice(channel, channel + 1))
                for channel, name in enumerate(images.channels)
            ]
    return tuple(found)


def spread(images: Images, found: tuple[Stratum, ...], numbers: list[float]) -> PerPicture:
    """One number for each stratum, laid out for every picture and channel."""
    laid = np.empty((len(images.values), 1, 1, len(images.channels)))
    for stratum, number in zip(found, numbers, strict=True):
        laid[stratum.pictures, :, :, stratum.channels] = number
    return laid


def in_words(found: tuple[Stratum, ...], ranges: Sequence[tuple[float, ...]]) -> str:
    """`FITC 152 to 914, TexasRed 482 to 2970 become 0 to 1`."""
    figures = (f"{stratum.name} {low:g} to {high:g}" for stratum, (low, high) in zip(found, ranges, strict=True))
    return f"{', '.join(figures)} become 0 to 1"


def picture_axes(images: Images) -> tuple[int, ...]:
    """The axes over which a statistic of one picture runs: its colours together, each other channel by itself."""
    return (1, 2, 3) if images.channels == COLOURS else (1, 2)
