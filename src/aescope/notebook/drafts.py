"""One section as an experiment of its own, before it takes anything over from another."""

import ast
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from aescope.notebook.bullets import Read, read_data, read_parameters, setting
from aescope.notebook.changes import Changes, read_changes
from aescope.notebook.fences import code_block, holds_structure, is_python, may_be_python
from aescope.notebook.keys import Name
from aescope.notebook.layout import Kind, Piece
from aescope.notebook.references import Directory, Reference, references
from aescope.notebook.sections import OPENING, OTHER, Section
from aescope.notebook.sentences import Sentence, sentences
from aescope.notebook.spellings import PARAMETERS, plainly
from aescope.notebook.titles import TitleWords, read_title
from aescope.records import CodeBlock, Note, Place

PARTS = ("structure", "parameters", "data")
Syntax = dict[Piece, ast.Module | None]


@dataclass(frozen=True)
class Shell:
    """What can be said of a section before the others are known: its name, and which of its code is its structure."""

    section: Section
    name: Name
    place: Place
    structures: tuple[Piece, ...]
    loose: tuple[Piece, ...]


@dataclass(frozen=True)
class Draft:
    """A section's own words. `referred` are its references by part, "" for the prose below its heading."""

    shell: Shell
    code: CodeBlock | None
    parameters: Read
    data: Read
    preprocessing: CodeBlock | None
    referred: dict[str, Reference]
    title: TitleWords
    changes: Changes
    notes: tuple[Note, ...]
    faults: tuple[str, ...]

    @property
    def key(self) -> str:
        """The experiment's key."""
        return self.shell.name.key

    @property
    def place(self) -> Place:
        """The line of its heading."""
        return self.shell.place

    @property
    def is_something_to_train(self) -> bool:
        """Whether there is a structure, or a word on where one is to be taken from, or settings that lack one."""
        return bool(
            self.code
            or self.shell.structures
            or self.referred
            or self.title.base
            or self.changes.parameters
            or self.parameters.bullets
            or self.parameters.faults
            or self.shell.section.part("structure")
        )


def shell(section: Section, name: Name, file: str, syntax: Syntax) -> Shell:
    """Sort a section's fenced blocks: what stands under Structure is the structure, other structures are loose.

    In a section `## Model KEY` without a block under Structure, one below the heading or a heading of the author's own
    is taken for it.
    """
    assert section.heading is not None
    beside = list(zip(section.pieces, section.parts, strict=True))
    named = _chosen([piece for piece, parts in beside if "structure" in parts and _is_code(piece)], syntax)
    others = tuple(
        piece
        for piece, parts in beside
        if not parts & {"structure", "data"} and not piece.quoted and holds_structure(syntax.get(piece))
    )
    place = Place(file, section.heading.line)
    if named or not name.is_model:
        return Shell(section, name, place, named, others)
    below = tuple(piece for piece, parts in beside if piece in others and parts & {OPENING, OTHER})
    return Shell(section, name, place, below, tuple(piece for piece in others if piece not in below))


def draft(own: Shell, file: str, folder: Path, directory: Directory, known_sets: Sequence[str]) -> Draft:
    """Read a section's parts, title and sentences."""
    section = own.section
    assert section.heading is not None
    faults: list[str] = []
    notes: list[Note] = []
    if len(own.structures) > 1:
        lines = " and ".join(str(piece.line) for piece in own.structures[:2])
        faults.append(
            f"{own.place}: two code blocks hold its structure (lines {lines}); one was expected. Join them, or "
            "give the other a section `## Model KEY` of its own."
        )
    for piece in section.part("structure"):
        if piece.kind in (Kind.CODE, Kind.INDENTED_CODE) and piece not in own.structures:
            what = "another block holds it" if own.structures else "no fenced Python block"
            notes.append(Note(Place(file, piece.line), f"not read as a structure: {what}", "```python"))
    pasted = [piece for piece in section.part("data") if may_be_python(piece) and piece not in own.structures]
    if len(pasted) > 1:
        faults.append(
            f"{Place(file, pasted[1].line)}: a second code block under Data; one was expected. Join it with the one in "
            f"line {pasted[0].line}."
        )
    told = read_changes(_told(section), file)
    referred = dict(_referred(section, directory))
    code = code_block(own.structures[0], file) if own.structures else None
    parameters = read_parameters(section.part("parameters"), file)
    title = read_title(own.name.title, own.place, known_sets)
    read_lines = {reference.line for reference in referred.values()} | {bullet.place.line for bullet in told.parameters}
    for piece in section.part(OPENING):
        if piece.kind is Kind.BULLET and (written := setting(piece.text)) and plainly(written[0]) in PARAMETERS:
            said = f'not read: "{" ".join(piece.text.split())}" stands above the heading of its part'
            notes.append(Note(Place(file, piece.line), said, "### Parameters"))
    return Draft(
        own,
        code,
        _without_notes(parameters, read_lines),
        _without_notes(read_data(section.part("data"), file, folder), read_lines),
        code_block(pasted[0], file) if pasted else None,
        referred,
        title,
        told,
        tuple(notes),
        tuple(faults),
    )


def _is_code(piece: Piece) -> bool:
    return may_be_python(piece) and not piece.quoted


def _chosen(blocks: Sequence[Piece], syntax: Syntax) -> tuple[Piece, ...]:
    """Of several blocks under Structure those that say they are Python, and of these those that hold a structure."""
    for tells in (is_python, lambda block: holds_structure(syntax.get(block))):
        if len(blocks) > 1:
            blocks = [block for block in blocks if tells(block)] or blocks
    return tuple(blocks)


def _told(section: Section) -> Iterator[Sentence]:
    """The prose in which an experiment may be told: below its heading and under Structure and Parameters."""
    for piece in _prose(section.part(OPENING, "structure", "parameters")):
        if not piece.quoted and not (piece.kind is Kind.BULLET and setting(piece.text)):
            yield from sentences(piece, clauses=True)


def _referred(section: Section, directory: Directory) -> Iterator[tuple[str, Reference]]:
    for part in PARTS:
        found = next(references(_prose(section.part(part)), directory, in_part=True), None)
        if found:
            yield part, found
    found = next(references(_prose(section.part(OPENING)), directory, in_part=False), None)
    if found:
        yield "", found


def _prose(pieces: Sequence[Piece]) -> Iterator[Piece]:
    return (piece for piece in pieces if piece.kind in (Kind.PARAGRAPH, Kind.BULLET))


def _without_notes(read: Read, lines: set[int | None]) -> Read:
    """What was read otherwise on these lines needs no note."""
    return Read(read.bullets, tuple(note for note in read.notes if note.place.line not in lines), read.faults)
