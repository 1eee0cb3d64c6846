"""SGD: a step down the gradient, with momentum if asked."""

from aescope.plan.optimizer import Optimizer
from aescope.plan.registry import optimizers

SGD = optimizers.register("sgd", "SGD")(
    Optimizer(
        "sgd",
        "v = momentum v - rate g; w = w + v, or with nesterov w = w + momentum v - rate g.",
        {"learning_rate": 0.01, "momentum": 0.0, "nesterov": False},
    )
)
