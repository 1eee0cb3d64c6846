"""Which layer the words of a link mean."""

import pytest

from aescope.records import Call, Node
from aescope.report.layers import asked_layers
from tests.factories import plan


@pytest.mark.parametrize(
    ("words", "layers"),
    [
        ("Last layer before sigmoid", ("up_sampling2d_1",)),
        ("the last layer before the final sigmoid", ("up_sampling2d_1",)),
        ("what comes before max_pooling2d_1", ("max_pooling2d_1",)),
        ("layer before MaxPooling2D", ("conv2d_1",)),
        ("activations of conv2d_2 and conv2d_3", ("conv2d_2", "conv2d_3")),
        ("the bottleneck layer", ("max_pooling2d_1",)),
        ("first layer", ("conv2d_1",)),
        ("layer 3", ("conv2d_2",)),
        ("last layer", ("conv2d_3",)),
        ("layer before softmax", ()),
        ("layer 99", ()),
        ("activations", ()),
    ],
)
def test_words_name_layers_or_none_which_means_all(words, layers):
    assert asked_layers(plan(activation="sigmoid"), words) == layers


def test_a_sigmoid_that_is_a_layer_of_its_own_has_the_convolution_before_it():
    plain = plan()
    last = Node("activation_1", "Activation", {"activation": Call("sigmoid")}, ("conv2d_3",), plain.output_shape)
    from dataclasses import replace

    separate = replace(plain, nodes=(*plain.nodes, last), output="activation_1")
    assert asked_layers(separate, "last layer before sigmoid") == ("conv2d_3",)
