"""What an experiment takes over from another: its structure, its parameters, its data, each with the line that says so.

A part is taken from the experiment that the part itself refers to ("See [model 1](#model-1)"), else from the model in
the title, else from the one that the prose below the heading refers to, else from where the structure comes from, else,
where a sentence says what was changed, from the experiment before.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from aescope.errors import did_you_mean
from aescope.notebook.drafts import Draft
from aescope.notebook.parts import (
    Part,
    filled_data,
    filled_parameters,
    filled_structure,
    own_data,
    own_parameters,
    own_structure,
)
from aescope.notebook.references import Directory, Reference
from aescope.records import Inheritance, Place

_OWN: Mapping[str, Callable[[Draft], Part]] = {
    "structure": own_structure,
    "parameters": own_parameters,
    "data": own_data,
}
_FILLED: Mapping[str, Callable[[Part, Part, Inheritance], Part]] = {
    "structure": filled_structure,
    "parameters": filled_parameters,
    "data": filled_data,
}


@dataclass(frozen=True)
class _Source:
    """From which experiment a part is taken ("" where it does not exist), and what says so, as `written` there."""

    key: str
    written: str
    place: Place
    says: str


class Inheritances:
    """Follows every part of every experiment to where it is written, each only once."""

    def __init__(self, drafts: Sequence[Draft], directory: Directory, file: str) -> None:
        self._drafts = {draft.key: draft for draft in drafts}
        self._before = dict(zip(list(self._drafts)[1:], self._drafts, strict=False))
        self._directory = directory
        self._file = file
        self._parts: dict[tuple[str, str], Part] = {}

    def part(self, key: str, name: str) -> Part:
        """The part `name` (structure, parameters, data) of an experiment, with all that it takes over."""
        path: dict[str, _Source | None] = {}
        current = key
        while current and (current, name) not in self._parts and current not in path:
            path[current] = self._source(self._drafts[current], name)
            source = path[current]
            current = source.key if source else ""
        members = list(path)
        circle = members[members.index(current) :] if current in path else []
        for member in reversed(members):
            self._parts[member, name] = self._resolved(self._drafts[member], name, path[member], circle)
        return self._parts[key, name]

    def _resolved(self, draft: Draft, name: str, source: _Source | None, circle: Sequence[str]) -> Part:
        own = _OWN[name](draft)
        if source is None:
            return own if own.code or name != "structure" else _with_fault(own, _no_structure(draft, self._directory))
        if not source.key:
            return _with_fault(own, self._leads_nowhere(source))
        if draft.key in circle:
            return _with_fault(own, _goes_round(draft, name, circle))
        base = self._parts[source.key, name]
        filled = _FILLED[name](own, base, Inheritance(name, source.key, source.place, source.says))
        if base.faults and filled.chain:
            cause = base.first_fault or base.faults[0]
            fault = f"{source.place}: the {name} comes from model {source.key}, which cannot be used: {cause}"
            return replace(_with_fault(filled, fault), first_fault=cause)
        return filled

    def _source(self, draft: Draft, name: str) -> _Source | None:
        """From where a part is taken, None where nothing is or has to be."""
        if _OWN[name](draft).is_complete:
            return None
        if name in draft.referred:
            return self._by_reference(draft.referred[name])
        told = self._told(draft, name)
        # Data that come with a structure that does not exist are no fault of their own.
        return None if told and name == "data" and not told.key else told

    def _told(self, draft: Draft, name: str) -> _Source | None:
        if draft.title.base:
            return _Source(self._directory.key(draft.title.base), draft.title.base, draft.place, draft.shell.name.title)
        if "" in draft.referred:
            return self._by_reference(draft.referred[""])
        if name == "structure" or not draft.code:
            for other in ("structure", "parameters", "data"):
                if other in draft.referred:
                    return self._by_reference(draft.referred[other])
        if draft.changes.place:
            return _Source(self._before.get(draft.key, ""), "", draft.changes.place, draft.changes.sentence)
        return None

    def _by_reference(self, reference: Reference) -> _Source:
        key = reference.key if reference.is_known else ""
        return _Source(key, reference.key, Place(self._file, reference.line), reference.says)

    def _leads_nowhere(self, source: _Source) -> str:
        if not source.written:
            return (
                f'{source.place}: "{source.says}" speaks of the experiment before, and there is none. Name it: '
                "`See [model KEY](#model-KEY)`."
            )
        return (
            f'{source.place}: "{source.says}" refers to "{source.written}", and no experiment of this notebook has '
            f"that key; {did_you_mean(source.written, self._directory.keys)}"
        )


def _with_fault(part: Part, fault: str) -> Part:
    return replace(part, faults=tuple(dict.fromkeys((*part.faults, fault))))


def _no_structure(draft: Draft, directory: Directory) -> str:
    other = next((key for key in directory.keys if key != draft.key), "KEY")
    return (
        f"{draft.place}: model {draft.key} has no structure; a fenced Python block under `### Structure` was expected, "
        f"or a line there that says where it is taken from: `See [model {other}](#model-{other})`."
    )


def _goes_round(draft: Draft, name: str, circle: Sequence[str]) -> str:
    round_ = " from ".join(f"model {key}" for key in (*circle, circle[0]))
    return f"{draft.place}: the {name} goes round in a circle: {round_}. Write it out in one of them."
