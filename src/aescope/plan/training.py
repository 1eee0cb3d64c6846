"""How a structure is trained: bullets, `compile` and `fit` brought together, silence filled with stated defaults."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import partial

from aescope.errors import ParameterError
from aescope.plan import bullets as text
from aescope.plan import callbacks, choices
from aescope.plan.arguments import Misfit, refuse, whole, yes_or_no
from aescope.plan.reading import of_text
from aescope.plan.sketch import Told
from aescope.plan.sources import Sources
from aescope.plan.written import Argument, value_text
from aescope.records import Bullet, Call, Note, Place, Step

# What most logs of small autoencoders train for; Keras itself trains one epoch where `fit` does not say.
_EPOCHS = 30
# Keras' own.
_BATCH_SIZE = 32


@dataclass(frozen=True)
class Training:
    """Everything of a plan that is not its structure; `edits` are those that bullets ask for."""

    optimizer: Call
    loss: Call
    epochs: int
    batch_size: int
    seed: int
    validation_split: float | None
    shuffle: bool
    callbacks: tuple[Call, ...]
    keras: str
    edits: tuple[Step, ...]
    notes: tuple[Note, ...]


def training(
    place: Place, bullets: Sequence[Bullet], compiled: Told | None, fitted: Told | None, *, seed: int, keras: str
) -> Training:
    """Bullets count before `compile` and `fit`, with a note where they disagree; what neither says is noted too.

    `seed` and `keras` hold where no bullet says otherwise; a `keras` other than "3" was asked for and holds always.
    Raises ParameterError with the line, what was expected, and the nearest name or a value that would do.
    """
    sources = Sources(place, bullets, compiled, fitted)
    said = sources.bullet("keras", lambda value, _: text.keras_of("keras", value))
    version = said if said is not None and keras == "3" else keras
    if fitted is not None:
        _refuse_other_targets(fitted)
    said_seed = sources.bullet("seed", lambda value, _: text.whole_of("seed", value, at_least=0, example="0"))
    return Training(
        _optimizer(sources, version, compiled is not None),
        _loss(sources),
        _epochs(sources, fitted is not None),
        _batch_size(sources),
        seed if said_seed is None else said_seed,
        _validation_split(sources),
        _shuffle(sources),
        _callbacks(sources),
        version,
        _edits(sources),
        tuple(sources.notes),
    )


def _optimizer(sources: Sources, keras: str, is_compiled: bool) -> Call:
    chosen = sources.of(
        "optimizer",
        lambda value, place: choices.optimizer(of_text(value, place), keras),
        lambda value: choices.optimizer(value, keras),
    )
    if chosen is None:
        name, why = ("rmsprop", "the default of compile") if is_compiled else ("adam", "as in most autoencoders")
        chosen = sources.assume("optimizer", choices.optimizer(name, keras), why, f"Optimiser = {name}")
    rate = sources.bullet(
        "learning_rate",
        lambda value, _: text.number_of("learning rate", value, low=0.0, high=float("inf"), example="0.001"),
    )
    return chosen if rate is None else replace(chosen, arguments={**chosen.arguments, "learning_rate": rate})


def _loss(sources: Sources) -> Call:
    chosen = sources.of("loss", lambda value, place: choices.loss(of_text(value, place)), choices.loss)
    if chosen is None:
        why = "which suits every output; Keras has no default"
        chosen = sources.assume("loss", choices.loss("mean_squared_error"), why, "Loss function = mean_squared_error")
    return chosen


def _epochs(sources: Sources, is_fitted: bool) -> int:
    said = sources.of(
        "epochs",
        lambda value, _: text.whole_of("epochs", value, at_least=1, example=str(_EPOCHS)),
        lambda value: whole("epochs", value),
        also="nb_epoch",
    )
    if said is None:
        number, why = (1, "the default of fit") if is_fitted else (_EPOCHS, "as in most logs")
        said = sources.assume("epochs", number, why, f"n epochs = {number}")
    return said


def _batch_size(sources: Sources) -> int:
    said = sources.of(
        "batch_size",
        lambda value, _: text.whole_of("batch size", value, at_least=1, example=str(_BATCH_SIZE)),
        lambda value: _BATCH_SIZE if value is None else whole("batch_size", value),
    )
    return said or sources.assume("batch_size", _BATCH_SIZE, "Keras' default", f"batch size = {_BATCH_SIZE}")


def _validation_split(sources: Sources) -> float | None:
    """Above 0 and below 1: a part has to be held out to judge on, and a part to train on."""

    def of_bullet(value: str, _: Place) -> float:
        share = text.number_of("validation split", value, low=0.0, high=1.0, example="0.2")
        if not 0.0 < share < 1.0:
            raise Misfit("", "a number above 0 and below 1", "Write `validation split = 0.2`.")
        return share

    def of_argument(value: Argument) -> float | None:
        if value is None or value == 0:
            return None
        if isinstance(value, float) and 0.0 < value < 1.0:
            return value
        raise refuse("validation_split", value, "a number above 0 and below 1", "Write validation_split=0.2.")

    said = sources.bullet("validation_split", of_bullet)
    told = sources.argument("validation_split", of_argument)
    if sources.argument("validation_data", lambda value: value) is not None:
        sources.note("validation_data is not read: pictures of the set itself are held out", "validation split = 0.2")
    return said if said is not None else (told[0] if told else None)


def _shuffle(sources: Sources) -> bool:
    said = sources.of(
        "shuffle", lambda value, _: text.yes_of("shuffle", value), lambda value: yes_or_no("shuffle", value)
    )
    return True if said is None else said


def _callbacks(sources: Sources) -> tuple[Call, ...]:
    """Those of `fit`, and those of bullets in their place."""
    told = sources.argument("callbacks", callbacks.callbacks)
    steering, watching = told[0] if told else ((), ())
    if told and watching:
        sources.note(f"{', '.join(watching)} changes no training and is left out", place=told[1])
    chosen = {call.name: call for call in steering}
    for name, details in callbacks.DETAILS.items():
        more = _details(sources, name, details)
        call = sources.bullet(name, partial(callbacks.of_bullet, name, more))
        if call is not None or sources.has(name):
            chosen.pop(name, None)
        elif more:
            call = callbacks.with_details(name, chosen.get(name), more)
        if call is not None:
            chosen[name] = call
    return tuple(chosen[name] for name in sorted(chosen))


def _details(sources: Sources, name: str, details: Sequence[str]) -> dict[str, Argument]:
    """The bullets that go into a callback's details: `early stopping min delta = 1e-4`."""
    found: dict[str, Argument] = {}
    for detail in details:
        value = sources.bullet(f"{name}_{detail}", partial(callbacks.detail, name, detail))
        if value is not None:
            found[detail] = value
    return found


def _edits(sources: Sources) -> tuple[Step, ...]:
    """`output activation = sigmoid` changes the structure as the title "+ sigmoid in last layer" does."""
    to = sources.bullet("output_activation", lambda value, _: value.strip().strip("`'\""))
    if to is None:
        return ()
    return (Step("output-activation", {"to": to}, sources.place_of("output_activation"), f"output activation = {to}"),)


def _refuse_other_targets(fitted: Told) -> None:
    """An autoencoder learns its own pictures; `fit(noisy, clean)` would mean another training."""
    pictures, targets = fitted.arguments.get("x"), fitted.arguments.get("y")
    if targets is not None and pictures is not None and targets != pictures:
        raise ParameterError(
            f"{fitted.place}: fit trains {pictures} to become {targets}; expected each picture to become itself. "
            f"Write fit({pictures}, {pictures}); for noise, put GaussianNoise(0.1) first."
        )
    for name in ("class_weight", "sample_weight", "steps_per_epoch", "initial_epoch"):
        if fitted.arguments.get(name) not in (None, 0):
            raise ParameterError(
                f"{fitted.place}: fit has {name}={value_text(fitted.arguments[name])}; expected none, for every "
                f"picture is shown once an epoch. Take {name} out."
            )
