"""Early stopping and reduce-on-plateau, from the callbacks of `fit` or from bullets; what else Keras calls back."""

import math
import re
from collections.abc import Mapping

from aescope.plan.arguments import Misfit, bind_names, number, one_of, only, refuse, whole, yes_or_no
from aescope.plan.bullets import number_of
from aescope.plan.reading import of_text
from aescope.plan.written import Argument, Written
from aescope.records import Call, Place, Value

_WATCHED = ("val_loss", "loss")
_STOPPING: Mapping[str, Value] = {
    "monitor": "val_loss",
    "min_delta": 0.0,
    "patience": 0,
    "mode": "min",
    "baseline": None,
    "restore_best_weights": False,
    "start_from_epoch": 0,
}
_REDUCING: Mapping[str, Value] = {
    "monitor": "val_loss",
    "factor": 0.1,
    "patience": 10,
    "mode": "min",
    "min_delta": 1e-4,
    "cooldown": 0,
    "min_lr": 0.0,
}
# Positional order in Keras, `verbose` among them, which only prints.
_ORDER: Mapping[str, tuple[str, ...]] = {
    "early_stopping": (
        *("monitor", "min_delta", "patience", "verbose", "mode"),
        *("baseline", "restore_best_weights", "start_from_epoch"),
    ),
    "reduce_on_plateau": (
        *("monitor", "factor", "patience", "verbose", "mode", "min_delta", "cooldown", "min_lr", "epsilon"),
    ),
}
# The bullets that may stand beside `early stopping = 5` and `reduce on plateau = 3`, one for each argument.
DETAILS: Mapping[str, tuple[str, ...]] = {
    "early_stopping": ("patience", "min_delta"),
    "reduce_on_plateau": ("factor", "patience"),
}
_EXAMPLES = {"patience": "5", "min_delta": "1e-4", "factor": "0.1"}
_DEFAULTS = {"early_stopping": _STOPPING, "reduce_on_plateau": _REDUCING}
_CLASSES = {"EarlyStopping": "early_stopping", "ReduceLROnPlateau": "reduce_on_plateau"}
# They write or show something and leave the training as it is.
_ONLOOKERS = (
    "BackupAndRestore",
    "CSVLogger",
    "History",
    "ModelCheckpoint",
    "ProgbarLogger",
    "TensorBoard",
    "TerminateOnNaN",
)
CALLBACKS = frozenset((*_CLASSES, *_ONLOOKERS))


def callbacks(value: Argument) -> tuple[tuple[Call, ...], tuple[str, ...]]:
    """The callbacks of `fit(callbacks=...)` that steer the training, and the names of those that only look on."""
    written = value if isinstance(value, tuple) else (() if value is None else (value,))
    steering, watching = [], []
    for one in written:
        if not isinstance(one, Written) or one.name not in CALLBACKS:
            raise refuse("callbacks", one, " or ".join(_CLASSES), "Take it out.")
        if one.name in _ONLOOKERS:
            watching.append(one.name)
        else:
            steering.append(of_call(one))
    return tuple(steering), tuple(watching)


def of_call(written: Written) -> Call:
    """`EarlyStopping(patience=5)` or `ReduceLROnPlateau(...)`, all defaults filled in."""
    name = _CLASSES[written.name]
    given = bind_names(_ORDER[name], _ORDER[name], [], written.positional, written.keywords)
    given.pop("verbose", None)
    return _checked(name, given)


def of_bullet(name: str, more: Mapping[str, Argument], text: str, place: Place) -> Call | None:
    """`early stopping = 5` waits 5 epochs; `no` is none; a call may be written out; `more` are bullets of their own."""
    value = of_text(text, place)
    if isinstance(value, Written) and _CLASSES.get(value.name) == name:
        return with_details(name, of_call(value), more)
    words = text.strip().strip("`").casefold()
    if words in ("no", "none", "false", "off"):
        return None
    if words in ("yes", "true", "on", ""):
        return with_details(name, None, more)
    found = re.fullmatch(r"(?:patience\s*(?:of|=|:)?\s*)?(\d+)\s*(?:epochs?)?", words)
    if found is None:
        raise Misfit("", "a number of epochs to wait", f"Write `{name.replace('_', ' ')} = 5`.")
    return with_details(name, None, {"patience": int(found[1]), **more})


def with_details(name: str, call: Call | None, more: Mapping[str, Argument]) -> Call:
    """The callback with some of its arguments changed; None stands for the one with Keras' defaults."""
    return _checked(name, {**(call.arguments if call else {}), **more})


def detail(callback: str, name: str, text: str, _: Place) -> float:
    """The value of a bullet such as `early stopping min delta = 1e-4`, `name` one of the callback's arguments."""
    label = f"{callback}_{name}".replace("_", " ")
    value = number_of(label, text, low=0.0, high=math.inf, example=_EXAMPLES[name])
    try:
        _setting(name, value)
    except Misfit as misfit:
        raise Misfit("", misfit.expected, f"Write `{label} = {_EXAMPLES[name]}`.") from None
    return value


def _checked(name: str, given: Mapping[str, Argument]) -> Call:
    known: dict[str, Argument] = {**_DEFAULTS[name], **given}
    # Keras 2 called the least change of ReduceLROnPlateau so.
    if known.pop("epsilon", None) is not None:
        known["min_delta"] = given["epsilon"]
    settings = {part: _setting(part, value) for part, value in known.items()}
    return Call(name, settings)


def _setting(name: str, value: Argument) -> Value:
    match name:
        case "monitor":
            return one_of(name, value, _WATCHED)
        case "mode":
            only(name, value, "auto", "min", mend='A loss is better when it is smaller: write mode="min".')
            return "min"
        case "patience" | "cooldown" | "start_from_epoch":
            return whole(name, value, at_least=0)
        case "restore_best_weights":
            return yes_or_no(name, value)
        case "baseline":
            return None if value is None else number(name, value)
        case "factor":
            if number(name, value, low=0.0) >= 1.0:
                raise refuse(name, value, "a number below 1", "The learning rate is multiplied by it: write 0.1.")
            return number(name, value)
    return number(name, value, low=0.0)
