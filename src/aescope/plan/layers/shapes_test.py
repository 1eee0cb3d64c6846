"""Layers that change the shape alone."""

import pytest

from tests.small_plan import layer_refusal, node_of, planned


@pytest.mark.parametrize(
    ("layer", "shape"),
    [
        ("Flatten()", (96,)),
        ("Reshape((96,))", (96,)),
        ("Reshape(96)", (96,)),
        ("Reshape((-1,))", (96,)),
        ("Reshape((4, -1, 2))", (4, 12, 2)),
        ("Reshape(target_shape=[6, 8, 2])", (6, 8, 2)),
        ("UpSampling2D()", (16, 12, 2)),
        ("UpSampling2D((1, 3), interpolation='bilinear')", (8, 18, 2)),
        ("GlobalAveragePooling2D()", (2,)),
        ("GlobalAvgPool2D(keepdims=True)", (1, 1, 2)),
        ("ZeroPadding2D()", (10, 8, 2)),
        ("ZeroPadding2D((1, 2))", (10, 10, 2)),
        ("ZeroPadding2D(((1, 0), (0, 2)))", (9, 8, 2)),
        ("Cropping2D()", (8, 6, 2)),
        ("Cropping2D(1)", (6, 4, 2)),
        ("Cropping2D(((0, 1), (2, 0)))", (7, 4, 2)),
    ],
)
def test_shapes_are_those_of_keras(layer, shape):
    node = node_of(layer)
    assert node.output_shape == shape
    assert node.parameters == 0


def test_a_size_left_to_reshape_is_worked_out():
    assert node_of("Reshape((4, -1, 2))").config["target_shape"] == (4, 12, 2)


@pytest.mark.parametrize(
    ("layer", "message"),
    [
        (
            "Reshape((5, 5))",
            "Reshape has target_shape=(5, 5) for 8x6x2, which is 96 numbers; expected a shape of 96 numbers. "
            "Change target_shape, or the layer before it.",
        ),
        (
            "Reshape((-1, -1))",
            "Reshape has target_shape=(-1, -1); expected the sizes of one image, at most one of them -1. "
            "Change target_shape.",
        ),
        ("Reshape((-1, 7))", "Reshape has target_shape=(-1, 7) for 8x6x2, which is 96 numbers; expected a shape of 96"),
        ("Reshape((0, 96))", "Reshape has target_shape=0; expected a whole number of at least 1."),
        ("Cropping2D(3)", "Cropping2D cuts 6 rows and 6 columns off 8x6; expected at least one pixel to be left."),
        (
            "UpSampling2D(interpolation='bicubic')",
            'UpSampling2D has interpolation=\'bicubic\'; expected "nearest" or "bilinear".',
        ),
        (
            "ZeroPadding2D((1, 2, 3))",
            "ZeroPadding2D has padding=(1, 2, 3); expected a whole number, a pair, or two pairs",
        ),
    ],
)
def test_what_does_not_fit_says_so_with_the_figures(layer, message):
    assert layer_refusal(layer).startswith(f"log.md:10: {message}")


def test_dense_works_on_the_last_axis():
    node = node_of("Dense(5)")
    assert node.output_shape == (8, 6, 5)
    assert [weight.shape for weight in node.weights] == [(2, 5), (5,)]
    assert node.multiply_adds == 8 * 6 * 2 * 5


def test_dense_after_flatten_sees_every_number():
    plan = planned("x = Flatten()(input_img)\ndecoded = Dense(3, use_bias=False)(x)", (8, 6, 2))
    assert plan["dense_1"].parameters == 96 * 3
    assert plan["dense_1"].output_shape == (3,)
