"""Bullets, compile and fit brought together: who wins, what is noted, what is refused."""

import pytest

from aescope.plan import draft
from aescope.records import Bullet, Call, CodeBlock, Experiment, Place, Step
from tests.small_plan import planned, refusal

CODE = "decoded = Conv2D(1, 1)(img)"


def bare(code: str, *bullets: Bullet) -> Experiment:
    return Experiment("1", "", Place("log.md", 5), 99, CodeBlock(code, Place("log.md", 10)), parameters=bullets)


def test_silence_is_filled_with_defaults_and_every_one_is_said():
    plan = draft(bare(CODE), (8, 8, 1))
    assert (plan.optimizer.name, plan.loss.name, plan.epochs, plan.batch_size) == ("adam", "mean_squared_error", 30, 32)
    assert (plan.seed, plan.validation_split, plan.shuffle, plan.callbacks) == (0, None, True, ())
    assert [(str(note.place), note.says, note.proposal) for note in plan.notes] == [
        ("log.md:5", "no value for optimizer: adam is used, as in most autoencoders", "Optimiser = adam"),
        (
            "log.md:5",
            "no value for loss: mean_squared_error is used, which suits every output; Keras has no default",
            "Loss function = mean_squared_error",
        ),
        ("log.md:5", "no value for epochs: 30 is used, as in most logs", "n epochs = 30"),
        ("log.md:5", "no value for batch size: 32 is used, Keras' default", "batch size = 32"),
    ]


def test_compile_and_fit_that_leave_something_out_mean_the_defaults_of_keras():
    plan = draft(bare(f"{CODE}\nm.compile(loss='mae')\nm.fit(x, x)"), (8, 8, 1))
    assert (plan.optimizer.name, plan.loss.name, plan.epochs, plan.batch_size) == (
        "rmsprop",
        "mean_absolute_error",
        1,
        32,
    )


def test_compile_and_fit_are_read_without_bullets_and_nothing_is_noted():
    code = (
        f"{CODE}\nm.compile(optimizer=Adam(1e-4), loss='bce', metrics=['mse'])\n"
        "m.fit(x, x, batch_size=48, epochs=7, shuffle=False, validation_split=0.25, verbose=2)"
    )
    plan = draft(bare(code), (8, 8, 1))
    assert plan.optimizer.arguments["learning_rate"] == 1e-4
    assert (plan.loss.name, plan.epochs, plan.batch_size) == ("binary_crossentropy", 7, 48)
    assert (plan.shuffle, plan.validation_split) == (False, 0.25)
    assert plan.notes == ()


def test_a_bullet_counts_before_fit_and_the_disagreement_is_noted():
    plan = planned(f"{CODE}\nm.fit(x, x, epochs=7)", bullets={"epochs": "9"})
    assert plan.epochs == 9
    assert [(str(note.place), note.says) for note in plan.notes] == [
        ("log.md:92", "epochs is 9 here and 7 at log.md:11; the bullet counts")
    ]


def test_a_bullet_that_agrees_is_not_noted():
    assert planned(f"{CODE}\nm.fit(x, x, epochs=3)").notes == ()


def test_a_bullet_that_names_the_optimizer_leaves_its_arguments_to_the_code():
    plan = planned(f"{CODE}\nm.compile(Adam(1e-4), 'mse')", bullets={"optimizer": "adam"})
    assert plan.optimizer.arguments["learning_rate"] == 1e-4
    assert plan.notes == ()


def test_a_bullet_with_arguments_counts_before_the_code():
    plan = planned(f"{CODE}\nm.compile(Adam(1e-4), 'mse')", bullets={"optimizer": "Adam(1e-2)"})
    assert plan.optimizer.arguments["learning_rate"] == 1e-2
    (note,) = plan.notes
    assert note.says == (
        "optimizer is adam(learning_rate=0.01) here and adam(learning_rate=0.0001) at log.md:11; the bullet counts"
    )


@pytest.mark.parametrize(
    ("name", "value", "field", "expected"),
    [
        ("epochs", "30 epochs", "epochs", 30),
        ("epochs", "`12`", "epochs", 12),
        ("batch_size", "48 images", "batch_size", 48),
        ("batch size", "1e2", "batch_size", 100),
        ("seed", "7", "seed", 7),
        ("validation split", "0.1", "validation_split", 0.1),
        ("validation_split", "10 %", "validation_split", 0.1),
        ("shuffle", "no", "shuffle", False),
        ("shuffle", "True", "shuffle", True),
        ("keras", "2.2.4", "keras", "2.2"),
        ("keras", "3", "keras", "3"),
    ],
)
def test_values_are_read_as_people_write_them(name, value, field, expected):
    assert getattr(planned(CODE, bullets={name: value}), field) == expected


def test_a_version_of_keras_that_was_asked_for_holds_against_a_bullet():
    assert planned(CODE, bullets={"keras": "3"}, keras="2.2").keras == "2.2"


def test_the_epochs_of_the_command_line_overrule():
    assert draft(bare(CODE), (8, 8, 1), epochs=2).epochs == 2


_STOPPING = {
    **{"monitor": "val_loss", "min_delta": 0.0, "patience": 5, "mode": "min", "baseline": None},
    **{"restore_best_weights": False, "start_from_epoch": 0},
}
_REDUCING = {
    **{"monitor": "val_loss", "factor": 0.1, "patience": 3, "mode": "min", "min_delta": 1e-4},
    **{"cooldown": 0, "min_lr": 0.0},
}


@pytest.mark.parametrize(
    ("bullets", "callbacks"),
    [
        ({"early_stopping": "5"}, [Call("early_stopping", _STOPPING)]),
        ({"early stopping": "patience 5"}, [Call("early_stopping", _STOPPING)]),
        ({"early_stopping": "EarlyStopping(patience=5, verbose=1)"}, [Call("early_stopping", _STOPPING)]),
        ({"early_stopping_patience": "5"}, [Call("early_stopping", _STOPPING)]),
        ({"early_stopping": "yes", "early_stopping_patience": "5"}, [Call("early_stopping", _STOPPING)]),
        (
            {"early_stopping": "5", "early_stopping_min_delta": "1e-3"},
            [Call("early_stopping", {**_STOPPING, "min_delta": 1e-3})],
        ),
        ({"early_stopping": "no"}, []),
        ({"reduce_on_plateau": "3"}, [Call("reduce_on_plateau", _REDUCING)]),
        (
            {"reduce_on_plateau": "3 epochs", "reduce_on_plateau_factor": "0.5"},
            [Call("reduce_on_plateau", {**_REDUCING, "factor": 0.5})],
        ),
        (
            {"reduce_on_plateau": "ReduceLROnPlateau('loss', 0.5, 3)"},
            [Call("reduce_on_plateau", {**_REDUCING, "monitor": "loss", "factor": 0.5})],
        ),
        (
            {"reduce_on_plateau": "3", "early_stopping": "5"},
            [Call("early_stopping", _STOPPING), Call("reduce_on_plateau", _REDUCING)],
        ),
    ],
)
def test_callbacks_are_read_from_bullets(bullets, callbacks):
    assert list(planned(CODE, bullets=bullets).callbacks) == callbacks


def test_callbacks_are_read_from_fit_and_onlookers_left_out():
    code = (
        f"{CODE}\nstop = EarlyStopping(patience=5)\n"
        "m.fit(x, x, epochs=3, callbacks=[stop, ModelCheckpoint('best.h5'), callbacks.ReduceLROnPlateau(patience=3)])"
    )
    plan = planned(code)
    assert list(plan.callbacks) == [Call("early_stopping", _STOPPING), Call("reduce_on_plateau", _REDUCING)]
    assert [note.says for note in plan.notes] == ["ModelCheckpoint changes no training and is left out"]


def test_a_bullet_takes_the_place_of_the_callback_of_fit():
    code = f"{CODE}\nm.fit(x, x, epochs=3, callbacks=[EarlyStopping(patience=9)])"
    assert list(planned(code, bullets={"early_stopping": "5"}).callbacks) == [Call("early_stopping", _STOPPING)]
    assert list(planned(code, bullets={"early_stopping": "no"}).callbacks) == []
    kept = planned(code, bullets={"early_stopping_min_delta": "0.5"}).callbacks[0]
    assert (kept.arguments["patience"], kept.arguments["min_delta"]) == (9, 0.5)


def test_an_output_activation_bullet_is_an_edit():
    plan = planned(CODE, bullets={"output_activation": "sigmoid"})
    assert plan["conv2d_1"].config["activation"] == "sigmoid"
    (step,) = plan.history
    assert step == Step("output-activation", {"to": "sigmoid"}, Place("log.md", 94), "output activation = sigmoid")


def test_validation_data_is_noted():
    (note,) = planned(f"{CODE}\nm.fit(x, x, epochs=3, validation_data=(y, y))").notes
    assert note.says == "validation_data is not read: pictures of the set itself are held out"


@pytest.mark.parametrize(
    ("bullets", "message"),
    [
        ({"epochs": "0"}, "log.md:92: epochs = 0; expected a whole number of at least 1. Write `epochs = 30`."),
        (
            {"epochs": "thirty"},
            "log.md:92: epochs = thirty; expected a whole number of at least 1. Write `epochs = 30`.",
        ),
        ({"epochs": "2.5"}, "log.md:92: epochs = 2.5; expected a whole number of at least 1. Write `epochs = 30`."),
        (
            {"batch_size": "-1"},
            "log.md:93: batch size = -1; expected a whole number of at least 1. Write `batch size = 32`.",
        ),
        (
            {"learning_rate": "-1"},
            "log.md:94: learning rate = -1; expected a number of at least 0. Write `learning rate = 0.001`.",
        ),
        (
            {"learning_rate": "fast"},
            "log.md:94: learning rate = fast; expected a number of at least 0. Write `learning rate = 0.001`.",
        ),
        (
            {"validation_split": "0"},
            "log.md:94: validation split = 0; expected a number above 0 and below 1. Write `validation split = 0.2`.",
        ),
        (
            {"validation_split": "20"},
            "log.md:94: validation split = 20; expected a number from 0 to 1. Write `validation split = 0.2`.",
        ),
        ({"shuffle": "maybe"}, "log.md:94: shuffle = maybe; expected yes or no. Write `shuffle = yes`."),
        ({"seed": "x"}, "log.md:94: seed = x; expected a whole number of at least 0. Write `seed = 0`."),
        ({"keras": "1"}, "log.md:94: keras = 1; expected 3 or 2.2. Write `keras = 3`."),
        (
            {"early_stopping": "soon"},
            "log.md:94: early stopping = soon; expected a number of epochs to wait. Write `early stopping = 5`.",
        ),
        (
            {"reduce_on_plateau": "3", "reduce_on_plateau_factor": "2"},
            "log.md:95: reduce on plateau factor = 2; expected a number below 1. "
            "Write `reduce on plateau factor = 0.1`.",
        ),
        (
            {"early_stopping_patience": "1.5"},
            "log.md:94: early stopping patience = 1.5; expected a whole number of at least 0. "
            "Write `early stopping patience = 5`.",
        ),
        (
            {"early_stopping": "EarlyStopping(monitor='val_acc')"},
            "log.md:94: early stopping = EarlyStopping(monitor='val_acc'): has monitor='val_acc'; "
            'expected "val_loss" or "loss". Known are: loss, val_loss.',
        ),
        (
            {"n epoks": "3"},
            'log.md:94: found the parameter "n epoks"; expected one that is known; did you mean "epochs"?',
        ),
        (
            {"output_activation": "sigmod"},
            'log.md:94: output-activation has the activation "sigmod"; expected one that Keras knows. '
            'Did you mean "sigmoid"?',
        ),
    ],
)
def test_a_wrong_bullet_is_refused_with_its_line_and_a_value_that_would_do(bullets, message):
    assert refusal(CODE, bullets=bullets) == message


@pytest.mark.parametrize(
    ("fit", "message"),
    [
        (
            "x_noisy, x",
            "fit trains x_noisy to become x; expected each picture to become itself. "
            "Write fit(x_noisy, x_noisy); for noise, put GaussianNoise(0.1) first.",
        ),
        (
            "x, x, steps_per_epoch=5",
            "fit has steps_per_epoch=5; expected none, for every picture is shown once an epoch. "
            "Take steps_per_epoch out.",
        ),
        (
            "x, x, epochs=EPOCHS",
            'in fit, has epochs=EPOCHS, and the name "EPOCHS" has no value; expected a whole number',
        ),
        ("x, x, validation_split=2", "in fit, has validation_split=2; expected a number above 0 and below 1."),
        (
            "x, x, callbacks=[LearningRateScheduler(f)]",
            "in fit, has callbacks=LearningRateScheduler(f); expected EarlyStopping or ReduceLROnPlateau. Take it out.",
        ),
    ],
)
def test_a_fit_that_means_something_else_is_refused(fit, message):
    assert refusal(f"{CODE}\nm.fit({fit})").startswith(f"log.md:11: {message}")


def test_hostile_values_of_bullets_are_a_fault_of_the_whole_notebook():
    assert "nothing was run" in refusal(CODE, bullets={"optimizer": "__import__('os').system('x')"})
    assert "nothing was run" in refusal(CODE, bullets={"optimizer": "Adam(eval('1'))"})
