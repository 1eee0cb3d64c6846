"""Adam and AdamW by Keras' formula."""

import math
from collections.abc import Sequence

import torch
from torch import Tensor

from aescope.engine.torch.optimizer import Optimizer, Tensors, optimizers
from aescope.records import Call


@optimizers.register("adam", "adamw")
class Adam(Optimizer):
    """`m = m + (g - m)(1 - beta_1)`; `v = v + (g^2 - v)(1 - beta_2)`;
    `w = w - rate sqrt(1 - beta_2^t) / (1 - beta_1^t) m / (sqrt(v) + epsilon)`.

    In the correction, and there alone, Keras has the betas in single precision: 1 - 0.999 is off by 1.3e-5 of itself.
    Epsilon stands before the correction of `v`: at gradients of 1e-8 the first step is a twenty-ninth of torch's. AdamW
    is the same after its weight decay, which every optimizer can have.
    """

    def __init__(self, call: Call, weights: Sequence[Tensor], keras: str) -> None:
        super().__init__(call, weights, keras)
        self._beta_1 = self.of("beta_1", 0.9)
        self._beta_2 = self.of("beta_2", 0.999)
        self._single_1, self._single_2 = self.single("beta_1", 0.9), self.single("beta_2", 0.999)
        self._epsilon = self.of("epsilon", 1e-7)
        self._means = self.zeros()
        self._squares = self.zeros()
        self._largest = self.zeros() if call.arguments.get("amsgrad") else []

    def update(self, gradients: Tensors) -> None:
        """One update."""
        t = self.updates + 1
        alpha = self.rate * math.sqrt(1 - self._single_2**t) / (1 - self._single_1**t)
        torch._foreach_lerp_(self._means, gradients, 1 - self._beta_1)
        torch._foreach_lerp_(self._squares, torch._foreach_mul(gradients, gradients), 1 - self._beta_2)
        spread = self._squares
        if self._largest:
            torch._foreach_maximum_(self._largest, self._squares)
            spread = self._largest
        below = torch._foreach_sqrt(spread)
        torch._foreach_add_(below, self._epsilon)
        torch._foreach_sub_(self.weights, torch._foreach_div(torch._foreach_mul(self._means, alpha), below))
