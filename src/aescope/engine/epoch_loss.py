"""The loss of an epoch as Keras prints it: the mean over pictures of the losses of their batches."""

from typing import SupportsFloat


class EpochLoss:
    """Collects losses without waiting for them: on a GPU a loss is read only when the mean is asked for."""

    def __init__(self) -> None:
        self._waiting: list[tuple[SupportsFloat, int]] = []
        self._total = 0.0
        self._pictures = 0

    def add(self, loss: SupportsFloat, pictures: int) -> None:
        """The loss of a batch of so many pictures."""
        self._waiting.append((loss, pictures))

    def mean(self) -> float:
        """The mean so far; NaN of nothing."""
        for loss, pictures in self._waiting:
            self._total += float(loss) * pictures
            self._pictures += pictures
        self._waiting.clear()
        return self._total / self._pictures if self._pictures else float("nan")
