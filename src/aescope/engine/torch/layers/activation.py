"""The layers that are nothing but an activation, in PyTorch."""

from aescope.engine.output import activation_of
from aescope.engine.torch.layer import Layer, builders, first_input
from aescope.records import Node


@builders.register("Activation", "ReLU", "LeakyReLU", "ELU", "Softmax")
def activation(node: Node, keras: str) -> Layer:
    """The input through the function that `activations.py` has under that name."""
    return Layer(first_input, activation_of(node))
