import pytest

from aescope.records import Call
from tests.small_plan import layer_refusal, node_of


@pytest.mark.parametrize(
    ("written", "factors"),
    [
        ("'l1'", (0.01, 0.0)),
        ("'l2'", (0.0, 0.01)),
        ("'L2'", (0.0, 0.01)),
        ("l1(0.02)", (0.02, 0.0)),
        ("regularizers.l2(1e-4)", (0.0, 1e-4)),
        ("l2(l=1e-3)", (0.0, 1e-3)),
        ("keras.regularizers.L1(l1=0.3)", (0.3, 0.0)),
        ("l1_l2(l1=0.1, l2=0.2)", (0.1, 0.2)),
        ("L1L2(0.1, 0.2)", (0.1, 0.2)),
        ("L1L2()", (0.0, 0.0)),
        ("l1()", (0.01, 0.0)),
    ],
)
def test_all_penalties_become_one_form(written, factors):
    call = Call("l1_l2", {"l1": factors[0], "l2": factors[1]})
    node = node_of(f"Conv2D(1, 1, kernel_regularizer={written}, activity_regularizer={written})")
    assert node.config["kernel_regularizer"] == call
    assert node.config["activity_regularizer"] == call
    assert [weight.regularizer for weight in node.weights] == [call, None]


def test_no_penalty_is_none():
    assert node_of("Conv2D(1, 1, bias_regularizer=None)").config["bias_regularizer"] is None


@pytest.mark.parametrize(
    ("written", "message"),
    [
        ("'l3'", 'has bias_regularizer="l3"; expected l1, l2 or l1_l2. Known are: L1, L1L2, L2, l1, l1_l2, l1l2, l2.'),
        ("'l1_l2'", "has bias_regularizer='l1_l2'; expected its two factors. Write l1_l2(l1=0.01, l2=0.01)."),
        ("0.01", "has bias_regularizer=0.01; expected the name or the call of a regularizer. Write it as l2(0.01)."),
        ("l2(-1)", "has l2=-1; expected a number of at least 0. Change l2."),
        ("l1(l2=1)", 'has no argument "l2"; expected one that Keras knows. Known are: l1.'),
    ],
)
def test_what_is_no_penalty_is_refused(written, message):
    assert layer_refusal(f"Conv2D(1, 1, bias_regularizer={written})").startswith(f"log.md:10: Conv2D {message}")
