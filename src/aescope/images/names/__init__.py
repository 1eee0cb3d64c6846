"""How microscopes name files, one pattern each: which part is the channel, which the well, and by what files pair."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from aescope.registry import Registry


@dataclass(frozen=True)
class NameParts:
    """What a file's name says. Files with the same `key` in one folder show the same pictures in several channels."""

    key: str
    channel: str
    well: str = ""
    plate: str = ""


Parse: TypeAlias = Callable[[str], NameParts | None]


@dataclass(frozen=True)
class NamePattern:
    """`parse` reads a name without its ending, or gives None; patterns of one maker are tried before general ones."""

    name: str
    parse: Parse
    general: bool


PATTERNS: Registry[NamePattern] = Registry("aescope.images.names", "name pattern")


def name_pattern(name: str, *, general: bool = False) -> Callable[[Parse], Parse]:
    """Register a function that reads names of one kind."""

    def accept(parse: Parse) -> Parse:
        PATTERNS.register(name)(NamePattern(name, parse, general))
        return parse

    return accept


def pattern_of(stems: tuple[str, ...]) -> NamePattern | None:
    """The pattern that reads most of these names, and at least half of them, or None.

    A general pattern must make sense of them too: with two channels or more, at least half of the keys have them all.
    Otherwise `img_c1`, `img_c2`... are just numbered.
    """
    best, most = None, (len(stems) + 1) // 2
    for pattern in sorted((PATTERNS[name] for name in PATTERNS), key=lambda each: (each.general, each.name)):
        read = [parts for parts in map(pattern.parse, stems) if parts is not None]
        better = len(read) > most if best is not None else len(read) >= max(1, most)
        if better and (not pattern.general or _pairs(read)):
            best, most = pattern, len(read)
    return best


# More channels than microscopes take of one field, and more than a single field may show before they are just numbers.
_MOST_CHANNELS = 8
_MOST_OF_ONE_FIELD = 4


def _pairs(read: list[NameParts]) -> bool:
    channels = {parts.channel.casefold() for parts in read}
    found: dict[str, set[str]] = {}
    for parts in read:
        found.setdefault(parts.key, set()).add(parts.channel.casefold())
    if len(channels) > (_MOST_CHANNELS if len(found) > 1 else _MOST_OF_ONE_FIELD):
        return False
    return 2 * sum(each == channels for each in found.values()) >= len(found)
