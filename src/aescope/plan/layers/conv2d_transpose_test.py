import pytest

from tests.small_plan import layer_refusal, node_of


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        ("Conv2DTranspose(3, (3, 3))", (10, 8, 3)),
        ("Conv2DTranspose(3, 3, strides=2, padding='same')", (16, 12, 3)),
        ("Conv2DTranspose(3, 3, strides=2)", (17, 13, 3)),
        ("Conv2DTranspose(3, 2, strides=3)", (24, 18, 3)),
        ("Conv2DTranspose(3, 3, 2, 'same', 1)", (16, 12, 3)),
        ("Conv2DTranspose(3, 3, strides=2, padding='same', output_padding=0)", (15, 11, 3)),
        ("Deconvolution2D(3, 3, padding='same')", (8, 6, 3)),
    ],
)
def test_shapes_are_those_of_keras(layer, shape):
    assert node_of(layer).output_shape == shape


def test_the_kernel_lies_the_other_way_round():
    node = node_of("Conv2DTranspose(5, (3, 2))")
    assert node.weights[0].shape == (3, 2, 5, 2)
    assert node.parameters == 65
    assert node.multiply_adds == 3 * 2 * 5 * 2 * 8 * 6


def test_output_padding_stays_below_the_stride():
    assert layer_refusal("Conv2DTranspose(3, 3, strides=2, output_padding=2)") == (
        "log.md:10: Conv2DTranspose has output_padding=(2, 2) with strides=(2, 2); expected less than the strides. "
        "Leave it out."
    )
