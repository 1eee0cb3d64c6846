import math
from dataclasses import replace

import numpy as np
import pytest

from aescope.engine.training import during, train
from aescope.records import Call
from tests.fake_session import FakeSession
from tests.plans import planned
from tests.small_run import small_images, textured

_PLAN = planned("decoded = Conv2D(1, (3, 3), padding='same')(input_img)", (8, 8, 1), epochs=3)
_IMAGES = small_images(textured(13, 0), held_out=3)


def _trained(session=None, plan=_PLAN, images=_IMAGES, **given):
    arguments = {"seed": 0, "references": {}, "progress": None, "look_epochs": None} | given
    return train(session or FakeSession(), plan, images, **arguments)


def test_an_epoch_shows_every_training_picture_once_the_last_batch_smaller():
    session = FakeSession()
    _trained(session)
    assert session.keys == [(epoch, step) for epoch in (1, 2, 3) for step in (1, 2, 3)]
    for epoch in range(3):
        seen = session.shown[3 * epoch : 3 * epoch + 3]
        assert [len(batch) for batch in seen] == [4, 4, 2]
        assert sorted(np.concatenate(seen)) == sorted(_IMAGES.values[:10, 0, 0, 0])


def test_the_loss_of_an_epoch_is_the_mean_over_its_pictures():
    run = _trained(FakeSession(losses=[1.0, 2.0, 6.0] * 3, val_losses=[0.5, 0.25, 0.125]))
    assert [epoch.loss for epoch in run.epochs] == [(4 * 1 + 4 * 2 + 2 * 6) / 10] * 3
    assert [epoch.val_loss for epoch in run.epochs] == [0.5, 0.25, 0.125]


def test_the_same_pictures_are_photographed_before_during_and_after():
    run = _trained(plan=replace(_PLAN, epochs=10))
    assert [(photograph.moment, photograph.epoch) for photograph in run.photographs] == [
        *(("before", 0), ("epoch 2", 2), ("epoch 3", 3), ("epoch 6", 6), ("after", 10))
    ]
    shown = _IMAGES.values[run.shown]
    # The fake's reconstructions are the originals times the number of updates, three an epoch.
    for photograph in run.photographs:
        assert np.array_equal(photograph.reconstructions, shown * np.float32(3 * photograph.epoch))


def test_other_epochs_are_photographed_where_that_is_asked_for():
    run = _trained(look_epochs=[1, 3])
    assert [photograph.moment for photograph in run.photographs] == ["before", "epoch 1", "after"]


def test_at_most_three_epochs_between_the_first_and_the_last_are_photographed():
    assert during(1) == () and during(2) == (1,) and during(30) == (2, 5, 13) and during(100) == (3, 10, 32)


def test_before_and_after_are_of_held_out_pictures_and_weights_of_both_moments_are_kept():
    run = _trained()
    assert run.measured.tolist() == [10, 11, 12] and run.measured_training.tolist() == list(range(10))
    assert not run.before.any() and np.array_equal(run.after, _IMAGES.values[10:] * 9)
    assert np.array_equal(run.training_after, _IMAGES.values[:10] * 9)
    assert run.weights_before["conv2d_1/kernel"] == [0] and run.weights_after["conv2d_1/kernel"] == [9]


def test_gradients_are_of_the_first_and_of_the_last_step():
    run = _trained()
    assert run.gradients_first == {"conv2d_1/kernel": 1.0} and run.gradients_last == {"conv2d_1/kernel": 9.0}
    assert [epoch.gradient for epoch in run.epochs] == [3.0, 6.0, 9.0]


def test_levels_are_losses_of_known_reconstructions_of_training_pictures():
    half = lambda wanted: _IMAGES.values[wanted] * np.float32(0.5)  # noqa: E731
    run = _trained(references={"half": half, "other size": lambda wanted: np.zeros((1, 2, 2, 1), np.float32)})
    values = _IMAGES.values[:10].astype(np.float64)
    assert run.levels["floor"] == 0.0
    assert run.levels["mean_image"] == pytest.approx(np.square(values - values.mean(axis=0)).mean())
    assert run.levels["untrained"] == pytest.approx(np.square(values).mean())
    assert run.levels["half"] == pytest.approx(np.square(values / 2).mean())
    assert "other size" not in run.levels


def test_a_level_that_is_not_finite_is_none():
    run = _trained(references={"broken": lambda wanted: np.full((len(wanted), 8, 8, 1), np.inf, np.float32)})
    assert run.levels["broken"] is None


def test_feature_maps_are_of_the_first_held_out_picture_that_is_shown():
    run = _trained()
    assert np.array_equal(run.activations_after["conv2d_1"], _IMAGES.values[10] * 9)
    assert set(run.activations_before) == {"input_1", "conv2d_1"}


def test_an_interrupt_gives_the_run_so_far():
    class Interrupted(FakeSession):
        def step(self, originals, key):
            if key == (3, 2):
                raise KeyboardInterrupt
            return super().step(originals, key)

    run = _trained(Interrupted())
    assert run.status == "interrupted" and len(run.epochs) == 2
    assert run.photographs[-1].moment == "after" and run.weights_after["conv2d_1/kernel"] == [7]


def test_an_interrupt_before_the_first_epoch_ended_passes():
    class Interrupted(FakeSession):
        def step(self, originals, key):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        _trained(Interrupted())


@pytest.mark.parametrize("bad", [math.nan, math.inf])
def test_a_loss_that_is_not_finite_ends_the_training_after_its_epoch(bad):
    run = _trained(FakeSession(losses=[1.0, 1.0, 1.0, 1.0, bad]))
    assert run.status == "done" and len(run.epochs) == 2 and not math.isfinite(run.epochs[-1].loss)


def test_a_held_out_loss_that_is_not_finite_does_too_and_a_finite_one_does_not():
    assert len(_trained(FakeSession(val_losses=[1.0, math.nan])).epochs) == 2
    assert len(_trained(FakeSession(val_losses=[1.0, 1e30])).epochs) == 3


def test_with_nothing_held_out_training_goes_on_without_a_held_out_loss():
    run = _trained(images=small_images(textured(8, 0), held_out=0))
    assert len(run.epochs) == 3 and all(math.isnan(epoch.val_loss) for epoch in run.epochs)
    assert run.before.shape == (0, 8, 8, 1) and len(run.shown) == 4


def test_callbacks_of_the_plan_steer_the_training():
    stop = Call("early_stopping", {"monitor": "loss", "patience": 1, "restore_best_weights": True})
    slower = Call("reduce_on_plateau", {"monitor": "loss", "patience": 1, "factor": 0.5})
    run = _trained(FakeSession(losses=[1.0] * 3 + [2.0] * 30), replace(_PLAN, epochs=9, callbacks=(slower, stop)))
    assert [epoch.learning_rate for epoch in run.epochs] == [0.1, 0.1]
    assert run.weights_after["conv2d_1/kernel"] == [3]


def test_progress_is_told_after_every_update_with_the_mean_so_far():
    told = []
    _trained(FakeSession(losses=[1.0, 3.0, 2.0]), progress=told.append)
    assert [(progress.epoch, progress.step, progress.steps) for progress in told[:3]] == [
        (1, 1, 3),
        (1, 2, 3),
        (1, 3, 3),
    ]
    assert [progress.loss for progress in told[:3]] == [1.0, 2.0, 2.0]
    assert told[-1].epoch == told[-1].epochs == 3


def test_a_session_that_is_still_computing_is_not_waited_for_at_every_step():
    class Elsewhere(FakeSession):
        waits = 0

        def step(self, originals, key):
            super().step(originals, key)
            return self

        def __float__(self):
            type(self).waits += 1
            return 1.0

    told = []
    _trained(Elsewhere(), progress=told.append)
    assert [progress.step for progress in told] == [3, 3, 3] and Elsewhere.waits == 9
