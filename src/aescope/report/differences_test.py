"""What is new in an experiment, in a few words."""

from dataclasses import replace

import numpy as np

from aescope.records import Call, Event, Step
from aescope.report.differences import differences
from tests.factories import black, frozen, learned, plan, refused


def changed(**changes):
    outcome = learned()
    return differences(outcome, replace(outcome, plan=replace(outcome.plan, **changes)))


def test_an_experiment_does_not_differ_from_itself():
    assert differences(learned(), learned()) == ()


def test_parameters_that_changed_are_named():
    assert changed(optimizer=Call("adadelta")) == ("optimizer adadelta",)
    assert changed(optimizer=Call("adam", {"learning_rate": 1e-4})) == ("optimizer adam(learning_rate=0.0001)",)
    assert changed(loss=Call("mse"), epochs=5) == ("loss mse", "5 epochs")
    assert changed(batch_size=16) == ("batches of 16",)


def test_a_last_activation_is_told_by_itself():
    assert differences(learned(), replace(learned(), plan=plan("8"))) == ("last activation linear instead of sigmoid",)


def test_a_layer_more_or_less_is_named_by_its_kind():
    with_branch = replace(learned(), plan=plan("8", activation="sigmoid", side_branch=True))
    assert differences(learned(), with_branch) == ("with Flatten",)
    assert differences(with_branch, learned()) == ("without Flatten",)


def test_a_layer_that_changed_is_told_by_what_changed_in_it():
    colour = plan("8", (32, 32, 3), activation="sigmoid")
    says = differences(learned(), replace(learned(), plan=colour))
    assert says == ("Conv2D(filters=3) instead of Conv2D(filters=1)",)


def test_many_layers_more_are_another_structure():
    bigger = plan("8", activation="sigmoid")
    nodes = (*bigger.nodes[:3], *(replace(bigger.nodes[1], name=f"conv{n}") for n in range(5)), *bigger.nodes[3:])
    (says,) = differences(learned(), replace(learned(), plan=replace(bigger, nodes=nodes)))
    assert says.startswith("another structure (10 layers, ")


def test_pictures_that_changed_are_named():
    outcome = learned()
    images = outcome.images
    doubled = replace(images, training=np.concatenate([images.training, images.training]))
    assert differences(outcome, replace(outcome, images=doubled)) == ("36 training pictures instead of 18",)
    other = replace(images, name="CIFAR", history=(*images.history, Event(Step("divide", {"by": 255}), 0.0, 1.0, 0.5)))
    says = "images CIFAR of 32 x 32 x 1, pixels by divide 4095, divide 255"
    assert differences(outcome, replace(outcome, images=other)) == (says,)
    assert differences(outcome, replace(outcome, images=replace(other, name="cells"))) == ("pixels with divide 255",)


def test_what_is_held_out_and_where_pictures_were_read_are_no_change_of_pixels():
    outcome = learned()
    split = Event(Step("split", {"held_out": 0.2}), 0.0, 1.0, 0.5)
    images = replace(outcome.images, history=(*outcome.images.history, split))
    assert differences(outcome, replace(outcome, images=images)) == ()
    fewer = replace(outcome.images, history=outcome.images.history[:1])
    assert differences(outcome, replace(outcome, images=fewer)) == ("pixels without divide 4095",)


def test_without_a_plan_on_either_side_nothing_is_said():
    assert differences(refused(), black()) == differences(frozen(), refused()) == differences(None, black()) == ()
