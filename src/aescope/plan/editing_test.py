"""Edits: one step more, in the plan and in its history."""

import pytest

from aescope.errors import StructureError
from aescope.plan import edited
from aescope.plan.registry import edits
from aescope.records import Place, Plan, Step
from tests.small_plan import planned

LAST_HAS_ONE = "decoded = Conv2D(1, 1, activation='relu')(img)"


def after(plan: Plan, name: str, to: object) -> Plan:
    return edited(plan, Step(name, {"to": to}, Place("log.md", 7)))


def test_the_edits_are_those_that_a_notebook_can_ask_for():
    assert list(edits) == ["batch-size", "epochs", "learning-rate", "loss", "optimizer", "output-activation"]


def test_the_activation_of_the_last_layer_is_changed_in_its_place():
    plan = planned(LAST_HAS_ONE)
    changed = after(plan, "output-activation", "sigmoid")
    assert changed[changed.output].config["activation"] == "sigmoid"
    assert changed.history == (Step("output-activation", {"to": "sigmoid"}, Place("log.md", 7)),)
    assert plan[plan.output].config["activation"] == "relu"
    assert changed.parameters == plan.parameters


@pytest.mark.parametrize("layer", ["LeakyReLU()", "Softmax()", "Activation('relu')"])
def test_a_last_layer_that_is_an_activation_is_replaced(layer):
    plan = planned(f"x = Conv2D(1, 1)(img)\ndecoded = {layer}(x)")
    changed = after(plan, "output-activation", "sigmoid")
    assert len(changed.nodes) == len(plan.nodes)
    assert (changed.nodes[-1].layer, changed.nodes[-1].config["activation"]) == ("Activation", "sigmoid")


def test_a_last_layer_without_activation_gets_one_after_it():
    changed = after(planned("x = Activation('relu')(img)\ndecoded = UpSampling2D()(x)"), "output-activation", "tanh")
    assert (changed.output, changed.nodes[-1].inputs) == ("activation_2", ("up_sampling2d_1",))
    assert changed.output_shape == (16, 16, 1)


def test_another_optimizer_has_its_own_rate():
    plan = planned(LAST_HAS_ONE, bullets={"learning_rate": "0.5"}, keras="2.2")
    assert after(plan, "optimizer", "adadelta").optimizer.arguments["learning_rate"] == 1.0
    assert after(plan, "optimizer", "Adam(lr=0.1)").optimizer.arguments["learning_rate"] == 0.1


def test_numbers_are_changed():
    plan = planned(LAST_HAS_ONE)
    assert after(plan, "learning-rate", 0.5).optimizer.arguments["learning_rate"] == 0.5
    assert after(plan, "epochs", 7).epochs == 7
    assert after(plan, "batch-size", 7).batch_size == 7
    assert after(plan, "loss", "huber").loss.name == "huber"


@pytest.mark.parametrize(
    ("step", "message"),
    [
        (
            Step("output-activaton", {"to": "relu"}),
            'unknown edit "output-activaton"; did you mean "output-activation"?',
        ),
        (Step("epochs", {"too": 3}), 'epochs has no argument "too"; did you mean "to"?'),
        (Step("epochs", {}), 'epochs needs the argument "to"'),
        (Step("epochs", {"to": 0}), "epochs has to=0; expected a whole number of at least 1. Change to."),
        (
            Step("optimizer", {"to": "adan"}),
            'optimizer "adan" is no optimizer that is read; expected adadelta, adagrad, adam, adamw, rmsprop, sgd. '
            'Did you mean "adam"?',
        ),
    ],
)
def test_an_edit_that_does_not_exist_is_refused_with_the_nearest(step, message):
    with pytest.raises(StructureError) as caught:
        edited(planned(LAST_HAS_ONE), step)
    assert str(caught.value) == f"log.md:10: {message}"
