"""An optimizer or a loss as chosen in a bullet, in `compile` or by an edit, with every argument filled in."""

import re
from collections.abc import Mapping

from aescope.plan.arguments import Misfit, bind_names, number, only, refuse, suggestion, yes_or_no
from aescope.plan.loss import Loss
from aescope.plan.optimizer import Optimizer
from aescope.plan.registry import losses, optimizers
from aescope.plan.written import Argument, Written, value_text
from aescope.records import Call, Value
from aescope.registry import Registry

# What every optimizer of Keras 3 takes: with a meaning here, and only as the default.
_COMMON: Mapping[str, Value] = {"weight_decay": None, "clipnorm": None, "clipvalue": None, "global_clipnorm": None}
_ONLY_DEFAULT: Mapping[str, Value] = {
    "use_ema": False,
    "ema_momentum": 0.99,
    "ema_overwrite_frequency": None,
    "loss_scale_factor": None,
    "gradient_accumulation_steps": None,
    "jit_compile": True,
}
_NOISE_WORDS = re.compile(r"(lossfunction|loss|function|optimizer|optimiser)$")


def optimizer(value: Argument, keras: str) -> Call:
    """`adam`, `"Adam"`, `Adam(1e-4)`, `keras.optimizers.Adam(learning_rate=1e-4)`: name and all arguments.

    `lr` is read as learning_rate. Raises Misfit for a name or an argument that Keras does not have.
    """
    name = _known(value, optimizers, "optimizer")
    member = optimizers[name]
    try:
        return Call(member.name, _optimizer_arguments(member, value, keras))
    except Misfit as misfit:
        raise misfit.of(member.name) from None


def _optimizer_arguments(member: Optimizer, value: Argument, keras: str) -> dict[str, Value]:
    defaults = {**member.defaults(keras), **{key: no for key, no in _COMMON.items() if key not in member.arguments}}
    given = _given_to_optimizer(member, value)
    arguments = {**defaults, **{key: _optimizer_value(key, part) for key, part in given.items() if key in defaults}}
    clips = sum(arguments[name] is not None for name in ("clipnorm", "clipvalue", "global_clipnorm"))
    if clips > 1 and keras != "2.2":
        raise Misfit("has several ways to clip", "one of clipnorm, clipvalue, global_clipnorm", "Keep one.")
    return arguments


def loss(value: Argument) -> Call:
    """`mse`, "binary cross-entropy", `keras.losses.Huber(delta=0.5)`: name and all arguments.

    Raises Misfit for a name or an argument that Keras does not have.
    """
    name = _known(value, losses, "loss")
    member = losses[name]
    try:
        return Call(member.name, {**member.arguments, **_loss_arguments(member, value)})
    except Misfit as misfit:
        raise misfit.of(member.name) from None


def _loss_arguments(member: Loss, value: Argument) -> dict[str, Value]:
    names = [*member.arguments, "reduction", "name", "dtype"]
    given: dict[str, Argument] = {}
    if isinstance(value, Written):
        given = bind_names(names, names, [], value.positional, value.keywords)
    sizes = ("sum_over_batch_size", "auto")
    only("reduction", given.get("reduction"), None, *sizes, mend="Leave it out: losses are means over the batch.")
    return _loss_values(member, given)


def _given_to_optimizer(member: Optimizer, value: Argument) -> dict[str, Argument]:
    if not isinstance(value, Written):
        return {}
    keywords = {"learning_rate" if name == "lr" else name: part for name, part in value.keywords.items()}
    decay = keywords.pop("decay", None)
    if decay is not None and decay != 0:
        raise refuse("decay", decay, "none, as in Keras 3", "Leave it out; `reduce on plateau = 3` lowers the rate.")
    ordered = [*member.arguments]
    names = [*ordered, *_COMMON, *_ONLY_DEFAULT, "name"]
    given = bind_names(ordered, names, [], value.positional, keywords)
    for name, default in _ONLY_DEFAULT.items():
        only(name, given.get(name, default), default, mend=f"Take {name} out.")
    return given


def _optimizer_value(name: str, value: Argument) -> Value:
    if name in ("nesterov", "centered", "amsgrad"):
        return yes_or_no(name, value)
    if value is None and (name in _COMMON or name == "epsilon"):
        # Keras 2 wrote epsilon=None for its default.
        return 1e-7 if name == "epsilon" else None
    if name == "learning_rate" and isinstance(value, Written):
        raise refuse(name, value, "a number", "Write a number; `reduce on plateau = 3` lowers it while training.")
    high = 1.0 if name in ("rho", "beta_1", "beta_2", "momentum") else float("inf")
    return number(name, value, low=0.0, high=high)


def _loss_values(member: Loss, given: Mapping[str, Argument]) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for name, value in given.items():
        if name not in member.arguments:
            continue
        if name == "axis":
            only(name, value, -1, mend="Leave axis out.")
            values[name] = -1
        elif isinstance(member.arguments[name], bool):
            values[name] = yes_or_no(name, value)
        else:
            low, high = member.limits[name]
            values[name] = number(name, value, low=low, high=high)
    return values


def _known(value: Argument, registry: Registry[Optimizer] | Registry[Loss], noun: str) -> str:
    """The registered name behind a name, a call or words."""
    if not isinstance(value, str | Written):
        raise Misfit(f"{value_text(value)} is no {noun}", _list(registry), "Write its name.")
    written = value.name if isinstance(value, Written) else value
    folded = {_folded(name): name for name in registry}
    for candidate in (_folded(written), _NOISE_WORDS.sub("", _folded(written))):
        if candidate in folded:
            return registry.canonical(folded[candidate])
    canonical = sorted({registry.canonical(name) for name in registry})
    raise Misfit(f'"{written}" is no {noun} that is read', _list(registry), suggestion(written, canonical))


def _list(registry: Registry[Optimizer] | Registry[Loss]) -> str:
    return ", ".join(sorted({registry.canonical(name) for name in registry}))


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", name.casefold())
