"""Reduce on plateau: a smaller learning rate when the loss has not fallen for some epochs."""

from aescope.engine.callback import callbacks, watched
from aescope.engine.settings import number
from aescope.records import Call, Epoch, Session


@callbacks.register("reduce_on_plateau", "ReduceLROnPlateau")
class ReduceOnPlateau:
    """Keras 3's `ReduceLROnPlateau` for a loss: `rate * factor`, not below `min_lr`, then `cooldown` epochs of rest."""

    def __init__(self, call: Call) -> None:
        arguments = call.arguments
        self._monitor = arguments.get("monitor", "val_loss")
        self._factor = number(arguments.get("factor", 0.1))
        self._patience = int(number(arguments.get("patience", 10)))
        self._min_delta = abs(number(arguments.get("min_delta", 1e-4)))
        self._cooldown = int(number(arguments.get("cooldown", 0)))
        self._lowest = number(arguments.get("min_lr", 0.0))
        self._resting = 0
        self._waited = 0
        self._best: float | None = None

    def epoch_ended(self, index: int, epoch: Epoch, session: Session) -> bool:
        """Never ends the training."""
        current = watched(epoch, self._monitor)
        if current is None:
            return False
        if self._resting > 0:
            self._resting -= 1
            self._waited = 0
        if self._best is None or current + self._min_delta < self._best:
            self._best = current
            self._waited = 0
        elif self._resting == 0:
            self._waited += 1
            if self._waited >= self._patience and session.learning_rate > self._lowest:
                session.set_learning_rate(max(session.learning_rate * self._factor, self._lowest))
                self._resting = self._cooldown
                self._waited = 0
        return False

    def training_ended(self, session: Session) -> None:
        """Nothing is left to do."""
