"""SGD by Keras' formula."""

from collections.abc import Sequence

import torch
from torch import Tensor

from aescope.engine.torch.optimizer import Optimizer, Tensors, optimizers
from aescope.records import Call


@optimizers.register("sgd")
class SGD(Optimizer):
    """`v = momentum v - rate g`; `w = w + v`, or with nesterov `w = w + momentum v - rate g`."""

    def __init__(self, call: Call, weights: Sequence[Tensor], keras: str) -> None:
        super().__init__(call, weights, keras)
        self._momentum = self.single("momentum", 0.0)
        self._nesterov = bool(call.arguments.get("nesterov", False))
        self._velocity = self.zeros() if self._momentum else []

    def update(self, gradients: Tensors) -> None:
        """One update."""
        downhill = torch._foreach_mul(gradients, self.rate)
        if not self._momentum:
            torch._foreach_sub_(self.weights, downhill)
            return
        torch._foreach_mul_(self._velocity, self._momentum)
        torch._foreach_sub_(self._velocity, downhill)
        if not self._nesterov:
            torch._foreach_add_(self.weights, self._velocity)
            return
        ahead = torch._foreach_mul(self._velocity, self._momentum)
        torch._foreach_sub_(ahead, downhill)
        torch._foreach_add_(self.weights, ahead)
