"""A notebook's pieces by section, each piece with the part of its section in which it stands."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aescope.notebook.layout import Kind, Piece
from aescope.notebook.spellings import part_names

# The part of pieces between a section's heading and its first sub-heading.
OPENING = "opening"
# The part of pieces below a sub-heading that names no part of ours: Results, Images, anything.
OTHER = "other"

_LONGEST_RULE = 200
_DRAWN_RULE = re.compile(r"[-=*_~#]{3,}[^\n]*[-=*_~#]{3,}")


@dataclass(frozen=True)
class Section:
    """What stands between two headings of the first or second level.

    `parts` runs beside `pieces`: the names of the parts that the piece belongs to, "structure" and "parameters" both
    below a heading `### Structure, parameters`.
    """

    heading: Piece | None
    pieces: tuple[Piece, ...]
    parts: tuple[frozenset[str], ...]
    last_line: int

    @property
    def is_second_level(self) -> bool:
        """Whether the section can be an experiment: it begins with `## `."""
        return self.heading is not None and self.heading.level == 2

    def part(self, *names: str) -> tuple[Piece, ...]:
        """The pieces below the headings of these parts, sub-headings left out."""
        return tuple(
            piece
            for piece, parts in zip(self.pieces, self.parts, strict=True)
            if parts.intersection(names) and piece.kind is not Kind.HEADING
        )


def sections(pieces: Sequence[Piece], line_count: int) -> Iterator[Section]:
    """All sections in their order; the first holds what stands before any heading."""
    starts = [number for number, piece in enumerate(pieces) if piece.kind is Kind.HEADING and piece.level <= 2]
    for start, end in zip([-1, *starts], [*starts, len(pieces)], strict=True):
        heading = pieces[start] if start >= 0 else None
        inside = tuple(pieces[start + 1 : end])
        last = pieces[end].line - 1 if end < len(pieces) else line_count
        yield Section(heading, inside, tuple(_parts(inside)), last)


def _parts(pieces: Sequence[Piece]) -> Iterator[frozenset[str]]:
    """The parts of each piece: those of the nearest sub-heading that names some, unless one of its rank closed it.

    A line drawn by hand (`----- later -----`) closes a part too.
    """
    current = frozenset((OPENING,))
    rank = 7
    for piece in pieces:
        if piece.kind is Kind.HEADING:
            named = part_names(piece.text)
            # `#### Encoder` below `### Structure` leaves the structure open, `### Results` closes it.
            if named or piece.level <= rank:
                current, rank = named or frozenset((OTHER,)), piece.level
        elif piece.kind is Kind.PARAGRAPH and len(piece.text) < _LONGEST_RULE and _DRAWN_RULE.fullmatch(piece.text):
            current, rank = frozenset((OTHER,)), 7
        yield current
