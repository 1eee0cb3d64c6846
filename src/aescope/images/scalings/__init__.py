"""From counts to pixels, one file each: a scaling takes images that are split and gives images in float32.

Statistics of a set come from its training part alone. Each scaling computes in float64, block by block, and writes into
`into` where that is given, so that a chain of scalings holds one float32 array.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from aescope.images.written_steps import Arguments, Member
from aescope.records import Images, Value
from aescope.registry import Registry

# (images, the step to record, pixels to write into or None, *, arguments) -> images with pixels and their history.
Scale: TypeAlias = Callable[..., Images]


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
