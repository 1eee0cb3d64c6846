"""Input in PyTorch."""

from aescope.engine.torch.layer import Layer, builders, first_input
from aescope.records import Node


@builders.register("Input", "InputLayer")
def input_(node: Node, keras: str) -> Layer:
    """The pictures as they come."""
    return Layer(first_input)
