"""The straight line from a notebook's bytes to its record: lay out, name, draft, take over, draw, remark."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from aescope.errors import NotebookError, StructureError
from aescope.notebook.assembly import Loose, assembled, old_keys, old_record
from aescope.notebook.belonging import Names
from aescope.notebook.bullets import read_data
from aescope.notebook.drafts import Draft, Shell, Syntax, draft, shell
from aescope.notebook.drawings import Owners, read_drawings
from aescope.notebook.fences import holds_structure, syntax
from aescope.notebook.front_matter import FrontMatter, read_front_matter
from aescope.notebook.inheritance import Inheritances
from aescope.notebook.keys import anchors, read_name, refuse_twins, refuse_unfit
from aescope.notebook.layout import Kind, Piece, pieces
from aescope.notebook.markers import without_answers
from aescope.notebook.references import Directory
from aescope.notebook.remarks import read_remarks
from aescope.notebook.sections import Section, sections
from aescope.notebook.strays import never_closed, strays
from aescope.notebook.text import LARGEST, decoded
from aescope.records import CodeBlock, Experiment, Notebook
from aescope.source import expression

# Image sets that are there without any place; titles may name them.
_SIMULATED = ("cells", "DMSO", "CIFAR")
# Every experiment is trained: a notebook with more is no notebook, and following its references would take long.
_MOST_EXPERIMENTS = 1000


def read_notebook(path: Path) -> Notebook:
    """The notebook at `path`.

    Raises NotebookError for a file that cannot be read and for what `read_text` refuses.
    """
    if not path.is_file():
        found = "a folder" if path.is_dir() else "not there"
        raise NotebookError(f"{path}: is {found}; a Markdown file was expected.")
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise NotebookError(f"{path}: cannot be read ({error.strerror}).") from None
    return read_text(content, path)


def read_text(content: bytes, path: Path) -> Notebook:
    """The notebook of these bytes, which are said to be those of `path`; paths in it start at that file's folder.

    Lines are those of the author's text, without measured blocks. Raises NotebookError, with the line, for a fault of
    the whole notebook: no UTF-8, a key twice or one that cannot be a folder, a link of ours out of the folder, a call
    that could run code. Faults of one experiment are in its `faults`.
    """
    file = path.name
    decoded(content, file)
    own = without_answers(content)
    text = decoded(own, file)
    laid_out = pieces(text, file)
    found = tuple(sections(laid_out, len(own.splitlines())))
    trees = _syntax(found, file)
    front = next(
        (read_front_matter(piece, file) for piece in laid_out if piece.kind is Kind.FRONT_MATTER), FrontMatter(file)
    )
    shells = {
        number: shell(section, read_name(section.heading.text), file, trees)
        for number, section in enumerate(found)
        if section.heading is not None and section.is_second_level
    }
    drafts, directory = _drafts(found, shells, front, path)
    loose = _loose(found, shells, drafts, trees, file)
    inheritances = Inheritances(tuple(drafts.values()), directory, file)
    owners = Owners(
        Names([own_draft.key for own_draft in drafts.values()]),
        {number: own_draft.key for number, own_draft in drafts.items()},
        {each.piece: each.key for each in loose},
    )
    drawings = read_drawings(found, owners, trees, file)
    experiments: list[Experiment] = [
        assembled(own_draft, inheritances, drawings, front, tuple(read_remarks(found[number], file)))
        for number, own_draft in drafts.items()
    ]
    experiments += [old_record(each, inheritances, drawings, front) for each in loose]
    experiments.sort(key=lambda experiment: experiment.place.line or 0)
    _refuse_calls(experiments)
    return Notebook(
        path=path,
        content=own,
        title=next((piece.text for piece in laid_out if piece.level == 1), front.title),
        experiments=tuple(experiments),
        data=front.data,
        settings=front.settings,
        notes=(*front.notes, *never_closed(text, file), *strays(found, set(drafts), file), *drawings.notes),
        remarks=tuple(
            remark
            for number, section in enumerate(found)
            if number not in drafts
            for remark in read_remarks(section, file)
        ),
    )


def _syntax(found: Sequence[Section], file: str) -> Syntax:
    """The syntax tree of every block that is Python; a forbidden call in any of them refuses the notebook."""
    return {
        piece: syntax(piece, file, is_ours=bool(parts & {"structure", "data"}))
        for section in found
        for piece, parts in zip(section.pieces, section.parts, strict=True)
        if piece.kind is Kind.CODE
    }


def _drafts(
    found: Sequence[Section], shells: Mapping[int, Shell], front: FrontMatter, path: Path
) -> tuple[dict[int, Draft], Directory]:
    """The experiments by the number of their section, and the directory in which they are looked up."""
    candidates = {number: own for number, own in shells.items() if own.name.is_model or own.structures}
    directory = Directory((own.name.key for own in candidates.values()), _by_anchor(found, candidates))
    sets = {entry.name for entry in front.data} | set(_SIMULATED) | set(_named_sets(candidates.values(), path))
    drafts = {number: draft(own, path.name, path.parent, directory, sorted(sets)) for number, own in candidates.items()}
    drafts = {number: own_draft for number, own_draft in drafts.items() if own_draft.is_something_to_train}
    _refuse_too_many(len(drafts), path.name)
    for own_draft in drafts.values():
        refuse_unfit(own_draft.key, own_draft.place)
    refuse_twins((own_draft.key, own_draft.place) for own_draft in drafts.values())
    return drafts, directory


def _by_anchor(found: Sequence[Section], candidates: Mapping[int, Shell]) -> dict[str, str]:
    """The key behind every anchor that leads into an experiment's section, to its heading or one below it."""
    headings = [
        (number, piece)
        for number, section in enumerate(found)
        for piece in (*([section.heading] if section.heading else []), *section.pieces)
        if piece.kind is Kind.HEADING
    ]
    made = anchors(piece.text for _, piece in headings)
    return {
        anchor.casefold(): candidates[number].name.key
        for anchor, (number, _) in zip(made, headings, strict=True)
        if number in candidates
    }


def _named_sets(candidates: Iterable[Shell], path: Path) -> Iterator[str]:
    for own in candidates:
        for bullet in read_data(own.section.part("data"), path.name, path.parent).bullets:
            if bullet.name == "images":
                yield bullet.value


def _loose(
    found: Sequence[Section], shells: Mapping[int, Shell], drafts: Mapping[int, Draft], trees: Syntax, file: str
) -> list[Loose]:
    """The structures outside the experiments, in their order."""
    keys = old_keys(own_draft.key for own_draft in drafts.values())
    loose: list[Loose] = []
    above = ""
    for number, section in enumerate(found):
        above = drafts[number].key if number in drafts else above
        for piece in _outside(section, shells.get(number), trees):
            loose.append(Loose(next(keys), piece, section, above))
    _refuse_too_many(len(loose), file)
    return loose


def _refuse_too_many(experiments: int, file: str) -> None:
    if experiments > _MOST_EXPERIMENTS:
        raise NotebookError(
            f"{file}: {experiments} experiments; at most {_MOST_EXPERIMENTS} are read. Split the notebook in two."
        )


def _outside(section: Section, own: Shell | None, trees: Syntax) -> tuple[Piece, ...]:
    if own is not None:
        return own.loose
    return tuple(piece for piece in section.pieces if not piece.quoted and holds_structure(trees.get(piece)))


def _refuse_calls(experiments: Iterable[Experiment]) -> None:
    """Raise NotebookError for a bullet whose value calls what could run code."""
    for experiment in experiments:
        for bullet in (*experiment.parameters, *experiment.data):
            if "(" in bullet.value or "__" in bullet.value:
                try:
                    expression(CodeBlock(bullet.value, bullet.place))
                except StructureError:
                    # No Python: the reader of this bullet says what it makes of it.
                    continue
