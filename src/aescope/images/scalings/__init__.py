"""From counts to pixels, one file each: what a scaling does to a block of pictures, in float64.

A scaling looks at the images (split, so that statistics of a set come from its training part alone) and gives changes:
functions of a block. `aescope.images.scale` carries them out, block by block, and records the range after each.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from aescope.images.blocks import Exact
from aescope.images.written_steps import Arguments, Member
from aescope.records import Step, Value
from aescope.registry import Registry


@dataclass(frozen=True)
class Change:
    """One step of the history, and what it does to the block of pictures that a slice of the set is."""

    step: Step
    of: Callable[[Exact, slice], Exact]


# (images, the step as asked for, whether the values are counts still, *, arguments) -> changes, in order.
Scale: TypeAlias = Callable[..., tuple[Change, ...]]


@dataclass(frozen=True)
class Scaling(Member):
    """`neighbours`: looks at neighbouring pixels, so whole pictures are shown to it before they are cut into tiles.

    `of_set` tells from the arguments whether statistics of the training part are needed.
    """

    neighbours: bool = False
    of_set: Callable[[Mapping[str, Value]], bool] = lambda arguments: False


SCALINGS: Registry[Scaling] = Registry("aescope.images.scalings", "scaling")


def scaling(
    name: str,
    *,
    example: str,
    spellings: dict[str, Arguments],
    numbers: tuple[str, ...] = (),
    read: Callable[[str], Arguments | None] = lambda text: None,
    neighbours: bool = False,
    of_set: Callable[[Mapping[str, Value]], bool] = lambda arguments: False,
) -> Callable[[Scale], Scale]:
    """Register a scaling with how people write it."""

    def accept(apply: Callable[..., Any]) -> Callable[..., Any]:
        SCALINGS.register(name)(Scaling(name, apply, example, spellings, numbers, read, neighbours, of_set))
        return apply

    return accept


def scalings() -> tuple[Scaling, ...]:
    """All scalings, sorted by name."""
    return tuple(SCALINGS[name] for name in SCALINGS)
