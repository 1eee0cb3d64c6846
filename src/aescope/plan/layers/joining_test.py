"""Add and Concatenate: layers on several inputs."""

import pytest

from tests.small_plan import planned, refusal

BRANCHES = "a = Conv2D(3, 1)(input_img)\nb = Conv2D(3, 1)(a)\n"


@pytest.mark.parametrize(
    ("call", "shape"),
    [
        ("Add()([a, b])", (8, 8, 3)),
        ("add([a, b])", (8, 8, 3)),
        ("keras.layers.add([a, b, a])", (8, 8, 3)),
        ("Concatenate()([a, b, input_img])", (8, 8, 7)),
        ("concatenate([a, b], axis=1)", (16, 8, 3)),
        ("Concatenate(axis=-2)([a, b])", (8, 16, 3)),
    ],
)
def test_shapes_are_those_of_keras(call, shape):
    assert planned(f"{BRANCHES}decoded = {call}").output_shape == shape


def test_the_inputs_keep_their_order():
    plan = planned(f"{BRANCHES}decoded = Concatenate()([b, input_img, a])")
    assert plan["concatenate_1"].inputs == ("conv2d_2", "input_1", "conv2d_1")


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (
            "Add()([a, input_img])",
            "Add is called on 8x8x3 and 8x8x1; expected two or more inputs of one shape, in a list. "
            "Bring them to the same shape first, or use Concatenate().",
        ),
        ("Add()(a)", "Add is called on 8x8x3; expected two or more inputs of one shape, in a list."),
        (
            "Concatenate(axis=1)([a, input_img])",
            "Concatenate is called on 8x8x3 and 8x8x1; expected two or more inputs, in a list, that are alike except "
            "along axis 1. Bring them to the same size first.",
        ),
        (
            "Conv2D(1, 1)([a, b])",
            "Conv2D is called on 2 inputs; expected one. Join them first with Concatenate() or Add().",
        ),
        (
            "a + b",
            "found a + b; expected layers alone, without arithmetic. Write Add()([a, b]) for a sum.",
        ),
    ],
)
def test_what_cannot_be_joined_is_refused(call, message):
    assert refusal(f"{BRANCHES}decoded = {call}").startswith(f"log.md:12: {message}")
