"""Mean absolute error in PyTorch."""

from torch import Tensor

from aescope.engine.torch.loss import Loss, losses
from aescope.engine.torch.network import Output
from aescope.records import Plan


@losses.register("mean_absolute_error")
def mean_absolute_error(plan: Plan) -> Loss:
    """The mean of |p - t| over all pixels of the batch; where they are equal the gradient is 0."""

    def loss(output: Output, wanted: Tensor) -> Tensor:
        return (output.value - wanted).abs().mean()

    return loss
