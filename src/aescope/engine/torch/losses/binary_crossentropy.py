"""Binary cross-entropy in PyTorch, with TensorFlow's gradients."""

import torch
from torch import Tensor

from aescope.engine.settings import number
from aescope.engine.torch.loss import Loss, losses
from aescope.engine.torch.network import Output
from aescope.records import Plan

# Keras' backend epsilon: reconstructions are clipped to [1e-7, 1 - 1e-7].
_EPSILON = 1e-7


@losses.register("binary_crossentropy")
def binary_crossentropy(plan: Plan) -> Loss:
    """From the logits where a sigmoid or softmax left them, otherwise from the clipped output.

    Three traps of Keras on TensorFlow come with it: outside the clip the gradient is exactly zero, on its edges it is
    not; a softmax over one channel trains on its logits and answers 1 everywhere; a layer between sigmoid and loss
    brings the clip back. Keras 2.2 always clips, and turns the clipped output back into logits.
    """
    smoothing = number(plan.loss.arguments.get("label_smoothing") or 0.0)
    declared = bool(plan.loss.arguments.get("from_logits", False))

    def loss(output: Output, wanted: Tensor) -> Tensor:
        if smoothing:
            wanted = wanted * (1.0 - smoothing) + 0.5 * smoothing
        if output.logits is not None:
            return of_logits(output.logits, wanted)
        if declared:
            return of_logits(output.value, wanted)
        share = output.value.clamp(_EPSILON, 1.0 - _EPSILON)
        if plan.keras == "2.2":
            return of_logits(torch.log(share / (1.0 - share)), wanted)
        return -(wanted * torch.log(share) + (1.0 - wanted) * torch.log(1.0 - share)).mean()

    return loss


def of_logits(logits: Tensor, wanted: Tensor) -> Tensor:
    """`max(x, 0) - x y + log(1 + exp(-|x|))`, mean over all; the gradient is `(sigmoid(x) - y) / count`.

    torch's own form takes a difference that is lost in float32 where x is far below 0 and y is next to nothing.
    """
    result: Tensor = _OfLogits.apply(logits, wanted)
    return result


class _OfLogits(torch.autograd.Function):
    """The loss and its gradient in as few passes over the pixels as they take."""

    @staticmethod
    def forward(ctx: torch.autograd.function.FunctionCtx, logits: Tensor, wanted: Tensor) -> Tensor:
        ctx.save_for_backward(logits, wanted)
        pixels = torch.log1p(torch.exp(-logits.abs())).sub_(logits * wanted).add_(logits.clamp(min=0.0))
        return pixels.mean()

    @staticmethod
    def backward(ctx: torch.autograd.function.FunctionCtx, gradient: Tensor) -> tuple[Tensor, None]:
        logits, wanted = ctx.saved_tensors  # type: ignore[attr-defined]
        return torch.sigmoid(logits).sub_(wanted).mul_(gradient / logits.numel()), None
