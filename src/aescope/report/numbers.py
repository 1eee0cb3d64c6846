"""Numbers as people read them: enough digits, a reason where there is none, never a bare NaN."""

import math
from collections.abc import Sequence

UNKNOWN = "not known"
# From here on a share is told as times.
_MANY = 10


def number(value: float | int | None, digits: int = 3) -> str:
    """The value with this many significant digits: plain between 0.001 and 100,000, else like 1.45e-07."""
    if value is None:
        return UNKNOWN
    if not math.isfinite(value):
        return "not finite"
    if value == 0:
        return "0"
    rounded = float(f"{value:.{digits}g}")
    if not 1e-3 <= abs(rounded) < 1e5:
        return f"{rounded:.{digits}g}"
    decimals = max(0, digits - 1 - math.floor(math.log10(abs(rounded))))
    text = f"{rounded:,.{decimals}f}" if abs(rounded) >= 1000 else f"{rounded:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def whole(value: int) -> str:
    """A count with its thousands apart: 12,345."""
    return f"{value:,}"


def percent(value: float | int | None) -> str:
    """A share as a percentage without decimals; below one percent with two digits."""
    if value is None:
        return UNKNOWN
    if not math.isfinite(value):
        return "not finite"
    share = 100 * value
    return f"{share:.0f} %" if abs(share) >= 1 or share == 0 else f"{share:.2g} %"


def varies_by(dependence: float | int | None) -> str:
    """How far the output depends on the input, in words."""
    if dependence is None:
        return "how far the output depends on the input is not known"
    much = f"{number(dependence)} times" if dependence >= _MANY else f"{percent(dependence)} of"
    return f"the output's variance over pictures is {much} the originals'"


def skill(value: float | int | None, interval: tuple[float, float] | None) -> str:
    """`0.93 (0.91 to 0.94)`; far below zero the exact size says nothing more than its order."""
    if value is None:
        return UNKNOWN
    if interval is None:
        return signed(value)
    return f"{signed(value)} ({signed(interval[0])} to {signed(interval[1])})"


def signed(value: float | int | None) -> str:
    """Two decimals while the number is of the order of one, else two significant digits."""
    if value is None or not math.isfinite(value):
        return number(value)
    # Adding zero turns a rounded -0.00 into 0.00.
    return f"{round(value, 2) + 0.0:.2f}" if abs(value) < 100 else number(value, 2)


def shape(sizes: Sequence[int] | None) -> str:
    """`200 x 200 x 1`."""
    return UNKNOWN if sizes is None else " x ".join(str(size) for size in sizes) or "none"


def plural(count: int, one: str, many: str = "") -> str:
    """`1 picture`, `3 pictures`."""
    return f"{whole(count)} {one if count == 1 else many or one + 's'}"


def spread_of(low: float | int, high: float | int, digits: int = 3) -> str:
    """`0.02 to 1.3`; one number where both are the same."""
    return number(low, digits) if low == high else f"{number(low, digits)} to {number(high, digits)}"


def values_of(value: object) -> str:
    """An argument as it stands in a call: floats short but exact, tuples in brackets."""
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return str(value)
    if isinstance(value, float):
        return f"{value:g}" if float(f"{value:g}") == value else repr(value)
    if isinstance(value, tuple):
        return "(" + ", ".join(values_of(part) for part in value) + ")"
    return str(value)
