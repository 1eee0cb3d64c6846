import numpy as np
import pytest

from aescope.images.simulate.camera import expose


@pytest.mark.parametrize(("expected", "variance"), [(171.0, 32.5), (504.0, 76.0)])
def test_noise_is_that_of_the_empty_parts_of_the_real_crops(expected, variance):
    counts = expose(np.full((500, 500), expected, np.float32), np.random.default_rng(0))
    assert counts.mean() == pytest.approx(expected, abs=0.1)
    assert counts.var() == pytest.approx(variance, rel=0.02)


def test_noise_of_neighbours_is_independent():
    noise = expose(np.full((500, 500), 500.0, np.float32), np.random.default_rng(0)) - 500.0
    assert abs(np.mean(noise[:, 1:] * noise[:, :-1])) < 0.01 * noise.var()


def test_the_camera_stores_12_bits_in_16():
    counts = expose(np.array([[0.0, 4000.0, 9000.0]], np.float32).repeat(50, 0), np.random.default_rng(0))
    assert counts.dtype == np.uint16
    assert counts.max() == 4095
    assert counts[:, 0].max() < 30
    assert 3900 < counts[:, 1].mean() < 4095
