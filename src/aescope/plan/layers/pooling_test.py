"""MaxPooling2D and AveragePooling2D: the same windows, the same sizes."""

import pytest

from tests.small_plan import layer_refusal, node_of, refusal


@pytest.mark.parametrize("layer", ["MaxPooling2D", "AveragePooling2D", "MaxPool2D", "AvgPool2D"])
@pytest.mark.parametrize(
    ("arguments", "shape"),
    [
        ("", (3, 2, 2)),
        ("(2, 2)", (3, 2, 2)),
        ("(2, 2), padding='same'", (4, 3, 2)),
        ("3, strides=1, padding='same'", (7, 5, 2)),
        ("3, 2", (3, 2, 2)),
        ("pool_size=(2, 3), strides=(1, 2)", (6, 2, 2)),
    ],
)
def test_sizes_of_odd_pictures_are_those_of_keras(layer, arguments, shape):
    node = node_of(f"{layer}({arguments})", (7, 5, 2))
    assert node.output_shape == shape
    assert node.weights == ()


def test_aliases_are_called_by_the_name_of_keras_3():
    assert (node_of("MaxPool2D()").layer, node_of("MaxPool2D()").name) == ("MaxPooling2D", "max_pooling2d_1")


def test_strides_are_the_window_where_they_are_left_out():
    assert node_of("MaxPooling2D((2, 3))").config["strides"] == (2, 3)


def test_a_window_larger_than_the_picture_is_refused():
    assert layer_refusal("AveragePooling2D(9)") == (
        "log.md:10: AveragePooling2D has a window of 9x9 on a picture of 8x6; expected a picture at least as large as "
        'the window. Use padding="same", or pool less before it.'
    )


def test_pooling_a_flat_row_is_refused():
    assert refusal("x = Flatten()(input_img)\ndecoded = MaxPooling2D()(x)") == (
        "log.md:11: MaxPooling2D is called on 64 numbers; expected a picture (height, width, channels). "
        "Put Reshape((height, width, channels)) before it."
    )
