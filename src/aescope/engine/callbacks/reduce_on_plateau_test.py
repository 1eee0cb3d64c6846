import pytest

from aescope.engine.callbacks.reduce_on_plateau import ReduceOnPlateau
from aescope.records import Call, Epoch
from tests.fake_session import FakeSession


def _rates(losses, **arguments):
    """The learning rate after each epoch, from 0.1."""
    callback = ReduceOnPlateau(Call("reduce_on_plateau", {"monitor": "val_loss", **arguments}))
    session, rates = FakeSession(), []
    for index, loss in enumerate(losses):
        assert not callback.epoch_ended(index, Epoch(0.0, float(loss), session.learning_rate, 0.0, 0.0), session)
        rates.append(session.learning_rate)
    return rates


# Worked by hand from Keras' rule.
@pytest.mark.parametrize(
    ("losses", "arguments", "rates"),
    [
        ([5, 4, 3, 2], {"factor": 0.5, "patience": 1}, [0.1, 0.1, 0.1, 0.1]),
        ([5, 5, 5, 5, 5], {"factor": 0.5, "patience": 2}, [0.1, 0.1, 0.05, 0.05, 0.025]),
        ([5, 5, 5, 5, 5, 5], {"factor": 0.5, "patience": 1, "cooldown": 2}, [0.1, 0.05, 0.05, 0.025, 0.025, 0.0125]),
        ([5, 5, 5, 5], {"factor": 0.1, "patience": 1, "min_lr": 0.02}, [0.1, 0.02, 0.02, 0.02]),
        ([5, 4.99995, 4.9998], {"factor": 0.5, "patience": 1}, [0.1, 0.05, 0.05]),
    ],
)
def test_the_rate_falls_when_the_loss_has_not_for_so_long(losses, arguments, rates):
    assert _rates(losses, **arguments) == pytest.approx(rates)


def test_without_held_out_pictures_the_rate_stays():
    assert _rates([float("nan")] * 3, patience=1) == [0.1, 0.1, 0.1]
