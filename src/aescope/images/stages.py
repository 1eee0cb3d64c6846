"""In which order the steps of a request are taken, whatever the order of its bullets.

1. channels: grey, stains apart, channels; then what the decoder needs
2. filters: the scalings up to the last that looks at neighbouring pixels (sobel), on whole pictures
3. geometry: crop, tile, pad, resize
4. split, by group
5. scaling: what is left of it; statistics come from the training part
6. training only: doubled, shuffle

Geometry is taken while files are read where no filter has to see whole pictures first, so that a small crop of large
files never holds the large files; it commutes with the channel steps, which act on each pixel.
"""

from dataclasses import dataclass, replace

from aescope.images.alterations import CHANNELS, GEOMETRY, TRAINING, alterations
from aescope.images.scalings import scalings
from aescope.images.written_steps import canonical
from aescope.records import ImageRequest, Step


@dataclass(frozen=True)
class Stages:
    """The steps of a request by stage, under their members' names and with all their arguments."""

    channels: tuple[Step, ...]
    filters: tuple[Step, ...]
    geometry: tuple[Step, ...]
    scaling: tuple[Step, ...]
    training: tuple[Step, ...]


def stages_of(request: ImageRequest) -> Stages:
    """The request's steps by stage. Raises ImagesError for a step that there is not."""
    by_stage: dict[str, list[Step]] = {CHANNELS: [], GEOMETRY: [], TRAINING: []}
    for step in request.alterations:
        member, full = canonical(step, alterations(), "alteration")
        by_stage[member.stage].append(full)
    steps = [canonical(step, scalings(), "scaling") for step in request.scaling]
    first = 0
    for number, (scaling, step) in enumerate(steps):
        if scaling.of_set(step.arguments):
            break
        first = number + 1 if scaling.neighbours else first
    return Stages(
        channels=tuple(by_stage[CHANNELS]),
        filters=tuple(step for _, step in steps[:first]),
        geometry=tuple(by_stage[GEOMETRY]),
        scaling=tuple(step for _, step in steps[first:]),
        training=tuple(by_stage[TRAINING]),
    )


def geometry_while_reading(request: ImageRequest) -> tuple[Step, ...]:
    """The geometry steps that are taken while files are read; empty where a filter comes first."""
    stages = stages_of(request)
    return () if stages.filters else stages.geometry


def without_places(step: Step) -> Step:
    """The step as what it does: name and arguments."""
    return replace(step, place=None, says="")
