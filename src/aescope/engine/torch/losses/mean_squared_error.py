"""Mean squared error in PyTorch."""

from torch import Tensor

from aescope.engine.torch.loss import Loss, losses
from aescope.engine.torch.network import Output
from aescope.records import Plan


@losses.register("mean_squared_error")
def mean_squared_error(plan: Plan) -> Loss:
    """The mean of (p - t)^2 over all pixels of the batch."""

    def loss(output: Output, wanted: Tensor) -> Tensor:
        return (output.value - wanted).square().mean()

    return loss
