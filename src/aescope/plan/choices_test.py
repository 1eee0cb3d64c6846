"""Optimizers and losses in the words in which people choose them."""

import pytest

from aescope.records import Call
from tests.small_plan import planned, refusal

CODE = "decoded = Conv2D(1, 1)(img)"
_NONE = {"weight_decay": None, "clipnorm": None, "clipvalue": None, "global_clipnorm": None}
# Signatures printed by Keras 3.15; those of Keras 2.2.4 from its source, keras/optimizers.py.
KERAS_3 = {
    "sgd": {"learning_rate": 0.01, "momentum": 0.0, "nesterov": False},
    "rmsprop": {"learning_rate": 0.001, "rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": False},
    "adagrad": {"learning_rate": 0.001, "initial_accumulator_value": 0.1, "epsilon": 1e-7},
    "adadelta": {"learning_rate": 0.001, "rho": 0.95, "epsilon": 1e-7},
    "adam": {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": False},
    "adamw": {
        **{"learning_rate": 0.001, "weight_decay": 0.004, "beta_1": 0.9, "beta_2": 0.999},
        **{"epsilon": 1e-7, "amsgrad": False},
    },
}
KERAS_2_2 = {
    **KERAS_3,
    "adagrad": {"learning_rate": 0.01, "initial_accumulator_value": 0.0, "epsilon": 1e-7},
    "adadelta": {"learning_rate": 1.0, "rho": 0.95, "epsilon": 1e-7},
}


def optimizer(text: str, keras: str = "3") -> Call:
    return planned(CODE, bullets={"optimizer": text}, keras=keras).optimizer


def loss(text: str) -> Call:
    return planned(CODE, bullets={"loss": text}).loss


@pytest.mark.parametrize("name", KERAS_3)
@pytest.mark.parametrize(("keras", "table"), [("3", KERAS_3), ("2.2", KERAS_2_2)])
def test_defaults_are_those_of_keras(name, keras, table):
    assert optimizer(name, keras) == Call(name, {**_NONE, **table[name]})


@pytest.mark.parametrize(
    "text", ["adam", "Adam", "ADAM", "`adam`", "'adam'", "Adam()", "keras.optimizers.Adam()", "adam optimiser"]
)
def test_an_optimizer_has_many_spellings(text):
    assert optimizer(text).name == "adam"


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("Adam(learning_rate=1e-4)", {"learning_rate": 1e-4}),
        ("Adam(lr=1e-4)", {"learning_rate": 1e-4}),
        ("optimizers.Adam(1e-4, 0.5)", {"learning_rate": 1e-4, "beta_1": 0.5}),
        ("Adam(amsgrad=True, epsilon=None, decay=0.0)", {"amsgrad": True}),
        ("Adam(clipnorm=1.0)", {"clipnorm": 1.0}),
        ("Adam(1e-4, name='mine')", {"learning_rate": 1e-4}),
    ],
)
def test_a_call_sets_arguments(text, changed):
    assert optimizer(text) == Call("adam", {**_NONE, **KERAS_3["adam"], **changed})


def test_a_learning_rate_of_its_own_overrules():
    plan = planned(CODE, bullets={"optimizer": "sgd", "learning_rate": "0.5"})
    assert plan.optimizer.arguments["learning_rate"] == 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "adan",
            'optimizer = adan: "adan" is no optimizer that is read; expected adadelta, adagrad, adam, adamw, rmsprop, '
            'sgd. Did you mean "adam"?',
        ),
        (
            "Adam(lerning_rate=1)",
            'optimizer = Adam(lerning_rate=1): adam has no argument "lerning_rate"; expected one that Keras knows. '
            'Did you mean "learning_rate"?',
        ),
        (
            "SGD(decay=1e-6)",
            "optimizer = SGD(decay=1e-6): sgd has decay=1e-06; expected none, as in Keras 3. "
            "Leave it out; `reduce on plateau = 3` lowers the rate.",
        ),
        (
            "Adam(ExponentialDecay(0.1, 5, 0.9))",
            "optimizer = Adam(ExponentialDecay(0.1, 5, 0.9)): adam has learning_rate=ExponentialDecay(0.1, 5, 0.9); "
            "expected a number. Write a number; `reduce on plateau = 3` lowers it while training.",
        ),
        (
            "Adam(beta_1=2)",
            "optimizer = Adam(beta_1=2): adam has beta_1=2; expected a number from 0 to 1. Change beta_1.",
        ),
        (
            "Adam(clipnorm=1, clipvalue=1)",
            "optimizer = Adam(clipnorm=1, clipvalue=1): adam has several ways to clip; "
            "expected one of clipnorm, clipvalue, global_clipnorm. Keep one.",
        ),
        (
            "Adam(use_ema=True)",
            "optimizer = Adam(use_ema=True): adam has use_ema=True; expected False. Take use_ema out.",
        ),
    ],
)
def test_a_wrong_optimizer_is_refused_with_its_line(text, message):
    assert refusal(CODE, bullets={"optimizer": text}) == f"log.md:90: {message}"


def test_keras_2_2_clips_by_norm_and_by_value():
    assert optimizer("Adam(clipnorm=1, clipvalue=0.5)", "2.2").arguments["clipvalue"] == 0.5


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("binary_crossentropy", "binary_crossentropy"),
        ("binary cross-entropy", "binary_crossentropy"),
        ("Binary Crossentropy loss", "binary_crossentropy"),
        ("bce", "binary_crossentropy"),
        ("BinaryCrossentropy()", "binary_crossentropy"),
        ("mse", "mean_squared_error"),
        ("MSE", "mean_squared_error"),
        ("mean squared error", "mean_squared_error"),
        ("keras.losses.MeanSquaredError()", "mean_squared_error"),
        ("mae", "mean_absolute_error"),
        ("Huber()", "huber"),
        ("huber loss", "huber"),
    ],
)
def test_a_loss_has_many_spellings(text, name):
    assert loss(text).name == name


@pytest.mark.parametrize(
    ("text", "arguments"),
    [
        ("bce", {"from_logits": False, "label_smoothing": 0.0, "axis": -1}),
        ("BinaryCrossentropy(from_logits=True)", {"from_logits": True, "label_smoothing": 0.0, "axis": -1}),
        ("BinaryCrossentropy(label_smoothing=0.1)", {"from_logits": False, "label_smoothing": 0.1, "axis": -1}),
        ("Huber(delta=0.5)", {"delta": 0.5}),
        ("Huber(0.5, reduction='sum_over_batch_size')", {"delta": 0.5}),
        ("mse", {}),
    ],
)
def test_a_loss_has_all_its_arguments(text, arguments):
    assert loss(text).arguments == arguments


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "binary_crosentropy",
            'loss = binary_crosentropy: "binary_crosentropy" is no loss that is read; expected binary_crossentropy, '
            'huber, mean_absolute_error, mean_squared_error. Did you mean "binary_crossentropy"?',
        ),
        (
            "Huber(delta=-1)",
            "loss = Huber(delta=-1): huber has delta=-1; expected a number of at least 0. Change delta.",
        ),
        (
            "MeanSquaredError(reduction='sum')",
            "loss = MeanSquaredError(reduction='sum'): mean_squared_error has reduction='sum'; expected None or "
            "'sum_over_batch_size' or 'auto'. Leave it out: losses are means over the batch.",
        ),
    ],
)
def test_a_wrong_loss_is_refused_with_its_line(text, message):
    assert refusal(CODE, bullets={"loss": text}) == f"log.md:91: {message}"


def test_losses_and_optimizers_of_code_may_be_names_of_keras():
    code = f"{CODE}\nopt = keras.optimizers.SGD(0.1)\nm.compile(opt, keras.losses.mse)"
    plan = planned(code, bullets={"optimizer": "sgd"})
    assert plan.optimizer.arguments["learning_rate"] == 0.1
    assert plan.notes == ()
