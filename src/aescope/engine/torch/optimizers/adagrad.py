"""Adagrad by Keras' formula."""

from collections.abc import Sequence

import torch
from torch import Tensor

from aescope.engine.torch.optimizer import Optimizer, Tensors, optimizers
from aescope.records import Call


@optimizers.register("adagrad")
class Adagrad(Optimizer):
    """`a = a + g^2`, from 0.1; `w = w - rate g / sqrt(a + epsilon)`.

    Keras 2.2 starts at 0 and adds epsilon outside the root.
    """

    def __init__(self, call: Call, weights: Sequence[Tensor], keras: str) -> None:
        super().__init__(call, weights, keras)
        self._epsilon = self.of("epsilon", 1e-7)
        start = self.single("initial_accumulator_value", 0.0 if keras == "2.2" else 0.1)
        self._squares = [torch.full_like(weight, start) for weight in self.weights]

    def update(self, gradients: Tensors) -> None:
        """One update."""
        torch._foreach_add_(self._squares, torch._foreach_mul(gradients, gradients))
        if self.keras == "2.2":
            below = torch._foreach_add(torch._foreach_sqrt(self._squares), self._epsilon)
        else:
            below = torch._foreach_sqrt(torch._foreach_add(self._squares, self._epsilon))
        torch._foreach_sub_(self.weights, torch._foreach_div(torch._foreach_mul(gradients, self.rate), below))
