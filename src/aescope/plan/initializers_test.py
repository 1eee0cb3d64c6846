import pytest

from aescope.records import Call
from tests.small_plan import layer_refusal, node_of


@pytest.mark.parametrize(
    ("written", "call"),
    [
        ("'he_normal'", Call("he_normal", {"seed": None})),
        ("'HeNormal'", Call("he_normal", {"seed": None})),
        ("HeNormal()", Call("he_normal", {"seed": None})),
        ("keras.initializers.GlorotUniform(seed=3)", Call("glorot_uniform", {"seed": 3})),
        ("glorot_normal(7)", Call("glorot_normal", {"seed": 7})),
        ("'normal'", Call("random_normal", {"mean": 0.0, "stddev": 0.05, "seed": None})),
        ("RandomNormal(stddev=0.2)", Call("random_normal", {"mean": 0.0, "stddev": 0.2, "seed": None})),
        ("RandomUniform(-1, 1)", Call("random_uniform", {"minval": -1.0, "maxval": 1.0, "seed": None})),
        ("'uniform'", Call("random_uniform", {"minval": -0.05, "maxval": 0.05, "seed": None})),
        ("TruncatedNormal()", Call("truncated_normal", {"mean": 0.0, "stddev": 0.05, "seed": None})),
        ("'zeros'", Call("zeros")),
        ("Zeros()", Call("zeros")),
        ("initializers.Ones", Call("ones")),
        ("Constant(0.1)", Call("constant", {"value": 0.1})),
        ("Orthogonal(gain=2.0)", Call("orthogonal", {"gain": 2.0, "seed": None})),
        ("'lecun_uniform'", Call("lecun_uniform", {"seed": None})),
        (
            "VarianceScaling(2.0, 'fan_out', 'uniform')",
            Call("variance_scaling", {"scale": 2.0, "mode": "fan_out", "distribution": "uniform", "seed": None}),
        ),
    ],
)
def test_names_and_calls_are_read_with_the_defaults_of_keras(written, call):
    node = node_of(f"Conv2D(1, 1, kernel_initializer={written})")
    assert node.config["kernel_initializer"] == call
    assert node.weights[0].initializer == call


@pytest.mark.parametrize(
    ("written", "message"),
    [
        (
            "'he_norml'",
            'has kernel_initializer="he_norml"; expected an initializer that Keras knows. Did you mean "he_normal"?',
        ),
        (
            "3",
            'has kernel_initializer=3; expected the name or the call of an initializer. Write it as "glorot_uniform".',
        ),
        ("RandomNormal(std=1)", 'has no argument "std"; expected one that Keras knows. Did you mean "stddev"?'),
        ("RandomNormal(stddev=-1)", "has stddev=-1; expected a number of at least 0. Change stddev."),
        ("Zeros(1)", "has 1 arguments without a name; expected none. Name them, or take the last ones out."),
    ],
)
def test_what_is_no_initializer_is_refused_with_the_nearest(written, message):
    assert layer_refusal(f"Conv2D(1, 1, kernel_initializer={written})") == f"log.md:10: Conv2D {message}"
