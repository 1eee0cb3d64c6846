"""Early stopping: ends the training when the loss has not fallen for some epochs."""

from aescope.engine.callback import callbacks, watched
from aescope.engine.settings import number
from aescope.records import Arrays, Call, Epoch, Session


@callbacks.register("early_stopping", "EarlyStopping")
class EarlyStopping:
    """Keras 3's `EarlyStopping` for a loss, which is better when it is smaller.

    The best epoch is one whose loss lies below the best so far by more than `min_delta`; waiting starts anew there if
    it also lies below `baseline`. With `restore_best_weights` the weights of the best epoch come back when the training
    ends, however it ends, as in Keras 3. A loss that is not a number is never better.
    """

    def __init__(self, call: Call) -> None:
        arguments = call.arguments
        self._monitor = arguments.get("monitor", "val_loss")
        self._min_delta = abs(number(arguments.get("min_delta", 0.0)))
        self._patience = int(number(arguments.get("patience", 0)))
        baseline = arguments.get("baseline")
        self._baseline = None if baseline is None else number(baseline)
        self._restores = bool(arguments.get("restore_best_weights", False))
        self._first = int(number(arguments.get("start_from_epoch", 0)))
        self._waited = 0
        self._best: float | None = None
        self._best_weights: Arrays | None = None

    def epoch_ended(self, index: int, epoch: Epoch, session: Session) -> bool:
        """True when the loss has not improved for `patience` epochs; never after the first epoch."""
        current = watched(epoch, self._monitor)
        if current is None or index < self._first:
            return False
        if self._restores and self._best_weights is None:
            self._best_weights = session.weights()
        self._waited += 1
        if self._better(current, self._best):
            self._best = current
            if self._restores:
                self._best_weights = session.weights()
            if self._baseline is None or self._better(current, self._baseline):
                self._waited = 0
            return False
        return self._waited >= self._patience and index > 0

    def training_ended(self, session: Session) -> None:
        """Brings the best weights back, where that was asked for."""
        if self._best_weights is not None:
            session.set_weights(self._best_weights)

    def _better(self, current: float, reference: float | None) -> bool:
        return reference is None or current + self._min_delta < reference
