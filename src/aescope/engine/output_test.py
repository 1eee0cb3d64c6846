import pytest

from aescope.engine.output import trained_from_logits
from tests.plans import planned

_BEGIN = "x = Conv2D(2, (3, 3), padding='same')(input_img)\n"
_SIGMOID = "x = Conv2D(2, (3, 3), activation='sigmoid', padding='same')(input_img)\n"


def _found(code, keras="3"):
    return trained_from_logits(planned(code, (4, 4, 2), keras=keras))


@pytest.mark.parametrize(
    "code",
    [
        _SIGMOID.replace("x =", "decoded ="),
        _SIGMOID.replace("x =", "decoded =").replace("sigmoid", "softmax"),
        _BEGIN + "decoded = Activation('sigmoid')(x)",
        _BEGIN + "decoded = Softmax()(x)",
        _BEGIN + "decoded = Softmax(axis=1)(x)",
        _SIGMOID + "decoded = Activation('linear')(x)",
        _SIGMOID + "decoded = Dropout(0.5)(x)",
    ],
)
def test_a_sigmoid_or_softmax_at_the_end_leaves_logits(code):
    assert _found(code)


@pytest.mark.parametrize(
    "code",
    [
        _BEGIN.replace("x =", "decoded ="),
        _SIGMOID + "decoded = Reshape((4, 4, 2))(x)",
        _SIGMOID + "decoded = Activation('relu')(x)",
        _BEGIN + "decoded = Softmax(axis=[1, 2])(x)",
        _BEGIN + "decoded = Activation('hard_sigmoid')(x)",
    ],
)
def test_anything_after_it_or_instead_of_it_does_not(code):
    assert not _found(code)


def test_keras_2_2_knew_of_no_logits():
    assert not _found(_SIGMOID.replace("x =", "decoded ="), keras="2.2")
