"""Adagrad: the step divided by the root of the sum of all squared gradients so far."""

from aescope.plan.optimizer import Optimizer
from aescope.plan.registry import optimizers

ADAGRAD = optimizers.register("adagrad", "Adagrad")(
    Optimizer(
        "adagrad",
        "a = a + g^2; w = w - rate g / root of a, epsilon added; a starts at 0.1 in Keras 3 and at 0 in Keras 2.2.",
        {"learning_rate": 0.001, "initial_accumulator_value": 0.1, "epsilon": 1e-7},
        of_2_2={"learning_rate": 0.01, "initial_accumulator_value": 0.0},
    )
)
