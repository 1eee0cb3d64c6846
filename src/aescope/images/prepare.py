"""From counts as read to pixels as trained, every step on record; `stages` says in which order."""

import hashlib
from dataclasses import replace

import numpy as np

from aescope.errors import ImagesError
from aescope.images.alterations import ALTERATIONS, GEOMETRY
from aescope.images.default_scaling import default_scaling
from aescope.images.fit_channels import fit_channels
from aescope.images.geometry import cut_images
from aescope.images.locate import place_of
from aescope.images.scale import scaled
from aescope.images.split import split
from aescope.images.stages import Stages, stages_of
from aescope.images.used_range import range_notes
from aescope.records import ImageRequest, Images, Note, Step


def prepare(images: Images, request: ImageRequest, *, wanted_channels: int | None, seed: int) -> Images:
    """The set as it is trained on: float32 pixels with their whole history, split by group.

    `wanted_channels` is what the decoder gives, None to take the channels as they are.
    Raises ImagesError for steps, channels or groups that do not fit.
    """
    stages = stages_of(request)
    images = replace(images, notes=(*images.notes, *range_notes(images, place_of(request))))
    for step in stages.channels:
        images = ALTERATIONS[step.name].apply(images, step, **step.arguments)
    images = fit_channels(images, request, wanted_channels)
    images = scaled(images, stages.filters)
    images = cut_images(images, _geometry_left(images, stages))
    images = split(images, request, seed=seed)
    images = _scaled_as_asked(images, request, stages)
    for step in stages.training:
        images = ALTERATIONS[step.name].apply(images, step, seed, **step.arguments)
    return images


def fingerprint(images: Images) -> str:
    """sha256 of pixels, split and history; places and wording do not count, so prose may change."""
    told = hashlib.sha256()
    told.update(repr((images.values.shape, images.values.dtype.str, images.channels, images.container)).encode())
    told.update(np.ascontiguousarray(images.values).data)
    for indices in (images.training, images.held_out):
        told.update(repr(indices.shape).encode())
        told.update(np.ascontiguousarray(indices, np.int64).data)
    for event in images.history:
        told.update(repr((event.step.name, sorted(event.step.arguments.items()))).encode())
    return told.hexdigest()


def _geometry_left(images: Images, stages: Stages) -> tuple[Step, ...]:
    """The geometry steps that were not taken while reading."""
    taken = [event.step.name for event in images.history]
    done = [name for name in taken if name in ALTERATIONS and ALTERATIONS[name].stage == GEOMETRY]
    if done and done != [step.name for step in stages.geometry]:
        raise ImagesError(f"{images.name}: read with {', '.join(done)}, which is not asked for here: read it anew")
    return () if done else stages.geometry


def _scaled_as_asked(images: Images, request: ImageRequest, stages: Stages) -> Images:
    """The scaling steps that are left; the default where the request has none at all."""
    if stages.filters or stages.scaling:
        # A filter has made pixels of its own already, which nobody else holds.
        return scaled(images, stages.scaling, in_place=bool(stages.filters))
    step, reason = default_scaling(images)
    images = scaled(images, (step,))
    *before, last = images.history
    says = "; ".join(filter(None, [f"by default: {reason}", last.step.says]))
    images = replace(images, history=(*before, replace(last, step=replace(last.step, says=says))))
    text = " ".join([step.name, "-".join(f"{value:g}" for value in step.arguments.values())]).strip()
    note = Note(place_of(request), f"no `Scaling` asked for, so `{text}`: {reason}", f"Scaling = {text}")
    return replace(images, notes=(*images.notes, note))
