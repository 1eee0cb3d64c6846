"""JSON that every reader takes: no NaN and no Infinity, but null and, beside it, the reason."""

import json
import math
from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any, TypeAlias

import numpy as np

Plain: TypeAlias = "dict[str, Plain] | list[Plain] | str | int | float | bool | None"

_REASON = "why_null"


def plain(value: Any) -> Any:
    """`value` as dicts, lists, text and numbers; floats keep every bit of theirs.

    A number that is not finite becomes null, and the object that holds it says so in `why_null`.
    """
    if isinstance(value, Mapping):
        return _object(value)
    if isinstance(value, np.ndarray):
        return plain(value.tolist())
    if isinstance(value, np.generic):
        return plain(value.item())
    if isinstance(value, Enum):
        return plain(value.value)
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Sequence | set | frozenset):
        return [plain(part) for part in value]
    return str(value)


def dumps(results: Mapping[str, Any]) -> str:
    """The text of results.json. Raises ValueError rather than write what is no JSON."""
    return json.dumps(plain(results), allow_nan=False, ensure_ascii=False, indent=2) + "\n"


def _object(value: Mapping[Any, Any]) -> dict[str, Any]:
    made = {str(name): plain(part) for name, part in value.items()}
    reasons = [reason for name, part in value.items() if (reason := _not_finite(str(name), part))]
    if reasons:
        given = made.get(_REASON)
        made[_REASON] = "; ".join([*([given] if isinstance(given, str) and given else []), *reasons])
    return made


def _not_finite(name: str, part: Any) -> str:
    """`loss: nan at 3 and 4, counted from 1`, or "" where every number of this field is finite."""
    if isinstance(part, float | np.floating) and not math.isfinite(part):
        return f"{name}: {float(part)}"
    if isinstance(part, np.ndarray):
        part = part.tolist()
    if isinstance(part, list | tuple):
        bad = [place for place, number in enumerate(part, start=1) if _holds_no_number(number)]
        if bad:
            places = ", ".join(map(str, bad[:10])) + (", ..." if len(bad) > 10 else "")
            return f"{name}: not finite at {places} (counted from 1)"
    return ""


def _holds_no_number(value: Any) -> bool:
    if isinstance(value, list | tuple):
        return any(_holds_no_number(part) for part in value)
    return isinstance(value, float | np.floating) and not math.isfinite(value)
