"""What all optimizers share: the learning rate, clipping, weight decay, and the count of updates."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from typing import TypeAlias

import numpy as np
import torch
from torch import Tensor

from aescope.engine.settings import number
from aescope.records import Call
from aescope.registry import Registry

# What torch._foreach_... takes: many tensors, treated alike at once.
Tensors: TypeAlias = tuple[Tensor, ...] | list[Tensor]


class Optimizer(ABC):
    """Keras' update of many tensors at once; they are changed in place.

    Formulas, their order of operations and the place of epsilon are Keras', not torch's. Scalars are worked out in
    double precision and rounded once, where Keras on TensorFlow rounds them at every step of the way.
    """

    def __init__(self, call: Call, weights: Sequence[Tensor], keras: str) -> None:
        self.call = call
        self.weights = list(weights)
        self.keras = keras
        self.rate = self.of("learning_rate", 0.001)
        self.updates = 0

    def of(self, name: str, default: float) -> float:
        """A number of the optimizer's call."""
        value = self.call.arguments.get(name)
        return default if value is None else number(value)

    def single(self, name: str, default: float) -> float:
        """The same, rounded to single precision: Keras casts some numbers by way of float32, in float64 too."""
        return float(np.float32(self.of(name, default)))

    def zeros(self) -> Tensors:
        """A tensor of zeros beside every weight, laid out in memory like it."""
        return [torch.zeros_like(weight) for weight in self.weights]

    def step(self, gradients: Tensors) -> None:
        """One update."""
        if not self.weights:
            return
        with torch.no_grad():
            clipped = self._clipped(gradients)
            decay = self.single("weight_decay", 0.0)
            if decay:
                torch._foreach_sub_(
                    self.weights, torch._foreach_mul(torch._foreach_mul(self.weights, decay), self.rate)
                )
            self.update(clipped)
        self.updates += 1

    @abstractmethod
    def update(self, gradients: Tensors) -> None:
        """Change `weights` by the member's own formula; the gradients may not be changed."""

    def _clipped(self, gradients: Tensors) -> Tensors:
        """By each tensor's norm, by the norm of all, or by value: Keras does the first that is asked for.

        Keras 2.2 takes the norm of all tensors for `clipnorm` too, and clips by value after it.
        """
        norm, overall, value = (self.of(name, 0.0) for name in ("clipnorm", "global_clipnorm", "clipvalue"))
        if self.keras == "2.2":
            overall, norm = norm or overall, 0.0
        if norm > 0:
            return [
                gradient * norm / length.clamp(min=norm)
                for gradient, length in zip(gradients, torch._foreach_norm(gradients), strict=True)
            ]
        if overall > 0:
            length = torch.linalg.vector_norm(torch.stack(torch._foreach_norm(gradients)))
            gradients = torch._foreach_mul(gradients, overall / length.clamp(min=overall))
            if self.keras != "2.2":
                return gradients
        return torch._foreach_clamp_max(torch._foreach_clamp_min(gradients, -value), value) if value > 0 else gradients


OptimizerBuilder: TypeAlias = Callable[[Call, Sequence[Tensor], str], Optimizer]
optimizers: Registry[OptimizerBuilder] = Registry("aescope.engine.torch.optimizers", "optimizer")
