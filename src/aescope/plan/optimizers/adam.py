"""Adam: running means of the gradient and of its square, both corrected for their start at 0."""

from aescope.plan.optimizer import Optimizer
from aescope.plan.registry import optimizers

ADAM = optimizers.register("adam", "Adam")(
    Optimizer(
        "adam",
        "w = w - rate root(1 - beta_2^t) / (1 - beta_1^t) m / (root(v) + epsilon): epsilon stands before the "
        "correction, so that gradients as small as epsilon take smaller steps than in torch.",
        {"learning_rate": 0.001, "beta_1": 0.9, "beta_2": 0.999, "epsilon": 1e-7, "amsgrad": False},
    )
)
