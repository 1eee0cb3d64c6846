import pytest

from aescope.plan.activations import ACTIVATIONS
from aescope.records import Call
from tests.small_plan import layer_refusal, node_of, planned


@pytest.mark.parametrize("name", ACTIVATIONS)
def test_every_name_is_read_in_all_its_spellings(name):
    for written in (f"'{name}'", f"keras.activations.{name}", f"tf.nn.{name}", name):
        assert node_of(f"Conv2D(1, 1, activation={written})").config["activation"] == name


@pytest.mark.parametrize(("alias", "name"), [("swish", "silu"), ("hard_swish", "hard_silu")])
def test_aliases_have_the_name_of_keras_3(alias, name):
    assert node_of(f"Dense(1, activation='{alias}')").config["activation"] == name


@pytest.mark.parametrize(
    ("written", "call"),
    [
        ("LeakyReLU()", Call("LeakyReLU", {"negative_slope": 0.3})),
        ("layers.LeakyReLU(alpha=0.1)", Call("LeakyReLU", {"negative_slope": 0.1})),
        ("ReLU(6)", Call("ReLU", {"max_value": 6.0, "negative_slope": 0.0, "threshold": 0.0})),
    ],
)
def test_an_activation_layer_as_argument_keeps_its_settings(written, call):
    assert node_of(f"Conv2D(1, 1, activation={written})").config["activation"] == call


def test_an_activation_layer_may_have_a_name_first():
    plan = planned("act = LeakyReLU(0.1)\ndecoded = Conv2D(1, 1, activation=act)(img)")
    assert plan["conv2d_1"].config["activation"] == Call("LeakyReLU", {"negative_slope": 0.1})


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("'sigmoyd'", 'has the activation "sigmoyd"; expected one that Keras knows. Did you mean "sigmoid"?'),
        ("'Relu'", 'has the activation "Relu"; expected one that Keras knows. Did you mean "relu"?'),
        (
            "3",
            'has activation=3; expected the name of an activation. Write it as a name, such as activation="relu".',
        ),
        (
            "LeakyReLU(slop=1)",
            'has no argument "slop"; expected one that Keras knows. Known are: alpha, negative_slope.',
        ),
    ],
)
def test_an_unknown_activation_is_refused_with_the_nearest(written, message):
    assert layer_refusal(f"Conv2D(1, 1, activation={written})") == f"log.md:10: Conv2D {message}"
