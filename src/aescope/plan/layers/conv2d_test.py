import pytest

from aescope.records import Call
from tests.small_plan import layer_refusal, node_of


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        ("Conv2D(3, (3, 3))", (6, 4, 3)),
        ("Conv2D(3, 3, padding='same')", (8, 6, 3)),
        ("Conv2D(3, (2, 5), padding='SAME')", (8, 6, 3)),
        ("Conv2D(3, (3, 3), strides=2, padding='same')", (4, 3, 3)),
        ("Conv2D(3, (3, 3), (3, 2), 'same')", (3, 3, 3)),
        ("Conv2D(3, (3, 3), strides=2)", (3, 2, 3)),
        ("Conv2D(3, 3, dilation_rate=2)", (4, 2, 3)),
        ("Convolution2D(filters=3, kernel_size=[1, 1])", (8, 6, 3)),
    ],
)
def test_shapes_are_those_of_keras(layer, shape):
    assert node_of(layer).output_shape == shape


def test_weights_are_a_kernel_and_a_bias_in_keras_layout():
    kernel, bias = node_of("Conv2D(5, (3, 2))").weights
    assert (kernel.name, kernel.shape, kernel.initializer) == (
        "kernel",
        (3, 2, 2, 5),
        Call("glorot_uniform", {"seed": None}),
    )
    assert (bias.name, bias.shape, bias.initializer) == ("bias", (5,), Call("zeros"))
    assert kernel.trainable
    assert bias.trainable


def test_parameters_and_work_are_counted_by_hand():
    node = node_of("Conv2D(5, (3, 2), padding='same')")
    assert node.parameters == 3 * 2 * 2 * 5 + 5
    assert node.multiply_adds == 3 * 2 * 2 * 5 * 8 * 6


def test_groups_divide_the_kernel():
    node = node_of("Conv2D(4, 3, groups=2)")
    assert node.weights[0].shape == (3, 3, 1, 4)
    assert layer_refusal("Conv2D(5, 3, groups=2)") == (
        "log.md:10: Conv2D has groups=2 for 2 channels in and 5 out; expected a number that divides both. "
        "Leave groups out."
    )


def test_a_layer_without_bias_has_a_kernel_alone():
    assert [weight.name for weight in node_of("Conv2D(5, 3, use_bias=False)").weights] == ["kernel"]


def test_every_setting_has_its_default():
    assert node_of("Conv2D(5, 3)").config == {
        "filters": 5,
        "kernel_size": (3, 3),
        "strides": (1, 1),
        "padding": "valid",
        "dilation_rate": (1, 1),
        "groups": 1,
        "activation": "linear",
        "use_bias": True,
        "kernel_initializer": Call("glorot_uniform", {"seed": None}),
        "bias_initializer": Call("zeros"),
        "kernel_regularizer": None,
        "bias_regularizer": None,
        "activity_regularizer": None,
        "trainable": True,
    }


def test_a_frozen_layer_keeps_its_weights_and_pays_no_penalty():
    node = node_of("Conv2D(5, 3, trainable=False, kernel_regularizer='l2')")
    assert [weight.trainable for weight in node.weights] == [False, False]
    assert node.weights[0].regularizer is None
    assert node.config["trainable"] is False


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        ("Conv2D(0, 3)", "Conv2D has filters=0; expected a whole number of at least 1. Change filters."),
        ("Conv2D(2.5, 3)", "Conv2D has filters=2.5; expected a whole number of at least 1. Change filters."),
        ("Conv2D(True, 3)", "Conv2D has filters=True; expected a whole number of at least 1. Change filters."),
        (
            "Conv2D(n, 3)",
            'Conv2D has filters=n, and the name "n" has no value; expected a whole number of at least 1. '
            "Write the value.",
        ),
        (
            "Conv2D(4, (3, 3, 3))",
            "Conv2D has kernel_size=(3, 3, 3); expected one whole number or a pair such as (2, 2). Change kernel_size.",
        ),
        (
            "Conv2D(4, 3, padding='sam')",
            'Conv2D has padding=\'sam\'; expected "valid" or "same". Did you mean "same"?',
        ),
        (
            "Conv2D(4, 3, pading='same')",
            'Conv2D has no argument "pading"; expected one that Keras knows. Did you mean "padding"?',
        ),
        ("Conv2D(4)", 'Conv2D lacks the argument "kernel_size"; expected it to be written. Add kernel_size=...'),
        (
            "Conv2D(4, 3, filters=4)",
            'Conv2D is given "filters" twice, by position and by name; expected it once. Take filters=4 out.',
        ),
        (
            "Conv2D(4, 9)",
            "Conv2D has a window of 9x9 on a picture of 8x6; expected a picture at least as large as the window. "
            'Use padding="same", or pool less before it.',
        ),
        (
            "Conv2D(4, 3, strides=2, dilation_rate=2)",
            "Conv2D has strides=(2, 2) and dilation_rate=(2, 2); expected one of them to be 1. Use either alone.",
        ),
        (
            "Conv2D(4, 3, data_format='channels_first')",
            "Conv2D has data_format='channels_first'; expected None or 'channels_last'. "
            "Leave it out: pictures come as (height, width, channels).",
        ),
        (
            "Conv2D(4, 3, kernel_constraint=MaxNorm(2))",
            "Conv2D has kernel_constraint=MaxNorm(2); expected None. "
            "Take kernel_constraint out; a regularizer may do instead.",
        ),
    ],
)
def test_a_wrong_argument_says_what_was_found_what_was_expected_and_the_mend(layer, message):
    assert layer_refusal(layer) == f"log.md:10: {message}"
