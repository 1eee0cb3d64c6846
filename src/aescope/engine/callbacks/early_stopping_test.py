import numpy as np
import pytest

from aescope.engine.callbacks.early_stopping import EarlyStopping
from aescope.records import Call, Epoch
from tests.fake_session import FakeSession


class _Session(FakeSession):
    """Weights are the number of epochs so far."""

    def __init__(self):
        super().__init__()
        self.epoch, self.put_in = 0, None

    def weights(self):
        return {"epoch": np.array(self.epoch)}

    def set_weights(self, weights):
        self.put_in = int(weights["epoch"])


def _stopped(losses, monitor="val_loss", **arguments):
    """The epochs that ran, counted from 1, and the epoch whose weights came back."""
    callback = EarlyStopping(Call("early_stopping", {"monitor": monitor, **arguments}))
    session = _Session()
    for index, loss in enumerate(losses):
        session.epoch = index + 1
        if callback.epoch_ended(index, Epoch(float(loss), float(loss), 1e-3, 0.0, 0.0), session):
            break
    callback.training_ended(session)
    return session.epoch, session.put_in


# Each from Keras' own example or worked by hand from its rule.
@pytest.mark.parametrize(
    ("losses", "arguments", "epochs"),
    [
        ([5, 5, 5, 5, 5, 5], {"patience": 3}, 4),
        ([5, 4, 3, 2, 1, 0], {"patience": 1}, 6),
        ([5, 4, 4.5, 4.5, 1], {"patience": 2}, 4),
        ([5, 4, 4.5, 3, 3.5, 3.4, 3], {"patience": 2}, 6),
        ([5, 6, 4], {"patience": 0}, 2),
        ([5, 4.9, 4.8, 4.7], {"patience": 2, "min_delta": 0.5}, 3),
        ([5, 4.9, 4.8, 4.4, 4.3], {"patience": 3, "min_delta": 0.5}, 5),
        ([5, 6, 7, 8, 9, 10], {"patience": 2, "start_from_epoch": 2}, 5),
        ([5, 4, 3, 2], {"patience": 2, "baseline": 1.0}, 4),
    ],
)
def test_training_stops_when_the_loss_has_not_fallen_for_so_long(losses, arguments, epochs):
    assert _stopped(losses, **arguments) == (epochs, None)


def test_the_best_weights_come_back_when_asked_for():
    assert _stopped([5, 4, 4.5, 4.6], patience=2, restore_best_weights=True) == (4, 2)


def test_the_best_weights_come_back_where_training_ran_to_its_end():
    assert _stopped([5, 4, 4.5], patience=9, restore_best_weights=True) == (3, 2)


def test_without_held_out_pictures_a_watched_held_out_loss_stops_nothing():
    assert _stopped([float("nan")] * 4, patience=1) == (4, None)
    assert _stopped([3.0] * 4, monitor="loss", patience=1) == (2, None)
