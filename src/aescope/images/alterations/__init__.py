"""Changes of the images beside scaling, one file each, in three stages: channels, geometry, training.

A `channels` alteration takes images and gives images. A `geometry` alteration takes a block of pictures and gives the
block of what becomes of each, picture by picture, with the names of the parts; so it works while files are read. A
`training` alteration takes split and scaled images and changes the training part alone.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from aescope.images.written_steps import Arguments, Member
from aescope.registry import Registry

CHANNELS, GEOMETRY, TRAINING = "channels", "geometry", "training"


@dataclass(frozen=True)
class Alteration(Member):
    """`stage`: channels (images, step), geometry (block) or training (images, step, seed), each with its arguments."""

    stage: str = CHANNELS


ALTERATIONS: Registry[Alteration] = Registry("aescope.images.alterations", "alteration")


def alteration(
    name: str,
    *,
    stage: str,
    example: str,
    spellings: dict[str, Arguments],
    numbers: tuple[str, ...] = (),
    read: Callable[[str], Arguments | None] = lambda text: None,
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Register an alteration with how people write it."""

    def accept(apply: Callable[..., Any]) -> Callable[..., Any]:
        ALTERATIONS.register(name)(Alteration(name, apply, example, spellings, numbers, read, stage))
        return apply

    return accept


def alterations() -> tuple[Alteration, ...]:
    """All alterations, sorted by name."""
    return tuple(ALTERATIONS[name] for name in ALTERATIONS)
