"""How much memory and work a plan asks for, told before anything is allocated."""

import os
from dataclasses import dataclass
from math import prod

from aescope.errors import StructureError
from aescope.plan.meaning import shape_text
from aescope.records import Node, Plan

_BYTES = 4
# Numbers that an optimizer keeps for every weight.
_KEPT = {"sgd": 0, "adagrad": 1, "rmsprop": 1, "adadelta": 2, "adam": 2, "adamw": 2}
# While it trains, every output is kept for the gradient, and gradients and working copies take about as much again.
_COPIES_OF_OUTPUTS = 2
# Where the system does not tell (Windows has no sysconf): more than the machines that notebooks are run on have.
_MEMORY_UNKNOWN = 256 * 10**9
_UNITS = ("B", "kB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB")


@dataclass(frozen=True)
class SizeEstimate:
    """Bytes are of float32. `weights` counts the weights, their gradients and what the optimizer keeps."""

    parameters: int
    weights: int
    activations: int
    images: int
    multiply_adds: int

    @property
    def total(self) -> int:
        """All bytes that training holds at once."""
        return self.weights + self.activations + self.images


def estimate(plan: Plan, images: int = 0) -> SizeEstimate:
    """What training `plan` on `images` pictures asks for; activations are of one batch, multiply-adds of one image."""
    batch = min(plan.batch_size, images) if images else plan.batch_size
    outputs = sum(prod(node.output_shape) for node in plan.nodes)
    copies = 2 + _KEPT.get(plan.optimizer.name, 2)
    return SizeEstimate(
        parameters=plan.parameters,
        weights=plan.parameters * copies * _BYTES,
        activations=outputs * batch * _COPIES_OF_OUTPUTS * _BYTES,
        images=images * prod(plan.input_shape) * _BYTES,
        multiply_adds=sum(node.multiply_adds for node in plan.nodes),
    )


def refuse_if_too_big(plan: Plan, memory_bytes: int | None = None, images: int = 0) -> SizeEstimate:
    """The estimate, where it fits into `memory_bytes` (None: this machine's memory, else 256 GB).

    Raises StructureError with the figures and the line of the largest layer.
    """
    asked = estimate(plan, images)
    memory = memory_bytes or memory_of_machine() or _MEMORY_UNKNOWN
    if asked.total <= memory:
        return asked
    if asked.images > max(asked.weights, asked.activations):
        raise StructureError(
            f"{plan.nodes[0].place}: {images} images of {shape_text(plan.input_shape)} take {_size(asked.images)}; "
            f"expected at most {_size(memory)}, the memory there is. Take fewer images, or crop them."
        )
    largest = max(plan.nodes, key=lambda node: _bytes_of(node, plan.batch_size))
    raise StructureError(
        f"{largest.place}: training takes about {_size(asked.total)}: {_size(asked.weights)} for {asked.parameters:,} "
        f"weights and {_size(asked.activations)} for the outputs of a batch of {plan.batch_size}; expected at most "
        f"{_size(memory)}, the memory there is. The largest layer is {largest.name}, "
        f"{shape_text(largest.output_shape)}: make it or the batch smaller."
    )


def memory_of_machine() -> int | None:
    """Bytes of memory of this machine, None where the system does not tell."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return None


def _bytes_of(node: Node, batch: int) -> int:
    return _BYTES * (4 * node.parameters + _COPIES_OF_OUTPUTS * batch * prod(node.output_shape))


def _size(number: int) -> str:
    """Bytes as a person says them: `3.2 GB`."""
    power = min(max(len(str(number)) - 1, 0) // 3, len(_UNITS) - 1)
    return f"{number / 1000**power:,.3g} {_UNITS[power]}"
