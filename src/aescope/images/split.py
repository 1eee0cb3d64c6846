"""Splits an image set into a training and a held-out part, by group, drawn from the seed."""

from dataclasses import replace

import numpy as np

from aescope.errors import ImagesError
from aescope.images.drawing import drawn_order
from aescope.images.files import natural
from aescope.images.locate import place_of
from aescope.records import ImageRequest, Images, Note, Step

HELD_OUT = 0.2
# Of fewer groups one would be a quarter of the set and more, and as good as one field's luck.
FEWEST_GROUPS = 5
_MOST_NAMED = 8


def split(images: Images, request: ImageRequest, *, seed: int) -> Images:
    """The images with `training` and `held_out`: 20 % of the groups (or the validation split), at least one.

    Under five groups it splits by picture, with a note. Tiles and stains of one picture are never parted; only where
    there is a single picture are its tiles split, if they do not overlap.
    Raises ImagesError for a single picture that cannot be split.
    """
    share = HELD_OUT if request.validation_split is None else request.validation_split
    groups, by, note = _groups(images, request)
    there = sorted(set(groups), key=natural)
    order = drawn_order(there, seed, "split")
    wanted = min(max(1, round(share * len(there))), len(there) - 1)
    held = sorted((there[place] for place in order[:wanted]), key=natural)
    outside = np.isin(np.array(groups), held)
    named = f": {', '.join(held)}" if len(held) <= _MOST_NAMED else ""
    says = f"{wanted} of {len(there)} {by}s held out{named}"
    step = Step("split", {"held_out": share, "by": by, "seed": seed}, None, says)
    split_images = images.after(
        step, images.values, training=np.flatnonzero(~outside), held_out=np.flatnonzero(outside)
    )
    return replace(split_images, notes=(*images.notes, *note))


def _groups(images: Images, request: ImageRequest) -> tuple[list[str], str, tuple[Note, ...]]:
    """The group of each picture in the split, what such a group is called, and a note where wells had to be parted."""
    place = place_of(request)
    groups = [picture.group or picture.source or picture.name for picture in images.pictures]
    sources = [picture.source or picture.name for picture in images.pictures]
    count, of_pictures = len(set(groups)), len(set(sources))
    own = count == of_pictures
    if count >= FEWEST_GROUPS:
        return groups, "picture" if own else "group", ()
    if request.split_by and count > 1:
        said = f"{count} groups only: what is held out tells little of others"
        return groups, "group", (Note(place, said),)
    if of_pictures > 1:
        said = f"{count} pictures only" if own else f"{count} group(s) are too few to hold one out: split by picture"
        return sources, "picture", (Note(place, f"{said}; what is held out tells little of others"),)
    names = [picture.name for picture in images.pictures]
    if len(set(names)) > 1 and not _tiles_overlap(images):
        said = "one picture alone: the held-out tiles are of the same picture, so its skill is flattered"
        return names, "tile", (Note(place, said),)
    raise ImagesError(
        f"{place}: {images.name} has one picture only, so none can be held out; give two at least, or `tile` a large "
        "one"
    )


def _tiles_overlap(images: Images) -> bool:
    """Whether tiles of one picture share pixels; stains of one picture show the same cells, which is worse."""
    if any(picture.stain for picture in images.pictures):
        return True
    for event in images.history:
        if event.step.name == "tile":
            sides = [event.step.arguments[side] for side in ("height", "width", "stride")]
            height, width, stride = (side if isinstance(side, int) else 0 for side in sides)
            if 0 < stride < max(height, width):
                return True
    return False
