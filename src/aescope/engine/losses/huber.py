"""Huber loss of given reconstructions."""

import numpy as np

from aescope.engine.known_loss import Doubles, Trained, losses
from aescope.engine.settings import number


@losses.register("huber")
def huber(reconstructions: np.ndarray, originals: Doubles, trained: Trained) -> Doubles:
    """The loss of every pixel: squared up to a difference of delta, straight beyond."""
    delta = number(trained.arguments.get("delta", 1.0))
    far = np.abs(reconstructions - originals)
    errors: Doubles = np.where(far <= delta, 0.5 * np.square(far), delta * far - 0.5 * delta**2)
    return errors
