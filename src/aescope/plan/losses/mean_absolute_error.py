"""Mean absolute error: the mean of |p - t| over pixels."""

from aescope.plan.loss import Loss
from aescope.plan.registry import losses

MEAN_ABSOLUTE_ERROR = losses.register("mean_absolute_error", "mae", "MAE", "MeanAbsoluteError")(
    Loss("mean_absolute_error", "|p - t|, mean over pixels.")
)
