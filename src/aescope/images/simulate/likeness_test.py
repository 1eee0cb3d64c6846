import numpy as np
import pytest

from benchmarks import simulated_against_real as likeness
from tests.shared_data import shared


@pytest.fixture(scope="module")
def simulated():
    return likeness.simulated_figures(seed=0)


@pytest.mark.parametrize("stain", ["FITC", "TexasRed"])
def test_simulated_plates_are_within_20_percent_of_the_stored_figures_of_the_real_crops(simulated, stain):
    for figure, real in likeness.STORED[stain].items():
        assert simulated[stain][figure] == pytest.approx(real, rel=0.20), figure


@pytest.mark.real
@pytest.mark.parametrize("stain", ["FITC", "TexasRed"])
def test_simulated_plates_are_within_20_percent_of_the_real_crops(simulated, stain):
    shared("data", "immune-crops")
    for figure, real in likeness.real_figures()[stain].items():
        assert simulated[stain][figure] == pytest.approx(real, rel=0.20), figure


@pytest.mark.real
@pytest.mark.parametrize("stain", ["FITC", "TexasRed"])
def test_the_stored_figures_are_those_of_the_crops(stain):
    shared("data", "immune-crops")
    assert likeness.STORED[stain] == pytest.approx(likeness.real_figures()[stain], rel=1e-3)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_other_seeds_are_as_close(seed):
    for stain, figures in likeness.simulated_figures(seed).items():
        for figure, real in likeness.STORED[stain].items():
            assert figures[figure] == pytest.approx(real, rel=0.20), f"{stain}, {figure}"


def test_white_noise_has_its_variance_in_every_band():
    noise = np.random.default_rng(1).normal(500, 5, (60, 200, 200))
    assert likeness.band_powers(noise) == pytest.approx([25.0] * 5, rel=0.1)
