import numpy as np

from aescope.engine.order import batches, epoch_order, steps

_TRAINING = np.arange(10, 30)


def test_an_epoch_shows_every_picture_once_in_another_order():
    order = epoch_order(_TRAINING, seed=0, epoch=1)
    assert sorted(order) == sorted(_TRAINING) and order.tolist() != _TRAINING.tolist()


def test_the_order_hangs_on_seed_and_epoch_alone():
    first = epoch_order(_TRAINING, seed=0, epoch=1).tolist()
    assert epoch_order(_TRAINING, seed=0, epoch=1).tolist() == first
    assert epoch_order(_TRAINING, seed=0, epoch=2).tolist() != first
    assert epoch_order(_TRAINING, seed=1, epoch=1).tolist() != first


def test_a_picture_more_leaves_the_others_in_their_order():
    fewer = epoch_order(_TRAINING[:-1], seed=5, epoch=3)
    more = epoch_order(_TRAINING, seed=5, epoch=3)
    assert [index for index in more if index != _TRAINING[-1]] == fewer.tolist()


def test_without_shuffling_pictures_come_as_they_lie():
    assert epoch_order(_TRAINING, seed=0, epoch=1, shuffle=False).tolist() == _TRAINING.tolist()


def test_a_picture_that_stands_twice_is_shown_twice():
    assert sorted(epoch_order(np.array([4, 4, 7]), seed=0, epoch=1)) == [4, 4, 7]


def test_every_position_comes_first_about_as_often():
    firsts = [int(epoch_order(np.arange(5), seed=0, epoch=epoch)[0]) for epoch in range(1000)]
    # 200 expected of each; five standard deviations are 63.
    assert all(abs(count - 200) < 63 for count in np.bincount(firsts, minlength=5))


def test_the_last_batch_may_be_smaller_and_is_kept():
    assert [len(batch) for batch in batches(np.arange(10), 4)] == [4, 4, 2]
    assert steps(10, 4) == 3 and steps(8, 4) == 2 and steps(0, 4) == 0
