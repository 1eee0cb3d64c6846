"""Regularizers: what weights and feature maps add to the loss."""

import numpy as np
from torch import Tensor

from aescope.engine.settings import number
from aescope.records import Call


def penalty(regularizer: Call, of: Tensor) -> Tensor:
    """`l1 * sum |x| + l2 * sum x^2`; what a call does not name is 0.

    Keras keeps the factors in single precision whatever the tensor's.
    """
    l1, l2 = (float(np.float32(number(regularizer.arguments.get(name, 0.0)))) for name in ("l1", "l2"))
    absolute = l1 * of.abs().sum() if l1 else None
    squared = l2 * of.square().sum() if l2 else None
    if absolute is None:
        return of.new_zeros(()) if squared is None else squared
    return absolute if squared is None else absolute + squared
