"""Adadelta: the step sized by the ratio of past steps to past gradients."""

from aescope.plan.optimizer import Optimizer
from aescope.plan.registry import optimizers

ADADELTA = optimizers.register("adadelta", "Adadelta")(
    Optimizer(
        "adadelta",
        "The rate is 0.001 in Keras 3, a thousandth of the method's own step; it was 1.0 in Keras 2.2.",
        {"learning_rate": 0.001, "rho": 0.95, "epsilon": 1e-7},
        of_2_2={"learning_rate": 1.0},
    )
)
