import numpy as np
import pytest

from aescope.engine.streams import Purpose, seed_number, stream


def _drawn(*parts, purpose=Purpose.ORDER):
    return stream(purpose, *parts).random(4).tolist()


def test_the_same_parts_draw_the_same_numbers():
    assert _drawn(3, "conv2d_1") == _drawn(3, "conv2d_1")


@pytest.mark.parametrize("other", [(4, "conv2d_1"), (3, "conv2d_2"), (3,), (3, "conv2d_1", 0)])
def test_any_other_part_draws_others(other):
    assert _drawn(*other) != _drawn(3, "conv2d_1")


def test_two_purposes_share_no_numbers():
    assert _drawn(3, purpose=Purpose.ORDER) != _drawn(3, purpose=Purpose.NOISE)


def test_drawing_touches_no_global_state():
    before = np.random.get_state()[1].tolist()
    _drawn(0)
    assert np.random.get_state()[1].tolist() == before


def test_the_seed_of_a_strange_generator_is_a_positive_number_below_2_to_63():
    assert all(0 <= seed_number(Purpose.NOISE, seed) < 2**63 for seed in (0, 1, -1, 2**70))
