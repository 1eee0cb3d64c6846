import math

from aescope.engine.epoch_loss import EpochLoss


class _OnAnotherDevice:
    """Counts how often somebody waits for it."""

    waits = 0

    def __float__(self):
        type(self).waits += 1
        return 3.0


def test_a_batch_counts_by_its_pictures():
    losses = EpochLoss()
    losses.add(1.0, 4)
    losses.add(4.0, 2)
    assert losses.mean() == 2.0


def test_a_loss_is_waited_for_once_and_only_when_the_mean_is_asked_for():
    losses = EpochLoss()
    losses.add(_OnAnotherDevice(), 2)
    assert _OnAnotherDevice.waits == 0
    assert losses.mean() == losses.mean() == 3.0
    assert _OnAnotherDevice.waits == 1


def test_of_nothing_the_mean_is_no_number():
    assert math.isnan(EpochLoss().mean())
