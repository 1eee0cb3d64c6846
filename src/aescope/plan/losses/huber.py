"""Huber loss: squared error for small differences, absolute error for large ones."""

from aescope.plan.loss import Loss
from aescope.plan.registry import losses

HUBER = losses.register("huber", "Huber", "huber_loss")(
    Loss(
        "huber",
        "(p - t)^2 / 2 up to |p - t| = delta, delta |p - t| - delta^2 / 2 beyond, mean over pixels.",
        {"delta": 1.0},
        {"delta": (0.0, float("inf"))},
    )
)
