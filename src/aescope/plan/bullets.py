"""The values of bullets as people write them: `30`, `30 epochs`, `1e-3`, `20 %`, `yes`, `Adam(learning_rate=1e-4)`."""

import re

from aescope.plan.arguments import Misfit, number, whole

_NUMBER = re.compile(r"([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?)\s*(%?)\s*[a-z ]*", re.IGNORECASE)
_YES = frozenset(("yes", "true", "on", "1"))
_NO = frozenset(("no", "false", "off", "none", "0"))


def number_of(name: str, text: str, *, low: float, high: float, example: str) -> float:
    """A number, which may carry a unit or a percent sign, within [low, high]."""
    expected = f"a number from {low:g} to {high:g}" if high < float("inf") else f"a number of at least {low:g}"
    misfit = Misfit("", expected, f"Write `{name} = {example}`.")
    found = _NUMBER.fullmatch(text.strip().strip("`"))
    if found is None:
        raise misfit
    value = float(found[1]) / (100 if found[2] else 1)
    try:
        return number(name, value, low=low, high=high)
    except Misfit:
        raise misfit from None


def whole_of(name: str, text: str, *, at_least: int, example: str) -> int:
    """A whole number, which may carry a unit: `30 epochs`."""
    misfit = Misfit("", f"a whole number of at least {at_least}", f"Write `{name} = {example}`.")
    found = _NUMBER.fullmatch(text.strip().strip("`"))
    if found is None or found[2]:
        raise misfit
    try:
        return whole(name, float(found[1]), at_least=at_least)
    except Misfit:
        raise misfit from None


def yes_of(name: str, text: str) -> bool:
    """`yes` or `no`, in the words people use."""
    word = text.strip().strip("`").casefold()
    if word in _YES or word in _NO:
        return word in _YES
    raise Misfit("", "yes or no", f"Write `{name} = yes`.")


def keras_of(name: str, text: str) -> str:
    """The version of Keras whose meaning counts: 3, or 2.2 of 2019."""
    found = re.fullmatch(r"(?:keras\s*)?v?([23])(?:\.(\d+))?(?:\.\d+)*", text.strip().strip("`\"'").casefold())
    if found and (found[1] == "3" or found[2] == "2"):
        return "2.2" if found[1] == "2" else "3"
    raise Misfit("", "3 or 2.2", f"Write `{name} = 3`.")
