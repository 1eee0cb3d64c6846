"""RMSprop by Keras' formula."""

from collections.abc import Sequence

import torch
from torch import Tensor

from aescope.engine.torch.optimizer import Optimizer, Tensors, optimizers
from aescope.records import Call


@optimizers.register("rmsprop")
class RMSprop(Optimizer):
    """`a = rho a + (1 - rho) g^2`; `w = w - rate g / sqrt(a + epsilon)`, with the running mean's square taken off `a`
    where `centered`, and with momentum on the step.

    Keras 2.2 adds epsilon outside the root.
    """

    def __init__(self, call: Call, weights: Sequence[Tensor], keras: str) -> None:
        super().__init__(call, weights, keras)
        self._rho = self.of("rho", 0.9)
        self._epsilon = self.of("epsilon", 1e-7)
        self._momentum = self.of("momentum", 0.0)
        self._squares = self.zeros()
        self._means = self.zeros() if call.arguments.get("centered") else []
        self._velocity = self.zeros() if self._momentum > 0 else []

    def update(self, gradients: Tensors) -> None:
        """One update."""
        torch._foreach_mul_(self._squares, self._rho)
        squared = torch._foreach_mul(gradients, gradients)
        torch._foreach_add_(self._squares, torch._foreach_mul(squared, 1 - self._rho))
        spread: Tensors = self._squares
        if self._means:
            torch._foreach_mul_(self._means, self._rho)
            torch._foreach_add_(self._means, torch._foreach_mul(gradients, 1 - self._rho))
            spread = torch._foreach_sub(self._squares, torch._foreach_mul(self._means, self._means))
        if self.keras == "2.2":
            below = torch._foreach_add(torch._foreach_sqrt(spread), self._epsilon)
        else:
            below = torch._foreach_sqrt(torch._foreach_add(spread, self._epsilon))
        step: Tensors = torch._foreach_div(torch._foreach_mul(gradients, self.rate), below)
        if self._velocity:
            torch._foreach_mul_(self._velocity, self._momentum)
            torch._foreach_add_(self._velocity, step)
            step = self._velocity
        torch._foreach_sub_(self.weights, step)
