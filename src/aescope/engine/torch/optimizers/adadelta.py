"""Adadelta by Keras' formula."""

from collections.abc import Sequence

import torch
from torch import Tensor

from aescope.engine.torch.optimizer import Optimizer, Tensors, optimizers
from aescope.records import Call


@optimizers.register("adadelta")
class Adadelta(Optimizer):
    """`a = rho a + (1 - rho) g^2`; `d = -sqrt(b + epsilon) g / sqrt(a + epsilon)`; `b = rho b + (1 - rho) d^2`;
    `w = w + rate d`. The rate does not enter `b`."""

    def __init__(self, call: Call, weights: Sequence[Tensor], keras: str) -> None:
        super().__init__(call, weights, keras)
        self._rho = self.of("rho", 0.95)
        self._epsilon = self.of("epsilon", 1e-7)
        self._squares = self.zeros()
        self._steps = self.zeros()

    def update(self, gradients: Tensors) -> None:
        """One update."""
        self._average(self._squares, gradients)
        step = torch._foreach_mul(self._root(self._steps), gradients)
        torch._foreach_div_(step, self._root(self._squares))
        torch._foreach_neg_(step)
        self._average(self._steps, step)
        torch._foreach_add_(self.weights, torch._foreach_mul(step, self.rate))

    def _average(self, running: Tensors, new: Tensors) -> None:
        torch._foreach_mul_(running, self._rho)
        torch._foreach_add_(running, torch._foreach_mul(torch._foreach_mul(new, new), 1 - self._rho))

    def _root(self, of: Tensors) -> Tensors:
        return torch._foreach_sqrt(torch._foreach_add(of, self._epsilon))
