"""What looks like the notebook's grammar and is none: named with its line, so that nobody waits for it to be read."""

from collections.abc import Collection, Iterator, Sequence

from aescope.errors import nearest
from aescope.notebook.keys import read_name
from aescope.notebook.layout import Kind, top_level_fences
from aescope.notebook.sections import OTHER, Section
from aescope.records import Note, Place

_PARTS = ("Structure", "Parameters", "Data")


def never_closed(text: str, file: str) -> Iterator[Note]:
    """A note where a code block is never closed: it swallows all that follows."""
    for fence in top_level_fences(text):
        if not fence.closed:
            said = "the code block that begins here is never closed: all that follows is code"
            yield Note(Place(file, fence.first + 1), said, "```")


def strays(sections: Sequence[Section], experiments: Collection[int], file: str) -> Iterator[Note]:
    """Notes on headings of another level, on model sections with nothing to train, on misspelt parts."""
    for number, section in enumerate(sections):
        heading = section.heading
        if heading is not None and number not in experiments and read_name(heading.text).is_model:
            place = Place(file, heading.line)
            if section.is_second_level:
                yield Note(place, f'nothing to train in "{heading.text}": read as prose', "### Structure")
            elif any(piece.kind is Kind.CODE for piece in section.pieces):
                yield Note(place, f'"{heading.text}" is no experiment: its heading has one #', f"## {heading.text}")
        for piece, parts in zip(section.pieces, section.parts, strict=True):
            if piece.kind is not Kind.HEADING or OTHER not in parts:
                continue
            if read_name(piece.text).is_model and piece.level > 2:
                said = f'"{piece.text}" is no experiment: its heading is below another one'
                yield Note(Place(file, piece.line), said, f"## {piece.text}")
            elif number in experiments and (near := nearest(piece.text, _PARTS)):
                yield Note(Place(file, piece.line), f'"{piece.text}" is no part that is read', f"### {near}")
