"""What a section of the page is made of: words, tables, pictures, drawings. No markup: the page's templates do that."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, TypeAlias

from markupsafe import Markup

from aescope.records import Place


@dataclass(frozen=True)
class Prose:
    """A paragraph; `tone` is plain, quiet (small print), lead (the answer), or warn; `link` is a file near the page."""

    kind: ClassVar[str] = "prose"
    text: str
    tone: str = "plain"
    link: str = ""


@dataclass(frozen=True)
class Verbatim:
    """Text whose lines and spaces count: an error with its lines, a command to paste."""

    kind: ClassVar[str] = "verbatim"
    text: str


@dataclass(frozen=True)
class Image:
    """A picture at the pixels it has, with its label and, in small print, its values."""

    png: bytes
    width: int
    height: int
    alt: str
    label: str = ""
    says: str = ""


@dataclass(frozen=True)
class Strip:
    """Pictures side by side under one heading: one original and what became of it."""

    heading: str
    images: tuple[Image, ...]
    says: str = ""


@dataclass(frozen=True)
class Gallery:
    """Strips under one caption, which states their intensity scale; `whole` pictures may take the page's width."""

    kind: ClassVar[str] = "gallery"
    strips: tuple[Strip, ...]
    caption: str
    link: str = ""
    whole: bool = False


@dataclass(frozen=True)
class Drawing:
    """A figure drawn as SVG, with the words that belong to it."""

    kind: ClassVar[str] = "drawing"
    svg: Markup
    caption: str = ""
    link: str = ""


@dataclass(frozen=True)
class Cell:
    """One field of a table: words, a small drawing, small pictures, a link into the page; `tone` colours the words."""

    text: str = ""
    drawing: Markup | None = None
    images: tuple[Image, ...] = ()
    tone: str = ""
    sign: str = ""
    target: str = ""
    quiet: str = ""


@dataclass(frozen=True)
class Column:
    """A table's column; numbers stand to the right."""

    title: str
    numeric: bool = False


@dataclass(frozen=True)
class Table:
    """Rows of fields; a table with a `folded` line is closed until asked for and that line says what is in it.

    On a narrow screen the fields of a `stacked` table stand below one another. `overview` is the table of experiments.
    """

    kind: ClassVar[str] = "table"
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    caption: str = ""
    folded: str = ""
    stacked: bool = False
    overview: bool = False


@dataclass(frozen=True)
class Item:
    """A line of a list: the words, where they stand, and what is said to them."""

    text: str
    place: Place | None = None
    answer: str = ""
    code: str = ""


@dataclass(frozen=True)
class Listing:
    """A list; with a `folded` line it is closed until asked for."""

    kind: ClassVar[str] = "listing"
    items: tuple[Item, ...]
    title: str = ""
    folded: str = ""


Block: TypeAlias = Prose | Verbatim | Gallery | Drawing | Table | Listing
Blocks: TypeAlias = Iterator[Block]


def cells(*texts: str) -> tuple[Cell, ...]:
    """A row of plain fields."""
    return tuple(Cell(text) for text in texts)
