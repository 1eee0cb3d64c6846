"""The silhouette against scikit-learn's and against a case worked by hand."""

import numpy as np
import pytest
from scipy.spatial.distance import pdist, squareform

from aescope.projection.scores import evenly, scores_of, silhouette


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_the_silhouette_is_scikit_learns(seed):
    from sklearn.metrics import silhouette_score

    random = np.random.default_rng(seed)
    points = random.normal(size=(60, 3))
    clusters = random.integers(0, 4, 60)
    clusters[0] = 4  # alone with its label
    assert silhouette(squareform(pdist(points)), clusters) == pytest.approx(silhouette_score(points, clusters))


def test_two_pairs_worked_by_hand():
    # At 0 and 1, and at 10 and 11: own distance 1; other distances 10.5, 9.5, 9.5, 10.5.
    distances = squareform(pdist(np.array([[0.0], [1.0], [10.0], [11.0]])))
    expected = (2 * (9.5 / 10.5) + 2 * (8.5 / 9.5)) / 4
    assert silhouette(distances, np.array([0, 0, 1, 1])) == pytest.approx(expected)


def test_points_that_are_all_the_same_score_zero():
    assert silhouette(np.zeros((4, 4)), np.array([0, 0, 1, 1])) == 0


def test_parted_labels_lie_above_the_null_and_mixed_ones_do_not():
    points = np.random.default_rng(0).normal(size=(40, 2))
    parted = points + 10 * np.repeat([[0, 0], [1, 1]], 20, axis=0)
    labels = ["a"] * 20 + ["b"] * 20
    scores = scores_of(parted, parted, labels, 0)
    assert scores["silhouette"] > scores["silhouette_null_95"]
    assert scores["silhouette"] == scores["latent_silhouette"]
    assert scores["trustworthiness"] == 1
    mixed = scores_of(points, points, labels, 0)
    assert mixed["silhouette"] < mixed["silhouette_null_95"] + 0.05


@pytest.mark.parametrize("labels", [["a"] * 6, list("abcdef")])
def test_one_label_or_as_many_as_pictures_have_no_silhouette(labels):
    points = np.random.default_rng(0).normal(size=(6, 2))
    assert scores_of(points, points, labels, 0)["silhouette"] is None


def test_many_pictures_are_scored_by_an_even_draw():
    assert len(evenly(10)) == 10
    drawn = evenly(10_000)
    assert len(drawn) == 2000
    assert drawn[[0, -1]].tolist() == [0, 9999]
