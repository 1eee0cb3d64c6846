"""Arguments checked: bound to a signature by position and name, and brought to the one form that a layer works with.

What is wrong is a Misfit, which says what was found, what was expected and the mend; whoever called adds the place.
"""

import inspect
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from aescope.errors import did_you_mean
from aescope.plan.written import Argument, Written, value_text

# So that a number can be worked with as a float and as an int without surprise.
_LARGEST = 2**63 - 1


class Misfit(Exception):
    """An argument or a shape that does not fit, without its place."""

    def __init__(self, found: str, expected: str, mend: str) -> None:
        super().__init__(f"{found}; expected {expected}. {mend}")
        self.found = found
        self.expected = expected
        self.mend = mend

    def of(self, subject: str) -> "Misfit":
        """The same, said of `subject`."""
        return Misfit(f"{subject} {self.found}", self.expected, self.mend)


def suggestion(name: str, known: Iterable[str]) -> str:
    """`Did you mean "Conv2D"?`, or what there is: a sentence for the mend."""
    text = did_you_mean(name, set(known))
    return text[:1].upper() + text[1:]


@cache
def _parameters(member: Callable[..., Any], before: int) -> tuple[inspect.Parameter, ...]:
    return tuple(inspect.signature(member).parameters.values())[before:]


def bind(
    member: Callable[..., Any], positional: Sequence[Argument], keywords: Mapping[str, Argument], *, before: int = 0
) -> dict[str, Argument]:
    """The arguments by name, as Python would bind them; defaults are left to `member`.

    `before` parameters of `member` are not the notebook's to give. Raises Misfit where Python would raise TypeError.
    """
    parameters = _parameters(member, before)
    ordered = [part.name for part in parameters if part.kind is part.POSITIONAL_OR_KEYWORD]
    names = [part.name for part in parameters]
    required = [part.name for part in parameters if part.default is part.empty]
    return bind_names(ordered, names, required, positional, keywords)


def bind_names(
    ordered: Sequence[str],
    names: Sequence[str],
    required: Sequence[str],
    positional: Sequence[Argument],
    keywords: Mapping[str, Argument],
) -> dict[str, Argument]:
    """The same for arguments `names`, of which `ordered` may come by position and `required` must come."""
    if len(positional) > len(ordered):
        raise Misfit(
            f"has {len(positional)} arguments without a name",
            f"at most {len(ordered)} ({', '.join(ordered)})" if ordered else "none",
            "Name them, or take the last ones out.",
        )
    bound = dict(zip(ordered, positional, strict=False))
    for name, value in keywords.items():
        if name not in names:
            raise Misfit(
                f'has no argument "{name}"',
                "one that Keras knows" if names else "none",
                suggestion(name, names) if names else "Take it out.",
            )
        if name in bound:
            raise Misfit(
                f'is given "{name}" twice, by position and by name', "it once", f"Take {name}={value_text(value)} out."
            )
        bound[name] = value
    for name in required:
        if name not in bound:
            raise Misfit(f'lacks the argument "{name}"', "it to be written", f"Add {name}=...")
    return bound


def refuse(name: str, value: Argument, expected: str, mend: str = "") -> Misfit:
    """The Misfit of one argument's value."""
    if isinstance(value, Written) and not value.called:
        return Misfit(
            f'has {name}={value.name}, and the name "{value.name}" has no value', expected, "Write the value."
        )
    return Misfit(f"has {name}={value_text(value)}", expected, mend or f"Change {name}.")


def whole(name: str, value: Argument, *, at_least: int = 1) -> int:
    """A whole number of at least `at_least`; 32.0 counts as 32, True does not count."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool) and at_least <= value <= _LARGEST:
        return value
    raise refuse(name, value, f"a whole number of at least {at_least}")


def number(name: str, value: Argument, *, low: float = -math.inf, high: float = math.inf) -> float:
    """A finite number within [low, high]."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value) and low <= value <= high:
        return float(value)
    bounds = {(False, False): "a number", (True, False): f"a number of at least {low:g}"}
    expected = bounds.get((low > -math.inf, high < math.inf), f"a number from {low:g} to {high:g}")
    raise refuse(name, value, expected)


def optional_number(name: str, value: Argument, *, low: float = -math.inf) -> float | None:
    """The same, or None."""
    return None if value is None else number(name, value, low=low)


def yes_or_no(name: str, value: Argument) -> bool:
    """True or False."""
    if isinstance(value, bool):
        return value
    if isinstance(value, int) and value in (0, 1):
        return bool(value)
    raise refuse(name, value, "True or False")


def one_of(name: str, value: Argument, known: Sequence[str]) -> str:
    """One of these words, without regard to case, as Keras reads `padding='SAME'`."""
    if isinstance(value, str) and value.lower() in known:
        return value.lower()
    mend = suggestion(value, known) if isinstance(value, str) else ""
    raise refuse(name, value, " or ".join(f'"{word}"' for word in known), mend)


def pair(name: str, value: Argument, *, at_least: int = 1) -> tuple[int, int]:
    """Rows and columns: `3` is (3, 3)."""
    if isinstance(value, tuple) and len(value) == 2:
        return whole(name, value[0], at_least=at_least), whole(name, value[1], at_least=at_least)
    if isinstance(value, tuple) or value is None:
        raise refuse(name, value, "one whole number or a pair such as (2, 2)")
    number_of = whole(name, value, at_least=at_least)
    return number_of, number_of


def borders(name: str, value: Argument) -> tuple[tuple[int, int], tuple[int, int]]:
    """Rows at top and bottom, columns at left and right: `1`, `(1, 2)` and `((1, 1), (2, 2))` are all read."""
    if isinstance(value, tuple) and len(value) == 2:
        return pair(name, value[0], at_least=0), pair(name, value[1], at_least=0)
    if isinstance(value, tuple) or value is None:
        raise refuse(name, value, "a whole number, a pair, or two pairs such as ((1, 1), (2, 2))")
    both = pair(name, value, at_least=0)
    return both, both


def axes(name: str, value: Argument, rank: int) -> int | tuple[int, ...]:
    """An axis or several, counted as Keras does with the batch as axis 0; `rank` counts the batch too."""
    if isinstance(value, tuple) and value:
        return tuple(axis(name, element, rank) for element in value)
    return axis(name, value, rank)


def axis(name: str, value: Argument, rank: int) -> int:
    """One axis, which may count from the end; never the batch's."""
    if isinstance(value, int) and not isinstance(value, bool) and -rank < value < rank and value != 0:
        return value
    raise refuse(name, value, f"an axis from 1 to {rank - 1}, or -1 to {1 - rank} from the end")


def only(name: str, value: Argument, *accepted: Argument, mend: str) -> None:
    """Refuse an argument that Keras has and whose other values are not read."""
    if not any(value is one or (value == one and type(value) is type(one)) for one in accepted):
        raise refuse(name, value, " or ".join(value_text(one) for one in accepted), mend)


def channels_last(value: Argument) -> None:
    """`data_format` may be left out or say channels_last."""
    only("data_format", value, None, "channels_last", mend="Leave it out: pictures come as (height, width, channels).")
