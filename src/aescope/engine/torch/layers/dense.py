"""Dense in PyTorch."""

from collections.abc import Mapping, Sequence

from torch import Tensor

from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("Dense")
def dense(node: Node, keras: str) -> Layer:
    """The last axis times the kernel (inputs, outputs), on any rank."""

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        product = inputs[0] @ weights["kernel"]
        return product + weights["bias"] if "bias" in weights else product

    return Layer(compute, node.config.get("activation", "linear"))
