"""RMSprop: the step divided by the root of a running mean of squared gradients."""

from aescope.plan.optimizer import Optimizer
from aescope.plan.registry import optimizers

RMSPROP = optimizers.register("rmsprop", "RMSprop")(
    Optimizer(
        "rmsprop",
        "a = rho a + (1 - rho) g^2; w = w - rate g / root of a, epsilon added. torch's own default for rho is 0.99.",
        {"learning_rate": 0.001, "rho": 0.9, "momentum": 0.0, "epsilon": 1e-7, "centered": False},
    )
)
