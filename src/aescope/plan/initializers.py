"""Initializers by name or call, as Calls with Keras 3's arguments and defaults."""

from collections.abc import Mapping

from aescope.plan.arguments import Misfit, bind_names, number, one_of, refuse, suggestion, whole
from aescope.plan.written import Argument, Written
from aescope.records import Call, Value

_SEED: Mapping[str, Value] = {"seed": None}
INITIALIZERS: Mapping[str, Mapping[str, Value]] = {
    "zeros": {},
    "ones": {},
    "constant": {"value": 0.0},
    "glorot_uniform": _SEED,
    "glorot_normal": _SEED,
    "he_uniform": _SEED,
    "he_normal": _SEED,
    "lecun_uniform": _SEED,
    "lecun_normal": _SEED,
    "orthogonal": {"gain": 1.0, "seed": None},
    "random_normal": {"mean": 0.0, "stddev": 0.05, "seed": None},
    "random_uniform": {"minval": -0.05, "maxval": 0.05, "seed": None},
    "truncated_normal": {"mean": 0.0, "stddev": 0.05, "seed": None},
    "variance_scaling": {"scale": 1.0, "mode": "fan_in", "distribution": "truncated_normal", "seed": None},
}
_ALIASES = {
    "zero": "zeros",
    "one": "ones",
    "normal": "random_normal",
    "uniform": "random_uniform",
    "OrthogonalInitializer": "orthogonal",
    **{"".join(part.capitalize() for part in name.split("_")): name for name in INITIALIZERS},
}
INITIALIZER_NAMES = frozenset((*INITIALIZERS, *_ALIASES))
_WORDS = {
    "mode": ("fan_in", "fan_out", "fan_avg"),
    "distribution": ("truncated_normal", "untruncated_normal", "uniform"),
}


def initializer(argument: str, value: Argument) -> Call:
    """The initializer that `argument` (kernel_initializer, ...) asks for, all defaults filled in."""
    match value:
        case str():
            return Call(_known(argument, value), dict(INITIALIZERS[_known(argument, value)]))
        case Call() if value.name in INITIALIZERS:
            return value
        case Written():
            return _of_call(argument, value)
    raise refuse(argument, value, "the name or the call of an initializer", 'Write it as "glorot_uniform".')


def _known(argument: str, name: str) -> str:
    known = _ALIASES.get(name, name)
    if known in INITIALIZERS:
        return known
    mend = suggestion(name, INITIALIZER_NAMES)
    raise Misfit(f'has {argument}="{name}"', "an initializer that Keras knows", mend)


def _of_call(argument: str, written: Written) -> Call:
    name = _known(argument, written.name)
    defaults = INITIALIZERS[name]
    given = bind_names(list(defaults), list(defaults), [], written.positional, written.keywords)
    return Call(name, {**defaults, **{part: _checked(part, value) for part, value in given.items()}})


def _checked(name: str, value: Argument) -> Value:
    if name == "seed":
        return None if value is None else whole(name, value, at_least=0)
    if name in _WORDS:
        return one_of(name, value, _WORDS[name])
    return number(name, value, low=0.0) if name in ("stddev", "scale") else number(name, value)
