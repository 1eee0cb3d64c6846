"""Mean squared error: the mean of (p - t)^2 over pixels."""

from aescope.plan.loss import Loss
from aescope.plan.registry import losses

MEAN_SQUARED_ERROR = losses.register("mean_squared_error", "mse", "MSE", "MeanSquaredError")(
    Loss("mean_squared_error", "(p - t)^2, mean over pixels.")
)
