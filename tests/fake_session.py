"""A session without an engine: losses as told, nothing learned; for what works with any engine."""

from collections.abc import Iterable

import numpy as np


class FakeSession:
    """records.Session whose losses come from a list and whose reconstructions are the originals times its one weight.

    The weight counts the updates; `keys` are those of all steps.
    """

    engine = "fake"
    device = "cpu"

    def __init__(self, losses: Iterable[float] = (), val_losses: Iterable[float] = ()) -> None:
        self._losses = iter(losses)
        self._val_losses = iter(val_losses)
        self._weight = 0.0
        self._rate = 0.1
        self.keys: list[tuple[int, int]] = []
        self.shown: list[np.ndarray] = []

    def step(self, originals, key):
        self.keys.append(key)
        self.shown.append(originals[:, 0, 0, 0])
        self._weight += 1.0
        return next(self._losses, 1.0)

    def predict(self, originals):
        return originals * np.float32(self._weight)

    def loss(self, originals):
        return next(self._val_losses, 1.0)

    def loss_of(self, reconstructions, originals):
        return float(np.square(reconstructions - originals).mean())

    def gradients(self, originals):
        return {"conv2d_1/kernel": np.full(1, self._weight)}

    def largest_gradients(self):
        return {"conv2d_1/kernel": self._weight} if self.keys else {}

    def layer_outputs(self, originals, names):
        return {name: originals * np.float32(self._weight) for name in names}

    def weights(self):
        return {"conv2d_1/kernel": np.full(1, self._weight, np.float32)}

    def set_weights(self, weights):
        self._weight = float(weights["conv2d_1/kernel"][0])

    @property
    def learning_rate(self):
        return self._rate

    def set_learning_rate(self, rate):
        self._rate = rate
