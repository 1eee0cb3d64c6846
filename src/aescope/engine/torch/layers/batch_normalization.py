"""BatchNormalization in PyTorch."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from aescope.engine.settings import number
from aescope.engine.torch.layer import Layer, Pass, builders
from aescope.records import Node


@builders.register("BatchNormalization")
def batch_normalization(node: Node, keras: str) -> Layer:
    """`(x - mean) / sqrt(variance + epsilon) * gamma + beta`, in training with the batch's mean and variance.

    Both divide by the count, in the moving variance too. Keras 2.2 enlarges what goes into the moving variance by
    n / (n - 1 - epsilon), and TensorFlow's fused operation, which it used for pictures, by n / (n - 1) before that.
    A frozen layer normalises as in inference; in Keras 2.2 it kept its moving averages still and used the batch's.
    """
    kept = int(number(node.config.get("axis", -1)))
    momentum = number(node.config.get("momentum", 0.99))
    epsilon = number(node.config.get("epsilon", 1e-3))
    frozen = node.config.get("trainable", True) is False

    def compute(inputs: Sequence[Tensor], weights: Mapping[str, Tensor], passing: Pass) -> Tensor:
        x = inputs[0]
        others = [axis for axis in range(x.ndim) if axis != kept % x.ndim]
        mean, variance = weights["moving_mean"], weights["moving_variance"]
        if passing.training and (keras == "2.2" or not frozen):
            variance, mean = torch.var_mean(x, dim=others, correction=0)
        if passing.training and not frozen:
            spread = variance
            if keras == "2.2":
                spread = _of_2_2(variance, x.numel() // len(mean), epsilon, fused=x.ndim == 4 and kept % 4 == 3)
            for name, batch in (("moving_mean", mean), ("moving_variance", spread)):
                moved = weights[name] * momentum + batch.detach() * (1.0 - momentum)
                passing.moved[f"{node.name}/{name}"] = moved
        scale = torch.rsqrt(variance + epsilon)
        if "gamma" in weights:
            scale = scale * weights["gamma"]
        shift = -mean * scale
        if "beta" in weights:
            shift = shift + weights["beta"]
        along = [-1 if axis == kept % x.ndim else 1 for axis in range(x.ndim)]
        return x * scale.reshape(along) + shift.reshape(along)

    return Layer(compute)


def _of_2_2(variance: Tensor, count: int, epsilon: float, fused: bool) -> Tensor:
    bessel = count / max(count - 1, 1) if fused else 1.0
    return variance * (bessel * count / (count - (1.0 + epsilon)))
