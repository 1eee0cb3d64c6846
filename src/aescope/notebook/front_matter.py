"""The YAML above a notebook: its image sets and the settings that hold for all experiments.

Values are taken as they are written (`2.2` stays "2.2"); nothing is constructed from them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from aescope.errors import NotebookError, did_you_mean
from aescope.notebook.layout import Piece
from aescope.notebook.spellings import DATA, DATA_NAMES, PARAMETER_NAMES, PARAMETERS, plainly, shown
from aescope.records import Bullet, DataEntry, Note, Place

# More than any table of image sets that a person writes; YAML is slow to read, and slower the deeper it nests.
_LONGEST = 20_000
_MOST_BRACKETS = 1000
# How the items of a list are joined: as one writes them in a bullet. Channels are names, the others are steps.
_JOINTS = {"scaling": "; ", "alterations": "; "}


@dataclass(frozen=True)
class FrontMatter:
    """What the front matter of a notebook says; empty where it has none."""

    file: str
    title: str = ""
    data: tuple[DataEntry, ...] = ()
    settings: tuple[Bullet, ...] = ()
    notes: tuple[Note, ...] = ()


def read_front_matter(piece: Piece, file: str) -> FrontMatter:
    """Read the table of image sets (`data:`) and the settings (`keras: 2.2`, `seed: 1`).

    Raises NotebookError with the line for what is no YAML and for an unknown name in the table of image sets.
    """
    return _Reader(piece, file).read()


class _Reader:
    """Knows the file and where in it the YAML begins."""

    def __init__(self, piece: Piece, file: str) -> None:
        self._text = piece.text
        self._file = file
        self._first = piece.line + 1

    def read(self) -> FrontMatter:
        title = ""
        data: tuple[DataEntry, ...] = ()
        settings: list[Bullet] = []
        notes: list[Note] = []
        for key, value in self._pairs(self._root()):
            name = plainly(key.value)
            if name == "data":
                data = self._entries(value)
            elif name in PARAMETERS:
                settings.append(Bullet(PARAMETERS[name], self._text_of(value, PARAMETERS[name]), self._place(key)))
            elif name == "title" and isinstance(value, yaml.ScalarNode):
                title = str(value.value)
            else:
                known = did_you_mean(key.value, ["data", *map(shown, PARAMETER_NAMES)])
                notes.append(Note(self._place(key), f'"{key.value}" in the front matter is not read; {known}'))
        return FrontMatter(self._file, title, data, tuple(settings), tuple(notes))

    def _root(self) -> yaml.Node | None:
        if len(self._text) > _LONGEST:
            raise NotebookError(
                f"{Place(self._file, 1)}: front matter of {len(self._text)} characters; at most {_LONGEST} are read."
            )
        if self._text.count("[") + self._text.count("{") > _MOST_BRACKETS or "- - - - " in self._text:
            raise NotebookError(f"{Place(self._file, 1)}: the front matter nests too deep; two levels were expected.")
        try:
            # Anchors could make a small text large; a table of image sets has no use for them.
            for event in yaml.parse(self._text, Loader=yaml.SafeLoader):
                if isinstance(event, yaml.AliasEvent):
                    line = event.start_mark.line if event.start_mark else 0
                    raise NotebookError(
                        f"{self._at(line)}: found *{event.anchor}; references are not read in the front matter. "
                        "Write the value out."
                    )
            return yaml.compose(self._text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            line = mark.line if mark is not None else 0
            what = " ".join(str(part) for part in (error.context, error.problem) if part)
            raise NotebookError(
                f"{self._at(line)}: the front matter is no YAML ({what}). "
                "Mend that line, or take the text between the `---` lines out."
            ) from None
        except yaml.YAMLError as error:
            raise NotebookError(f"{self._at(0)}: the front matter is no YAML ({error}). Type it anew.") from None
        except RecursionError:
            raise NotebookError(f"{self._at(0)}: the front matter nests too deep; two levels were expected.") from None

    def _entries(self, table: yaml.Node) -> tuple[DataEntry, ...]:
        entries: dict[str, DataEntry] = {}
        for name, value in self._pairs(table):
            entry = self._entry(name, value)
            twin = entries.setdefault(entry.name.casefold(), entry)
            if twin is not entry:
                raise NotebookError(
                    f"{entry.place}: the image set {entry.name} is there twice, in line {twin.place.line}."
                )
        return tuple(entries.values())

    def _entry(self, name: yaml.ScalarNode, value: yaml.Node) -> DataEntry:
        place = self._place(name)
        if isinstance(value, yaml.ScalarNode):
            bullets = (Bullet("place", self._text_of(value, "place"), place),) if value.value else ()
            return DataEntry(str(name.value), bullets, place)
        return DataEntry(str(name.value), tuple(self._bullets(value)), place)

    def _bullets(self, table: yaml.Node) -> Iterator[Bullet]:
        seen: set[str] = set()
        for key, value in self._pairs(table):
            name = DATA.get(plainly(key.value), "")
            if not name or name == "images":
                names = [shown(known) for known in DATA_NAMES if known != "images"]
                raise NotebookError(
                    f'{self._place(key)}: "{key.value}" is nothing that an image set has; '
                    f"{did_you_mean(plainly(key.value), names)}"
                )
            if name in seen:
                raise NotebookError(f"{self._place(key)}: {shown(name)} is there twice for this image set. Keep one.")
            seen.add(name)
            yield Bullet(name, self._text_of(value, name), self._place(key))

    def _text_of(self, node: yaml.Node, name: str) -> str:
        """A value as one writes it in a bullet."""
        if isinstance(node, yaml.SequenceNode):
            return _JOINTS.get(name, ", ").join(self._text_of(item, name) for item in node.value)
        if isinstance(node, yaml.ScalarNode) and node.value != "":
            return " ".join(str(node.value).split())
        raise NotebookError(
            f"{self._place(node)}: {shown(name)} has no value; a word, a number or a list in [ ] was expected."
        )

    def _pairs(self, node: yaml.Node | None) -> Iterator[tuple[yaml.ScalarNode, yaml.Node]]:
        if node is None or (isinstance(node, yaml.ScalarNode) and node.value == ""):
            return
        if not isinstance(node, yaml.MappingNode):
            raise NotebookError(f"{self._place(node)}: `name: value` was expected in the front matter.")
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise NotebookError(f"{self._place(key)}: a name was expected before the colon.")
            yield key, value

    def _place(self, node: yaml.Node) -> Place:
        return self._at(node.start_mark.line)

    def _at(self, line: int) -> Place:
        return Place(self._file, self._first + line)
