"""The loss of known reconstructions (the originals, the mean image, PCA), as if the output layer had made them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from jaxtyping import Float64

from aescope.engine.output import trained_from_logits
from aescope.records import Plan, Value
from aescope.registry import Registry

# float64 numbers looked at in one go: 32 MB each for a handful of arrays.
_NUMBERS_AT_ONCE = 4_000_000
_KINDS: Mapping[str, type[np.floating]] = {"float32": np.float32, "float64": np.float64}


Doubles: TypeAlias = Float64[np.ndarray, "..."]


@dataclass(frozen=True)
class Trained:
    """How the loss was trained: its arguments, the meaning ("3" or "2.2"), from logits or not, in which precision."""

    arguments: Mapping[str, Value]
    keras: str
    from_logits: bool
    dtype: type[np.floating]


# Reconstructions in the precision of training, originals in float64; gives the loss of every pixel.
PixelLoss: TypeAlias = Callable[[np.ndarray, Doubles, Trained], Doubles]
losses: Registry[PixelLoss] = Registry("aescope.engine.losses", "loss")


def loss_of(plan: Plan, reconstructions: np.ndarray, originals: np.ndarray, dtype: str = "float32") -> float:
    """Mean loss, clip included; regularisers are not counted. Infinite or NaN where the reconstructions are.

    What training rounds for each pixel (the clip's edges, 1 - p) is rounded here too, so that a frozen network sits
    exactly on its level; logarithms and the mean are float64.
    """
    kind = _KINDS[dtype]
    trained = Trained(plan.loss.arguments, plan.keras, trained_from_logits(plan), kind)
    pixel_loss = losses[plan.loss.name]
    if not len(originals):
        return float("nan")
    at_once = max(1, _NUMBERS_AT_ONCE // max(1, originals[0].size))
    total = 0.0
    for start in range(0, len(originals), at_once):
        part = slice(start, start + at_once)
        with np.errstate(all="ignore"):
            total += float(
                pixel_loss(reconstructions[part].astype(kind), originals[part].astype(np.float64), trained).sum()
            )
    return total / originals.size
