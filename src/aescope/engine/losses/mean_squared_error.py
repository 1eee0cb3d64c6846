"""Mean squared error of given reconstructions."""

import numpy as np

from aescope.engine.known_loss import Doubles, Trained, losses


@losses.register("mean_squared_error")
def mean_squared_error(reconstructions: np.ndarray, originals: Doubles, trained: Trained) -> Doubles:
    """The loss of every pixel."""
    errors: Doubles = np.square(reconstructions - originals)
    return errors
