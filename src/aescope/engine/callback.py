"""The shape of a callback: it looks at each epoch as it ends, may change the session, and may end the training."""

from collections.abc import Callable
from typing import Protocol, TypeAlias, runtime_checkable

from aescope.records import Call, Epoch, Session, Value
from aescope.registry import Registry


@runtime_checkable
class Callback(Protocol):
    """One callback during one training."""

    def epoch_ended(self, index: int, epoch: Epoch, session: Session) -> bool:
        """Epoch `index`, counted from 0, is over; True ends the training."""

    def training_ended(self, session: Session) -> None:
        """The last epoch is over."""


Builder: TypeAlias = Callable[[Call], Callback]
callbacks: Registry[Builder] = Registry("aescope.engine.callbacks", "callback")


def watched(epoch: Epoch, monitor: Value) -> float | None:
    """`loss` or `val_loss` of that epoch; None where nothing is held out and so there is no such loss."""
    value = epoch.loss if monitor == "loss" else epoch.val_loss
    return None if monitor != "loss" and value != value else value
