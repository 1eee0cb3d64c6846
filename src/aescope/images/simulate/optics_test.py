import numpy as np
import pytest
from scipy import ndimage

from aescope.images.simulate.cells import CANVAS, FIELD
from aescope.images.simulate.optics import texture, through_lens, uneven_light


def _spot(counts: float = 1000.0) -> np.ndarray:
    spot = np.zeros((CANVAS, CANVAS), np.float32)
    spot[120:123, 90:94] = counts
    return spot


def test_blur_is_that_of_a_gaussian():
    # scipy samples the Gaussian in pixels, we take its transform: at 2.5 pixels both are the same to 1e-3 of the peak.
    expected = ndimage.gaussian_filter(_spot(), 2.5, mode="wrap", truncate=8)
    np.testing.assert_allclose(through_lens([_spot()], [2.5], 0.0), expected, atol=1e-3 * expected.max())


def test_every_layer_has_its_own_blur():
    together = through_lens([_spot(), _spot()[::-1].copy()], [1.0, 4.0], 0.1)
    alone = [through_lens([_spot()], [1.0], 0.1), through_lens([_spot()[::-1].copy()], [4.0], 0.1)]
    np.testing.assert_allclose(together, alone[0] + alone[1], atol=1e-3)


def test_no_light_is_lost():
    assert through_lens([_spot()], [2.0], 0.5).sum(dtype=np.float64) == pytest.approx(12_000, rel=1e-4)


def test_glow_carries_light_far_out():
    far = [through_lens([_spot()], [1.0], glow)[121, 104] for glow in (0.0, 0.4)]
    assert far[0] == pytest.approx(0.0, abs=0.05)
    assert far[1] > 1.0


def test_nothing_shines_without_layers():
    assert not through_lens([], [], 0.0).any()


def test_texture_has_mean_0_and_spread_1_and_its_edges_fit():
    grains = texture(2.5)
    assert grains.mean() == pytest.approx(0.0, abs=1e-4)
    assert grains.std() == pytest.approx(1.0, abs=1e-4)
    assert np.abs(grains[0] - grains[-1]).mean() == pytest.approx(np.abs(np.diff(grains, axis=0)).mean(), rel=0.3)


def test_uneven_light_has_mean_1_and_the_slope_that_was_asked_for():
    lamp = uneven_light(0.02, np.random.default_rng(0))
    assert lamp.shape == (FIELD, FIELD)
    assert lamp.mean() == pytest.approx(1.0, abs=1e-3)
    assert 0.01 < np.ptp(lamp) < 0.05


def test_an_even_lamp_is_1_everywhere():
    assert (uneven_light(0.0, np.random.default_rng(0)) == 1).all()
