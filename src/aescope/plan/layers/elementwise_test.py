"""Layers that leave the shape alone: activations, noise, normalisation."""

import pytest

from aescope.records import Call
from tests.small_plan import layer_refusal, node_of


@pytest.mark.parametrize(
    ("layer", "config"),
    [
        ("LeakyReLU()", {"negative_slope": 0.3}),
        ("LeakyReLU(alpha=0.1)", {"negative_slope": 0.1}),
        ("LeakyReLU(0.05)", {"negative_slope": 0.05}),
        ("ReLU()", {"max_value": None, "negative_slope": 0.0, "threshold": 0.0}),
        ("ReLU(6, 0.1)", {"max_value": 6.0, "negative_slope": 0.1, "threshold": 0.0}),
        ("ELU()", {"alpha": 1.0}),
        ("Softmax()", {"axis": -1}),
        ("Softmax(axis=[1, 2])", {"axis": (1, 2)}),
        ("Activation('swish')", {"activation": "silu"}),
        ("Activation(None)", {"activation": "linear"}),
        ("Dropout(0.5)", {"rate": 0.5, "seed": None}),
        ("GaussianNoise(0.1, seed=3)", {"stddev": 0.1, "seed": 3}),
    ],
)
def test_settings_are_those_of_keras(layer, config):
    node = node_of(layer)
    assert node.config == {**config, "trainable": True}
    assert node.output_shape == (8, 6, 2)
    assert node.parameters == 0


def test_batch_normalization_has_four_weights_of_which_two_are_trained():
    node = node_of("BatchNormalization()")
    assert [(weight.name, weight.shape, weight.trainable) for weight in node.weights] == [
        ("gamma", (2,), True),
        ("beta", (2,), True),
        ("moving_mean", (2,), False),
        ("moving_variance", (2,), False),
    ]
    assert [weight.initializer for weight in node.weights] == [Call("ones"), Call("zeros"), Call("zeros"), Call("ones")]
    assert (node.config["momentum"], node.config["epsilon"], node.config["axis"]) == (0.99, 0.001, -1)


def test_batch_normalization_without_scale_and_center_keeps_the_moving_two():
    node = node_of("BatchNormalization(scale=False, center=False)")
    assert [weight.name for weight in node.weights] == ["moving_mean", "moving_variance"]


def test_batch_normalization_over_rows_counts_rows():
    assert node_of("BatchNormalization(axis=1)").weights[0].shape == (8,)


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        ("Dropout(1.5)", "Dropout has rate=1.5; expected a number from 0 to 1. Change rate."),
        ("Dropout('a')", "Dropout has rate='a'; expected a number from 0 to 1. Change rate."),
        ("GaussianNoise(-1)", "GaussianNoise has stddev=-1; expected a number of at least 0. Change stddev."),
        ("LeakyReLU(-1)", "LeakyReLU has negative_slope=-1; expected a number of at least 0. Change negative_slope."),
        ("Softmax(axis=4)", "Softmax has axis=4; expected an axis from 1 to 3, or -1 to -3 from the end. Change axis."),
        ("Softmax(axis=0)", "Softmax has axis=0; expected an axis from 1 to 3, or -1 to -3 from the end. Change axis."),
        (
            "Activation('rellu')",
            'Activation has the activation "rellu"; expected one that Keras knows. Did you mean "relu"?',
        ),
        ("BatchNormalization(renorm=True)", "BatchNormalization has renorm=True; expected False. Take renorm out."),
    ],
)
def test_a_wrong_argument_says_what_was_found_what_was_expected_and_the_mend(layer, message):
    assert layer_refusal(layer) == f"log.md:10: {message}"
