"""The records of a parity case: a network as people write it, and how its numbers are drawn."""

import zlib
from dataclasses import dataclass
from typing import TypeAlias

Shape: TypeAlias = tuple[int, ...]


@dataclass(frozen=True)
class Uniform:
    """Numbers between `low` and `high`, each rounded to float32."""

    low: float
    high: float


@dataclass(frozen=True)
class Whole:
    """Whole numbers from `low` to `high`, both included, times `unit`: small ones tie, and add without rounding."""

    low: int
    high: int
    unit: float = 1.0


@dataclass(frozen=True)
class Listed:
    """These numbers in this order, again and again until the array is full."""

    values: tuple[float, ...]


@dataclass(frozen=True)
class HalfZero:
    """Numbers between `low` and `high` in the left half of the columns, exactly zero in the right half."""

    low: float
    high: float


Draw: TypeAlias = Uniform | Whole | Listed | HalfZero


@dataclass(frozen=True)
class Weights:
    """How the initial weights are drawn; a kernel of None is uniform up to Glorot's limit `sqrt(6 / (in + out))`."""

    kernel: Draw | None = None
    bias: Draw = Uniform(-0.1, 0.1)
    gamma: Draw = Uniform(0.5, 1.5)
    beta: Draw = Uniform(-0.1, 0.1)
    moving_mean: Draw = Uniform(-0.2, 0.2)
    moving_variance: Draw = Uniform(0.5, 1.5)


@dataclass(frozen=True)
class Case:
    """A network, its training and its numbers: what both sides of the comparison build from.

    `code` is Keras functional code with the free name `input_img`; it ends in `decoded = ...`. `optimizer` and `loss`
    are Keras text: a call without prefix (`Adam(learning_rate=1e-3)`) or a plain alias (`adam`). `targets` of None are
    the inputs, as in an autoencoder. `trains` is False where training is random (Dropout, GaussianNoise): only the
    outputs of inference are compared. `float32` is False where the case has a meaning in float64 alone. `xla` is False
    where XLA, which compiles on GPUs alone, means something else than TensorFlow's own operations, on which Keras runs
    on a CPU. `keep` is how many numbers of each array are stored at most.
    """

    name: str
    code: str
    input_shape: tuple[int, int, int]
    optimizer: str = "SGD(learning_rate=0.1)"
    loss: str = "mean_squared_error"
    batch: int = 2
    inputs: Draw = Uniform(-1, 1)
    targets: Draw | None = Uniform(0, 1)
    weights: Weights = Weights()
    trains: bool = True
    float32: bool = True
    xla: bool = True
    keep: int = 2000
    note: str = ""

    @property
    def seed(self) -> int:
        """From the name alone, so that a case added or moved changes no other."""
        return zlib.crc32(self.name.encode())

    @property
    def fingerprint(self) -> int:
        """Changes with anything that changes the numbers; kept beside them, so that stale ones are noticed."""
        parts = (self.code, self.input_shape, self.optimizer, self.loss, self.batch, self.inputs, self.targets)
        return zlib.crc32(repr((*parts, self.weights, self.trains, self.float32, self.keep)).encode())


@dataclass(frozen=True)
class Update:
    """An optimiser by itself: gradients are given, a new one for every step, and only the weights are looked at.

    Gradients are uniform between `-gradient_size` and `gradient_size`, every fifth one exactly zero. There are two
    tensors: `from_zero` starts at 0, so that even a step of 1e-11 is seen to all its digits, and `from_one` starts
    between -1 and 1, for what depends on the weights.
    """

    name: str
    optimizer: str
    gradient_size: float

    @property
    def seed(self) -> int:
        """From the name alone."""
        return zlib.crc32(self.name.encode())

    @property
    def fingerprint(self) -> int:
        """Changes with anything that changes the numbers."""
        return zlib.crc32(repr((self.optimizer, self.gradient_size)).encode())
