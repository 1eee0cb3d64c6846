"""What a builder makes of a node: how its numbers are computed, and which activation follows.

Every tensor that passes between layers is channels last as in Keras, (image, height, width, channel) or
(image, numbers); the axes of a layer's arguments can be taken as they are.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

import torch
from torch import Tensor

from aescope.engine.settings import number
from aescope.engine.streams import Purpose, seed_number
from aescope.records import Node, Setting
from aescope.registry import Registry


@dataclass
class Pass:
    """One way of a batch through the network.

    `moved` collects what moving averages become, by tensor name: whoever trains puts it in, whoever only looks does
    not. `noise_key` (seed, epoch, step) is what dropout and noise are drawn from.
    """

    training: bool
    noise_key: tuple[int, int, int] = (0, 0, 0)
    moved: dict[str, Tensor] = field(default_factory=dict)

    def noise(self, node: Node, device: torch.device) -> torch.Generator:
        """The random numbers of one layer in this pass: from its own seed if it has one, else from the run's."""
        own = node.config.get("seed")
        seed, epoch, step = self.noise_key
        first = seed if own is None else int(number(own))
        generator = torch.Generator(device=device)
        generator.manual_seed(seed_number(Purpose.NOISE, first, epoch, step, node.name if own is None else ""))
        return generator


# Inputs in the node's order, the node's own tensors by name (kernel, bias, ...), the pass.
Compute: TypeAlias = Callable[[Sequence[Tensor], Mapping[str, Tensor], Pass], Tensor]


@dataclass(frozen=True)
class Layer:
    """`compute` gives the output before the activation."""

    compute: Compute
    activation: Setting = "linear"


# Called with the node and the meaning ("3" or "2.2").
Builder: TypeAlias = Callable[[Node, str], Layer]
builders: Registry[Builder] = Registry("aescope.engine.torch.layers", "layer")


def first_input(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
    """The one input as it is, for layers that are nothing but an activation."""
    return inputs[0]
