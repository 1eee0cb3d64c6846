"""Carries scalings out: one pass over the set for a chain of steps, in float64, into one float32 array."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from aescope.images.blocks import blocks
from aescope.images.scalings import SCALINGS, Change
from aescope.images.used_range import holds_counts
from aescope.images.value_range import Range
from aescope.records import Images, Step


def scaled(images: Images, steps: Sequence[Step], *, in_place: bool = False) -> Images:
    """The images with these scalings taken one after another, each on record with the range right after it.

    Steps that need no statistics of the set run through each block together, without being rounded in between. With
    `in_place` the float32 values are overwritten, which is right where nobody else holds them.
    """
    waiting: list[Change] = []
    for step in steps:
        scaling = SCALINGS[step.name]
        if waiting and scaling.of_set(step.arguments):
            images, waiting, in_place = _done(images, waiting, in_place), [], True
        counts = not waiting and holds_counts(images)
        waiting += scaling.apply(images, step, counts, **step.arguments)
    return _done(images, waiting, in_place)


def _done(images: Images, changes: Sequence[Change], in_place: bool) -> Images:
    """The images with the changes made."""
    if not changes:
        return images
    values = images.values
    pixels = values if in_place and values.dtype == np.float32 else np.empty(values.shape, np.float32)
    ranges = [Range() for _ in changes]
    for where in blocks(values):
        block = values[where].astype(np.float64)
        for change, found in zip(changes, ranges, strict=True):
            block = change.of(block, where)
            found.add(block)
        pixels[where] = block
    events = tuple(found.after(change.step) for change, found in zip(changes, ranges, strict=True))
    return replace(images, values=pixels, history=(*images.history, *events))
