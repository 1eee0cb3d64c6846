"""t-SNE takes scikit-learn's words: its learning rates, its count of iterations."""

import numpy as np
import pytest

from aescope.projection.methods.tsne import tsne


@pytest.fixture
def asked(monkeypatch):
    """What openTSNE is asked for."""
    import openTSNE

    given = {}

    class Recorder:
        def __init__(self, **arguments):
            given.update(arguments)

        def fit(self, latents):
            return np.zeros((len(latents), 2))

    monkeypatch.setattr(openTSNE, "TSNE", Recorder)
    return given


LATENTS = np.random.default_rng(0).normal(size=(100, 4))


def test_learning_rates_are_scikit_learns_which_are_four_times_smaller(asked):
    projected = tsne(LATENTS, seed=0, learning_rate=250.0)
    assert asked["learning_rate"] == 1000
    assert projected.arguments["learning_rate"] == 250
    tsne(LATENTS, seed=0)
    assert asked["learning_rate"] == "auto"


@pytest.mark.parametrize(
    ("arguments", "late"), [({}, 750), ({"n_iter": 400}, 150), ({"max_iter": 300}, 50), ({"n_iter": 10}, 0)]
)
def test_the_early_phase_counts_among_the_iterations(asked, arguments, late):
    tsne(LATENTS, seed=0, **arguments)
    assert asked["early_exaggeration_iter"] + asked["n_iter"] == 250 + late


def test_a_seed_is_a_number_of_the_notebook_or_the_runs(asked):
    tsne(LATENTS, seed=4)
    assert asked["random_state"] == 4
    tsne(LATENTS, seed=4, random_state=9)
    assert asked["random_state"] == 9
