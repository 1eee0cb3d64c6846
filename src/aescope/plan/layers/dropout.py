"""Dropout: in training, sets a share of the numbers to 0 and enlarges the others by as much; nothing afterwards."""

from aescope.plan.arguments import number, only, whole
from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers
from aescope.plan.written import Argument


@layers.register("Dropout")
def dropout(inputs: Shapes, rate: Argument, noise_shape: Argument = None, seed: Argument = None) -> Meaning:
    """Any shape, unchanged. Config: rate, seed (None: drawn from the run's seed). Source: Keras 3, `Dropout`."""
    only("noise_shape", noise_shape, None, mend="Take noise_shape out.")
    share = number("rate", rate, low=0.0, high=1.0)
    return Meaning(single(inputs), {"rate": share, "seed": None if seed is None else whole("seed", seed, at_least=0)})
