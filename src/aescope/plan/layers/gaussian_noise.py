"""GaussianNoise: in training, adds normal noise to every number; nothing afterwards."""

from aescope.plan.arguments import number, whole
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("GaussianNoise")
def gaussian_noise(inputs: Shapes, stddev: Argument, seed: Argument = None) -> Meaning:
    """Any shape, unchanged. Config: stddev, seed (None: drawn from the run's seed).

    Keras 3 refuses a stddev above 1; pictures as raw counts need one, so it is read. Source: Keras 3, `GaussianNoise`.
    """
    spread = number("stddev", stddev, low=0.0)
    return Meaning(
        single(inputs), {"stddev": spread, "seed": None if seed is None else whole("seed", seed, at_least=0)}
    )
