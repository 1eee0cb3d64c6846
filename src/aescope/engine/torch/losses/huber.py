"""Huber loss in PyTorch."""

import torch
from torch import Tensor

from aescope.engine.settings import number
from aescope.engine.torch.loss import Loss, losses
from aescope.engine.torch.network import Output
from aescope.records import Plan


@losses.register("huber")
def huber(plan: Plan) -> Loss:
    """The mean over all pixels: squared up to a difference of delta, straight beyond."""
    delta = number(plan.loss.arguments.get("delta", 1.0))

    def loss(output: Output, wanted: Tensor) -> Tensor:
        difference = output.value - wanted
        far = difference.abs()
        return torch.where(far <= delta, 0.5 * difference.square(), delta * far - 0.5 * delta**2).mean()

    return loss
