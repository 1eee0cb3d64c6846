"""Brings the channels to what the decoder gives, by the fewest steps that keep what the author meant; or refuses."""

import re
from dataclasses import replace

from aescope.errors import ImagesError
from aescope.images.alterations import ALTERATIONS
from aescope.images.header import COLOURS
from aescope.images.locate import place_of
from aescope.records import ImageRequest, Images, Note, Step

# Channels without a stain, by their usual names: pictures in all light, used only where they are asked for.
_BRIGHTFIELD = re.compile(r"bright|^bf$|^tl|trans|^dic$|phase", re.IGNORECASE)


def fit_channels(images: Images, request: ImageRequest, wanted: int | None) -> Images:
    """The images with `wanted` channels, each change a step and a note.

    Brightfield is left out where that fits; colours become grey for a decoder of one filter; several stains become
    pictures of their own. None takes the channels as they are. Raises ImagesError with a proposed `Channels = ...`.
    """
    if wanted is None or wanted == len(images.channels):
        return images
    stains = tuple(name for name in images.channels if not _BRIGHTFIELD.search(name))
    unasked = not request.channels and 0 < len(stains) < len(images.channels)
    if unasked and (wanted == 1 or wanted == len(stains)):
        left = ", ".join(name for name in images.channels if name not in stains)
        images = _noted(
            _taken(images, Step("channels", {"names": stains}, request.place)),
            request,
            f"{left} was left out, as no `Channels` bullet asks for it",
            f"Channels = {', '.join(images.channels)}",
        )
    if wanted == len(images.channels):
        return images
    if wanted == 1 and images.channels == COLOURS:
        return _noted(
            _taken(images, Step("grey", {}, request.place)),
            request,
            "the pictures are colour and the decoder has one filter: they were made grey",
            "Conv2D(3, ...)",
        )
    if wanted == 1:
        return _noted(
            _taken(images, Step("stains apart", {}, request.place)),
            request,
            f"the decoder has one filter: each of {', '.join(images.channels)} became a picture of its own",
            f"Conv2D({len(images.channels)}, ...)",
        )
    raise _refusal(images, request, wanted)


def _taken(images: Images, step: Step) -> Images:
    changed: Images = ALTERATIONS[step.name].apply(images, step, **step.arguments)
    return changed


def _noted(images: Images, request: ImageRequest, says: str, proposal: str) -> Images:
    return replace(images, notes=(*images.notes, Note(place_of(request), says, proposal)))


def _refusal(images: Images, request: ImageRequest, wanted: int) -> ImagesError:
    have = len(images.channels)
    said = f"{place_of(request)}: the decoder gives {wanted} channel(s), the pictures of {images.name} have {have} "
    said += f"({', '.join(images.channels)})"
    if wanted < have:
        proposed = ", ".join(images.channels[:wanted])
        return ImagesError(f"{said}. Write `Channels = {proposed}`, or end it with Conv2D({have}, ...).")
    return ImagesError(f"{said}. End it with Conv2D({have}, ...), or give pictures with {wanted} channels.")
