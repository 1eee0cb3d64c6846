"""Finds the place of an image set: a file, a folder, a pattern, or pictures that are made."""

from pathlib import Path

from aescope.errors import ImagesError
from aescope.images.header import Unreadable
from aescope.images.sources import PLACES, Found
from aescope.records import ImageRequest, Place

# Places of this rank and above need no location.
_MADE = 50


def locate(request: ImageRequest, base_folder: Path, size: int | None) -> Found:
    """What lies at the request's location, else what is made for its name.

    Raises ImagesError where there is neither.
    """
    location = request.location.strip()
    for place in sorted((PLACES[name] for name in PLACES), key=lambda each: each.rank):
        if location or place.rank >= _MADE:
            try:
                found = place.find(location, request, base_folder, size)
            except Unreadable as error:
                raise ImagesError(f"{request.name}: {error}") from None
            if found is not None:
                return found
    where = f"{request.place}: " if request.place else ""
    if not location:
        raise ImagesError(
            f'{where}there is no place for the image set "{request.name}"; give one with `--data '
            f"{request.name}=FOLDER` or under `data:` in the front matter. Without a place there are cells, DMSO and "
            "CIFAR only."
        )
    raise ImagesError(
        f'{where}{location} (the place of "{request.name}") is neither a folder nor a file nor a pattern with `*`; '
        f"looked from {base_folder}. Give another with `--data {request.name}=PLACE`."
    )


def place_of(request: ImageRequest) -> Place:
    """Where a note about the whole set points to."""
    return request.place or Place(request.name)
