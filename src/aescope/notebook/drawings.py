"""Picture links and projections of a whole notebook, each with the experiment that it belongs to.

A link inside an experiment is that experiment's; outside it belongs to the one that it names, else to the nearest
above. A projection belongs to the experiment that the picture below it names, else to the nearest above.
"""

import ast
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from aescope.notebook.belonging import Names
from aescope.notebook.fences import code_block
from aescope.notebook.layout import Kind, Piece, Target
from aescope.notebook.pictures import method_of, read_picture, refuse_clashes
from aescope.notebook.projections import read_projections
from aescope.notebook.sections import Section
from aescope.records import Note, PictureLink, ProjectionRequest


@dataclass(frozen=True)
class Drawings:
    """What is drawn, each with the key of its experiment, in the notebook's order."""

    pictures: tuple[tuple[str, PictureLink], ...]
    projections: tuple[tuple[str, ProjectionRequest], ...]
    notes: tuple[Note, ...]


@dataclass(frozen=True)
class Owners:
    """What stands where: the key of the experiment that a section (by number) is, or that a piece of code is."""

    names: Names
    sections: Mapping[int, str]
    structures: Mapping[Piece, str]


@dataclass(frozen=True)
class _Found:
    """A link of ours with the experiment that it names, and the one that it would belong to by where it stands."""

    link: PictureLink
    owner: str
    named: str


def read_drawings(
    sections: Sequence[Section], owners: Owners, syntax: Mapping[Piece, ast.Module | None], file: str
) -> Drawings:
    """Read all links and projections and give them to their experiments.

    Raises NotebookError for a link of ours that leads out of the folder and for a file that is linked as two things.
    """
    reader = _Reader(owners, syntax, file)
    for number, section in enumerate(sections):
        reader.take(section, owners.sections.get(number, ""))
    refuse_clashes(found.link for found in reader.found)
    pictures, notes = _each_once(reader.found)
    return Drawings(tuple(pictures), tuple(reader.requests), (*reader.notes, *notes))


class _Reader:
    """One pass over all sections; knows which experiment is the nearest above."""

    def __init__(self, owners: Owners, syntax: Mapping[Piece, ast.Module | None], file: str) -> None:
        self._owners = owners
        self._syntax = syntax
        self._file = file
        self._above = ""
        self._asked_for: dict[Target, str] = {}
        self.found: list[_Found] = []
        self.requests: list[tuple[str, ProjectionRequest]] = []
        self.notes: list[Note] = []

    def take(self, section: Section, inside: str) -> None:
        self._above = nearest = inside or self._above
        for position, piece in enumerate(section.pieces):
            if not inside:
                nearest = self._owners.structures.get(piece, nearest)
            module = self._syntax.get(piece)
            if module is not None:
                self._take_projections(module, piece, _pictures_below(section.pieces[position + 1 :]), nearest)
            for target in piece.targets:
                link = read_picture(target, self._file) if target.picture else None
                if link is not None:
                    self._take_link(target, link, inside, nearest)

    def _take_projections(self, module: ast.Module, piece: Piece, below: Sequence[Target], nearest: str) -> None:
        read = read_projections(module, code_block(piece, self._file))
        self.notes.extend(read.notes)
        links = {target: read_picture(target, self._file) for target in below}
        free = {target: link for target, link in links.items() if link is not None and link.kind == "tsne"}
        for request in read.projections:
            own = next((target for target, link in free.items() if method_of(link) == request.method), None)
            pictures = [own] if own else [target for target in below if target not in self._asked_for]
            owner = next(
                filter(None, (self._owners.names.named(each.address, each.text) for each in pictures)), nearest
            )
            picture = ""
            if own is not None:
                picture = free.pop(own).path
                self._asked_for[own] = owner
            self._ask(owner, replace(request, picture=picture))

    def _take_link(self, target: Target, link: PictureLink, inside: str, nearest: str) -> None:
        named = self._owners.names.named(link.path, link.alt)
        asked = self._asked_for.get(target, "")
        owner = asked or inside or named or nearest
        if not owner:
            said = f"{link.path} is linked above any experiment and is left alone"
            self.notes.append(Note(link.place, said))
            return
        self.found.append(_Found(link, owner, named))
        if link.kind == "tsne" and not asked:
            self._ask(owner, ProjectionRequest(method_of(link), {}, link.place, picture=link.path))

    def _ask(self, owner: str, request: ProjectionRequest) -> None:
        if owner:
            self.requests.append((owner, request))
        else:
            said = f"{request.method} is asked for above any experiment and is not drawn"
            self.notes.append(Note(request.place, said, "name the model in the picture's name below it"))


def _pictures_below(pieces: Sequence[Piece]) -> list[Target]:
    """The pictures between a block of code and the next one or the next heading."""
    targets: list[Target] = []
    for piece in pieces:
        if piece.kind in (Kind.CODE, Kind.HEADING):
            break
        targets.extend(target for target in piece.targets if target.picture)
    return targets


def _each_once(found: Sequence[_Found]) -> tuple[list[tuple[str, PictureLink]], list[Note]]:
    """Every file once: of several experiments that link it, it shows the one that its name tells, else the first."""
    by_path: dict[str, list[_Found]] = {}
    for each in found:
        by_path.setdefault(each.link.path.casefold(), []).append(each)
    chosen = {path: next((one for one in group if one.named == one.owner), group[0]) for path, group in by_path.items()}
    pictures = [(one.owner, one.link) for one in found if chosen[one.link.path.casefold()] is one]
    return pictures, list(_left_out(found, chosen))


def _left_out(found: Sequence[_Found], chosen: Mapping[str, _Found]) -> Iterator[Note]:
    for each in found:
        shown = chosen[each.link.path.casefold()]
        if shown.owner != each.owner:
            said = f"{each.link.path} shows model {shown.owner}, which links it in line {shown.link.place.line}"
            yield Note(each.link.place, said, f"give the picture of model {each.owner} a name of its own")
