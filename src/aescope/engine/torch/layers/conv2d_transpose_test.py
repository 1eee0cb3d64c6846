import pytest
import torch

from aescope.engine.torch.layer import Pass, builders
from tests.plans import planned


def _layer(code, shape):
    (node,) = planned(f"decoded = {code}(input_img)", shape).nodes[1:]
    return node, builders[node.layer](node, "3").compute


# TensorFlow refuses dilation here on a processor, so Keras has no answer; without it tests/parity has Keras' own.
@pytest.mark.parametrize(
    "how",
    [
        "2, padding='same', dilation_rate=2",
        "3, padding='same', dilation_rate=2",
        "3, padding='valid', dilation_rate=(1, 3)",
        "3, padding='same', strides=2",
        "4, padding='same', strides=3",
        "5, padding='valid', strides=2",
    ],
)
def test_it_is_the_gradient_of_the_convolution_with_the_same_arguments(how):
    kernel = torch.randn(5, 2, *[int(how[0])] * 2, dtype=torch.float64)
    small = torch.randn(1, 4, 3, 5, dtype=torch.float64)
    node, transposed = _layer(f"Conv2DTranspose(2, {how}, use_bias=False)", (4, 3, 5))
    found = transposed([small], {"kernel": kernel}, Pass(training=True))
    assert found.shape[1:] == node.output_shape

    picture = torch.zeros(found.shape, dtype=torch.float64, requires_grad=True)
    _, forward = _layer(f"Conv2D(5, {how}, use_bias=False)", tuple(found.shape[1:]))
    (gradient,) = torch.autograd.grad(forward([picture], {"kernel": kernel}, Pass(training=True)), picture, small)
    assert torch.allclose(found, gradient)
