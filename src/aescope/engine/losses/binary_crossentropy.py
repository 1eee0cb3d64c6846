"""Binary cross-entropy of given reconstructions."""

import numpy as np

from aescope.engine.known_loss import Doubles, Trained, losses
from aescope.engine.settings import number

# Keras' backend epsilon.
_EPSILON = 1e-7


@losses.register("binary_crossentropy")
def binary_crossentropy(reconstructions: np.ndarray, originals: Doubles, trained: Trained) -> Doubles:
    """The loss of every pixel.

    After a sigmoid (or softmax) it is the entropy form -y log p - (1 - y) log(1 - p), with 0 log 0 = 0. A p of exactly
    0 or 1 counts as the last one before it that the precision of training can tell from it, for no finite logit gives
    0 or 1. Without a sigmoid, p is clipped to [1e-7, 1 - 1e-7] as in training. For a softmax over several channels the
    form is an approximation: Keras trains on its logits, which the shares do not tell.
    """
    smoothing = number(trained.arguments.get("label_smoothing") or 0.0)
    wanted = originals * (1.0 - smoothing) + 0.5 * smoothing if smoothing else originals
    if trained.from_logits:
        return _entropy(reconstructions, wanted, trained.dtype)
    if trained.arguments.get("from_logits"):
        return _of_logits(reconstructions.astype(np.float64), wanted)
    return _clipped(reconstructions, wanted, trained)


def _entropy(reconstructions: np.ndarray, wanted: Doubles, dtype: type[np.floating]) -> Doubles:
    smallest = float(np.finfo(dtype).smallest_subnormal)
    largest = float(np.nextafter(dtype(1), dtype(0)))
    share = np.clip(reconstructions.astype(np.float64), 0.0, 1.0)
    bright, dark = np.log(np.maximum(share, smallest)), np.log1p(-np.minimum(share, largest))
    errors: Doubles = -(wanted * bright + (1.0 - wanted) * dark)
    return errors


def _clipped(reconstructions: np.ndarray, wanted: Doubles, trained: Trained) -> Doubles:
    kind = trained.dtype
    share = np.clip(reconstructions, kind(_EPSILON), kind(1.0 - _EPSILON))
    rest = kind(1) - share
    if trained.keras == "2.2":
        return _of_logits(np.log((share / rest).astype(np.float64)), wanted)
    errors: Doubles = -(wanted * np.log(share.astype(np.float64)) + (1.0 - wanted) * np.log(rest.astype(np.float64)))
    return errors


def _of_logits(logits: Doubles, wanted: Doubles) -> Doubles:
    errors: Doubles = np.maximum(logits, 0.0) - logits * wanted + np.log1p(np.exp(-np.abs(logits)))
    return errors
