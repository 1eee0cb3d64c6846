"""Mean absolute error of given reconstructions."""

import numpy as np

from aescope.engine.known_loss import Doubles, Trained, losses


@losses.register("mean_absolute_error")
def mean_absolute_error(reconstructions: np.ndarray, originals: Doubles, trained: Trained) -> Doubles:
    """The loss of every pixel."""
    errors: Doubles = np.abs(reconstructions - originals)
    return errors
