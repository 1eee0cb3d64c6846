"""Files that show the same pictures in several channels become one field: paired by their names, never by order."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from aescope.errors import ImagesError, did_you_mean
from aescope.images.files import below, natural
from aescope.images.names import NameParts, NamePattern, pattern_of
from aescope.records import Note, Place


@dataclass(frozen=True)
class Field:
    """The files of one field, one for each channel (channel "" where the name says none), in the channels' order."""

    name: str
    files: tuple[tuple[str, Path], ...]
    folder: str = ""
    well: str = ""
    plate: str = ""


# A well in a name that no pattern reads: `A01`, `B-2`, up to the 16 rows of a plate with 384 wells.
_WELL = re.compile(r"(?<![A-Za-z0-9])([A-P])[ _-]?(\d{1,2})(?![0-9])")


def well_in(name: str) -> str:
    """The first thing in a name that looks like a well, as `B02`, or ""."""
    found = _WELL.search(name)
    return f"{found[1]}{int(found[2]):02d}" if found else ""


def fields_of(
    files: Sequence[Path], root: Path, channels: tuple[str, ...], place: Place
) -> tuple[tuple[Field, ...], tuple[Note, ...]]:
    """The fields that these files make up, in the order in which they begin, and a note for each one left out.

    With `channels` only those are taken, in that order. Raises ImagesError for a channel that no file has.
    """
    pattern = pattern_of(tuple(file.stem for file in files))
    if pattern is None:
        return tuple(Field(below(file, root), (("", file),), _folder(file, root)) for file in files), ()
    return _paired(files, root, pattern, channels, place)


def _paired(
    files: Sequence[Path], root: Path, pattern: NamePattern, channels: tuple[str, ...], place: Place
) -> tuple[tuple[Field, ...], tuple[Note, ...]]:
    notes: list[Note] = []
    gathered: dict[tuple[str, str], dict[str, tuple[Path, NameParts]]] = {}
    spelled: Counter[str] = Counter()
    for file in files:
        parts = pattern.parse(file.stem)
        if parts is None:
            notes.append(Note(Place(below(file, root)), f"left out: its name is not like the others ({pattern.name})"))
            continue
        spelled[parts.channel] += 1
        mates = gathered.setdefault((_folder(file, root), parts.key), {})
        folded = parts.channel.casefold()
        if folded in mates:
            notes.append(Note(Place(below(file, root)), f"left out: {mates[folded][0].name} is the same channel of it"))
            continue
        mates[folded] = (file, parts)
    wanted = _wanted(spelled, channels, place)
    fields = []
    for (folder, key), mates in gathered.items():
        missing = [name for name in wanted if name.casefold() not in mates]
        if missing:
            there = ", ".join(file.name for file, _ in mates.values())
            notes.append(
                Note(Place(f"{folder}/{key}".lstrip("/")), f"left out: no {', '.join(missing)} beside {there}")
            )
            continue
        chosen = [(name, mates[name.casefold()]) for name in wanted]
        parts = chosen[0][1][1]
        name = f"{folder}/{key}".lstrip("/")
        taken = tuple((channel, file) for channel, (file, _) in chosen)
        fields.append(Field(name, taken, folder, parts.well, parts.plate))
    return tuple(fields), tuple(notes)


def _wanted(spelled: Counter[str], channels: tuple[str, ...], place: Place) -> tuple[str, ...]:
    """The channels to take, each in its most frequent spelling; all, in natural order, where none were asked for."""
    known: dict[str, str] = {}
    for name, _ in spelled.most_common():
        known.setdefault(name.casefold(), name)
    if not channels:
        return tuple(sorted(known.values(), key=natural))
    for name in channels:
        if name.casefold() not in known:
            raise ImagesError(f'{place}: no file shows the channel "{name}"; {did_you_mean(name, known.values())}')
    return tuple(known[name.casefold()] for name in channels)


def _folder(file: Path, root: Path) -> str:
    return below(file, root).rpartition("/")[0]
