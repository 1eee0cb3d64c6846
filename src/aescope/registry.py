"""The one way to plug a member in: a decorator to register, discovery by folder, iteration sorted by name."""

import importlib
import inspect
import pkgutil
from collections.abc import Callable, Iterator
from typing import Any, Generic, TypeVar

from aescope.errors import UnknownName, did_you_mean

Member = TypeVar("Member")


class Registry(Generic[Member]):
    """Members of one kind (layers, scalings, probes...), each in a file of its own in one folder.

    A file in the folder registers its member with the decorator `register(name)`; nothing else has to be edited. The
    folder is imported at the first look, so the order of imports never matters.
    """

    def __init__(self, package: str, noun: str) -> None:
        self.package = package
        self.noun = noun
        self._members: dict[str, Member] = {}
        self._discovered = False

    def register(self, *names: str) -> Callable[[Member], Member]:
        """Register the decorated object under one or more names; the same name twice is a bug and says so."""

        def accept(member: Member) -> Member:
            for name in names:
                if self._members.get(name, member) is not member:
                    raise RuntimeError(f"{self.noun} {name!r} is registered twice")
                self._members[name] = member
            return member

        return accept

    def __getitem__(self, name: str) -> Member:
        """The member of that name, without regard to case.

        Raises UnknownName, which says the nearest known name.
        """
        self._discover()
        if name in self._members:
            return self._members[name]
        for known, member in self._members.items():
            if known.casefold() == name.casefold():
                return member
        raise UnknownName(f'unknown {self.noun} "{name}"; {did_you_mean(name, self._members)}')

    def canonical(self, name: str) -> str:
        """The first name under which the member called `name` is registered; the others are its aliases."""
        member = self[name]
        return next(known for known, other in self._members.items() if other is member)

    def __contains__(self, name: str) -> bool:
        self._discover()
        return any(known.casefold() == name.casefold() for known in self._members)

    def __iter__(self) -> Iterator[str]:
        self._discover()
        return iter(sorted(self._members))

    def __len__(self) -> int:
        self._discover()
        return len(self._members)

    def _discover(self) -> None:
        if self._discovered:
            return
        self._discovered = True
        folder = importlib.import_module(self.package)
        for module in sorted(pkgutil.iter_modules(folder.__path__), key=lambda found: found.name):
            if not module.name.endswith("_test"):
                importlib.import_module(f"{self.package}.{module.name}")


def bind_arguments(member: Callable[..., Any], given: dict[str, Any], noun: str) -> dict[str, Any]:
    """`given` checked against the keyword arguments of `member`, with its defaults filled in.

    Only keyword-only parameters count: what a member works on comes before the `*` in its signature.
    Raises UnknownName for an argument that the member does not have or one that it lacks.
    """
    parameters = {
        name: parameter
        for name, parameter in inspect.signature(member).parameters.items()
        if parameter.kind is inspect.Parameter.KEYWORD_ONLY
    }
    for name in given:
        if name not in parameters:
            raise UnknownName(f'{noun} has no argument "{name}"; {did_you_mean(name, parameters)}')
    bound: dict[str, Any] = {}
    for name, parameter in parameters.items():
        if name in given:
            bound[name] = given[name]
        elif parameter.default is not inspect.Parameter.empty:
            bound[name] = parameter.default
        else:
            raise UnknownName(f'{noun} needs the argument "{name}"')
    return bound
