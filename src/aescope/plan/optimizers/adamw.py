"""AdamW: Adam, and every weight shrinks by a share of itself at each step."""

from aescope.plan.optimizer import Optimizer
from aescope.plan.registry import optimizers

ADAMW = optimizers.register("adamw", "AdamW")(
    Optimizer(
        "adamw",
        "w = w - rate weight_decay w before each step of Adam.",
        {
            "learning_rate": 0.001,
            "weight_decay": 0.004,
            "beta_1": 0.9,
            "beta_2": 0.999,
            "epsilon": 1e-7,
            "amsgrad": False,
        },
    )
)
