"""Where pictures come from, one file each: formats (TIFF, PNG, CIFAR batches...) and places (folder, glob, simulator).

A format is a function that looks at a file and gives its Header; a place finds the files, or makes the pictures.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeAlias, TypeVar

from aescope.images.header import Header, Unreadable, head_of
from aescope.records import ImageRequest
from aescope.registry import Registry

Look: TypeAlias = Callable[[Path, ImageRequest], Header]
Back = TypeVar("Back")


@dataclass(frozen=True)
class Format:
    """A file format: `begins` tells it by a file's first 512 bytes, `names` are the file names it has in a folder."""

    name: str
    look: Look
    begins: Callable[[bytes, Path], bool]
    names: re.Pattern[str]


@dataclass(frozen=True)
class Made:
    """A picture, or several, that come from no file of the author's: name, well and plate as a file's would be."""

    name: str
    header: Header
    well: str = ""
    plate: str = ""


@dataclass(frozen=True)
class Found:
    """What a place holds: files in natural order below `root`, or pictures that are made and need no file."""

    says: str
    root: Path
    files: tuple[Path, ...] = ()
    made: tuple[Made, ...] = ()
    notes: tuple[str, ...] = ()


# From a location as written, the request, the folder that it counts from and the size to cut simulated pictures to.
Find: TypeAlias = Callable[[str, ImageRequest, Path, int | None], Found | None]


@dataclass(frozen=True)
class Place:
    """A kind of place: `find` gives what the location holds, or None where it is no place of this kind."""

    name: str
    find: Find
    rank: int


FORMATS: Registry[Format] = Registry("aescope.images.sources", "picture format")
PLACES: Registry[Place] = Registry("aescope.images.sources", "place")


def picture_format(name: str, *, names: str, begins: Callable[[bytes, Path], bool]) -> Callable[[Look], Look]:
    """Register a function that looks at files of one format."""

    def accept(look: Look) -> Look:
        FORMATS.register(name)(Format(name, look, begins, re.compile(names, re.IGNORECASE)))
        return look

    return accept


def place(name: str, *, rank: int) -> Callable[[Find], Find]:
    """Register a function that finds pictures in one kind of place; places are tried by rank, the lowest first."""

    def accept(find: Find) -> Find:
        PLACES.register(name)(Place(name, find, rank))
        return find

    return accept


# What lies in a picture's place, by how it begins, and what to do about it.
_NO_PICTURES = (
    (b"version https://git-lfs", "is a Git LFS pointer, not the picture itself: run `git lfs pull`"),
    (b"<!doctype html", "is a web page, not a picture: download the file itself"),
    (b"<html", "is a web page, not a picture: download the file itself"),
    (b"bm", "is a BMP picture, which is not read: save it as PNG or TIFF"),
    (b"gif8", "is a GIF picture, which is not read: save it as PNG or TIFF"),
)


def look(file: Path, request: ImageRequest) -> Header:
    """The header of a picture file, whose content tells its format, whatever its name says.

    Raises Unreadable, for damage of any kind too: it never lets a format's own exceptions through.
    """
    start = head_of(file)
    if not start:
        raise Unreadable("is empty (0 bytes)")
    for name in FORMATS:
        if FORMATS[name].begins(start, file):
            return guarded(partial(FORMATS[name].look, file, request))
    for beginning, says in _NO_PICTURES:
        if start[: len(beginning)].lower() == beginning:
            raise Unreadable(says)
    raise Unreadable(f"begins like no format that is read here ({', '.join(FORMATS)})")


def guarded(work: Callable[[], Back]) -> Back:
    """`work()`, with every exception of a decoder turned into Unreadable."""
    try:
        return work()
    except Unreadable:
        raise
    except MemoryError:
        raise Unreadable("needs more memory than is free") from None
    except Exception as error:
        said = str(error).splitlines()[0] if str(error) else ""
        raise Unreadable(f"cannot be decoded and is probably damaged ({type(error).__name__}: {said})") from None
