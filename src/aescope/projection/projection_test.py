"""Projections: the notebook's arguments, fixed seeds, latents that cannot be projected, methods that are not there."""

import sys

import numpy as np
import pytest

from aescope.errors import ParameterError
from aescope.projection import check, project
from aescope.projection.registry import projections
from aescope.records import Place, ProjectionRequest

LABELS = ("FITC", "TRITC") * 15


def request(method="tsne", bound=None, **arguments):
    return ProjectionRequest(method, arguments, Place("log.md", 90), "results/model1_tsne.png", bound or {})


def two_clouds(count=30, apart=20.0):
    latents = np.random.default_rng(1).normal(size=(count, 8)).astype(np.float32)
    latents[::2, 0] += apart
    return latents


def test_two_clouds_stay_two_clouds_and_say_so():
    made = project(two_clouds(), LABELS, request(perplexity=5, learning_rate=250.0, random_state=3), seed=0)
    assert made.points.shape == (30, 2)
    assert made.scores["silhouette"] > 0.5 > made.scores["silhouette_null_95"]
    assert made.scores["trustworthiness"] > 0.8
    assert (made.place, made.picture) == (Place("log.md", 90), "results/model1_tsne.png")
    assert made.arguments["perplexity"] == 5
    assert made.arguments["random_state"] == 3
    assert made.says == ""


@pytest.mark.parametrize("method", ["tsne", "pca"])
def test_the_same_seed_gives_the_same_points(method):
    first, second = (project(two_clouds(), LABELS, request(method), seed=7) for _ in range(2))
    assert np.array_equal(first.points, second.points)
    assert first.scores == second.scores


def test_another_seed_gives_other_points():
    first, second = (project(two_clouds(), LABELS, request(init="random"), seed=seed) for seed in (1, 2))
    assert not np.array_equal(first.points, second.points)


def test_a_random_state_of_the_notebook_goes_before_the_seed_of_the_run():
    asked = request(random_state="RS", bound={"RS": 5}, init="random")
    first, second = (project(two_clouds(), LABELS, asked, seed=seed) for seed in (1, 2))
    assert np.array_equal(first.points, second.points)
    assert first.arguments["random_state"] == 5


def test_labels_that_mean_nothing_score_as_their_shuffles():
    labels = tuple(np.random.default_rng(2).permutation(LABELS).tolist())
    made = project(two_clouds(apart=0), labels, request("pca"), seed=0)
    assert abs(made.scores["silhouette"] - made.scores["silhouette_null"]) < 0.15


def test_a_perplexity_that_the_pictures_cannot_fill_is_lowered_and_said():
    made = project(two_clouds(), LABELS, request(perplexity=30), seed=0)
    assert made.arguments["perplexity"] == pytest.approx(29 / 3)
    assert "perplexity of 30" in made.says
    assert "30 it is 9.67" in made.says
    assert np.isfinite(made.points).all()


def test_a_perplexity_that_fits_passes_in_silence():
    assert project(two_clouds(), LABELS, request(perplexity=9), seed=0).says == ""


@pytest.mark.parametrize("value", [0.0, 3e-30, 0.7])
def test_latents_that_are_all_the_same_are_said_to_be_and_not_drawn(value):
    made = project(np.full((30, 8), value, np.float32), LABELS, request(), seed=0)
    assert "All 30 latents are the same" in made.says
    assert np.isnan(made.points).all()
    assert made.scores == {}


def test_tiny_latents_that_differ_are_drawn_as_large_ones_are():
    large = project(two_clouds(), LABELS, request(), seed=0)
    tiny = project(two_clouds() * np.float32(2.0**-90), LABELS, request(), seed=0)
    assert np.allclose(large.points, tiny.points)
    assert tiny.scores["silhouette"] == pytest.approx(large.scores["silhouette"])


def test_latents_that_are_not_finite_are_left_out_and_counted():
    latents = two_clouds()
    latents[3, 0], latents[4, 1] = np.nan, np.inf
    made = project(latents, LABELS, request(), seed=0)
    assert np.isnan(made.points).all(axis=1).nonzero()[0].tolist() == [3, 4]
    assert "2 of 30 latents are not finite" in made.says


@pytest.mark.parametrize(
    ("latents", "says"),
    [
        (np.full((30, 8), np.nan, np.float32), "None of the 30 latents is finite"),
        (np.zeros((0, 0), np.float32), "There are no latents"),
        (two_clouds()[:3], "3 pictures have no neighbourhood"),
    ],
)
def test_what_cannot_be_projected_says_why(latents, says):
    made = project(latents, LABELS[: len(latents)], request(), seed=0)
    assert says in made.says
    assert made.points.shape == (len(latents), 2)


def test_without_labels_there_is_no_silhouette_but_a_picture():
    made = project(two_clouds(), ("",) * 30, request(), seed=0)
    assert made.scores["silhouette"] is None
    assert np.isfinite(made.points).all()


def test_umap_that_is_not_installed_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "umap", None)
    made = project(two_clouds(), LABELS, request("umap"), seed=0)
    assert "pip install umap-learn" in made.says


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        (request(perplexty=4), 'log.md:90: tsne has no argument "perplexty"; did you mean "perplexity"?'),
        (request("tnse"), 'log.md:90: unknown projection "tnse"; did you mean "tsne"?'),
    ],
)
def test_an_unknown_argument_or_method_is_refused_early_and_said_late(asked, says):
    with pytest.raises(ParameterError) as refused:
        check(asked)
    assert str(refused.value) == says
    assert project(two_clouds(), LABELS, asked, seed=0).says == says


@pytest.mark.parametrize("asked", [request(perplexity=4, verbose=1, n_jobs=-1), request("umap", n_neighbors=5)])
def test_what_scikit_learn_and_umap_learn_take_passes_the_check(asked):
    check(asked)


def test_an_impossible_value_is_said_and_does_not_stop_the_study():
    made = project(two_clouds(), LABELS, request(metric="no such metric"), seed=0)
    assert made.says.startswith("log.md:90: tsne could not be drawn")
    assert np.isnan(made.points).all()


def test_more_dimensions_than_a_page_has_are_said():
    assert "n_components=3 was asked for" in project(two_clouds(), LABELS, request("pca", n_components=3), seed=0).says


def test_every_method_is_documented():
    assert set(projections) == {"tsne", "pca", "umap"}
    for name in projections:
        assert projections[name].__doc__
