"""Penalties on weights and on outputs, by name or call, all as one Call `l1_l2(l1=..., l2=...)`."""

from collections.abc import Mapping

from aescope.plan.arguments import Misfit, bind_names, number, refuse, suggestion
from aescope.plan.written import Argument, Written
from aescope.records import Call, Value

# What each asks for where its arguments are left out. `l1_l2()` penalises nothing in Keras 3.
_DEFAULTS: Mapping[str, Mapping[str, float]] = {
    "l1": {"l1": 0.01},
    "l2": {"l2": 0.01},
    "l1_l2": {"l1": 0.0, "l2": 0.0},
}
_ALIASES = {"L1": "l1", "L2": "l2", "L1L2": "l1_l2", "l1l2": "l1_l2"}
REGULARIZER_NAMES = frozenset((*_DEFAULTS, *_ALIASES))


def regularizer(argument: str, value: Argument) -> Call | None:
    """The penalty that `argument` (kernel_regularizer, ...) asks for, or None."""
    match value:
        case None:
            return None
        case "l1_l2":
            # Keras 2 meant 0.01 of each, Keras 3 has no such name and takes 0 where the factors are left out.
            raise refuse(argument, value, "its two factors", "Write l1_l2(l1=0.01, l2=0.01).")
        case str():
            return _call(_DEFAULTS[_known(argument, value)])
        case Call(name="l1_l2"):
            return value
        case Written():
            return _of_call(argument, value)
    raise refuse(argument, value, "the name or the call of a regularizer", "Write it as l2(0.01).")


def _known(argument: str, name: str) -> str:
    known = _ALIASES.get(name, name)
    if known in _DEFAULTS:
        return known
    mend = suggestion(name, REGULARIZER_NAMES)
    raise Misfit(f'has {argument}="{name}"', "l1, l2 or l1_l2", mend)


def _of_call(argument: str, written: Written) -> Call:
    defaults = _DEFAULTS[_known(argument, written.name)]
    names = list(defaults)
    # Keras 2 called the argument of l1(...) and l2(...) `l`.
    keywords = {names[0] if name == "l" and len(names) == 1 else name: part for name, part in written.keywords.items()}
    given = bind_names(names, names, [], written.positional, keywords)
    return _call({**defaults, **{name: number(name, part, low=0.0) for name, part in given.items()}})


def _call(factors: Mapping[str, float]) -> Call:
    arguments: dict[str, Value] = {"l1": factors.get("l1", 0.0), "l2": factors.get("l2", 0.0)}
    return Call("l1_l2", arguments)
