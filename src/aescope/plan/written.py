"""A name with or without arguments, as it stands in the code: `Adam(1e-3)`, `keras.losses.mse`, `LeakyReLU()`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from aescope.records import Place, Setting


@dataclass(frozen=True)
class Written:
    """`name` is the last part of the dotted name; `called` tells `Adam()` from `Adam`; arguments in their order."""

    name: str
    place: Place
    called: bool = True
    positional: tuple["Argument", ...] = ()
    keywords: Mapping[str, "Argument"] = field(default_factory=dict)

    def __str__(self) -> str:
        if not self.called:
            return self.name
        keywords = [f"{name}={value_text(value)}" for name, value in self.keywords.items()]
        return f"{self.name}({', '.join([*map(value_text, self.positional), *keywords])})"


# What an argument may be before its layer, optimizer or loss has looked at it.
Argument: TypeAlias = Setting | Written


def value_text(value: Argument) -> str:
    """The value as a person writes it."""
    if isinstance(value, tuple):
        inner = ", ".join(value_text(element) for element in value)
        return f"({inner},)" if len(value) == 1 else f"({inner})"
    return repr(value) if isinstance(value, str) else str(value)
