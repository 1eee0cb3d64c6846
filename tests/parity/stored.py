"""How arrays are stored: every n-th number of the big ones, with the largest of all and Keras' own float32 error."""

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from tests.parity.case import Shape


def stride(shape: Shape, keep: int) -> int:
    """The step at which a flattened array is sampled so that about `keep` numbers remain; 1 keeps them all.

    It shares no divisor with the array's size, so that every row, column and channel is met.
    """
    size = math.prod(shape)
    step = max(1, -(-size // keep))
    while math.gcd(step, size) != 1:
        step += 1
    return step


@dataclass(frozen=True)
class Stored:
    """One array of the reference, in float64: its numbers at `[::stride]` of the flattened (C order) whole.

    `largest` is the largest magnitude of the whole array. `float32_deviation` is `max|a - b| / max|b|` over the whole
    array, a from Keras in float32 and b this; None where the case has no float32.
    """

    values: NDArray[np.float64]
    shape: Shape
    stride: int
    largest: float
    float32_deviation: float | None

    @property
    def array(self) -> NDArray[np.float64]:
        """The whole array in its shape; ValueError where only a sample is stored."""
        if self.stride != 1:
            raise ValueError(f"only every {self.stride}th number of {self.shape} is stored: compare with off_by()")
        return self.values.reshape(self.shape)

    def off_by(self, ours: ArrayLike) -> float:
        """`max|ours - this| / max|this|`; for an array of zeros, 0 or infinity. NaN on our side counts as infinity."""
        found = np.asarray(ours, dtype=np.float64)
        if found.shape != self.shape:
            raise ValueError(f"ours has the shape {found.shape}, Keras' has {self.shape}")
        return relative(float(np.abs(found.reshape(-1)[:: self.stride] - self.values).max()), self.largest)


def relative(difference: float, largest: float) -> float:
    """A difference against the largest magnitude; infinite where it is no number, or where all should be zero."""
    if math.isnan(difference):
        return math.inf
    if largest == 0:
        return 0.0 if difference == 0 else math.inf
    return difference / largest
