"""PCA against scikit-learn's, and a case worked by hand."""

import numpy as np
import pytest

from aescope.projection.methods.pca import pca


def test_points_on_a_line_lie_on_one_axis():
    latents = np.array([[0.0, 0.0], [3.0, 4.0], [6.0, 8.0]])
    projected = pca(latents, seed=0)
    assert projected.points == pytest.approx(np.array([[-5.0, 0], [0, 0], [5, 0]]), abs=1e-12)
    assert "100 %" in projected.says


@pytest.mark.parametrize("whiten", [False, True])
def test_points_are_scikit_learns_up_to_their_sign(whiten):
    from sklearn.decomposition import PCA

    latents = np.random.default_rng(0).normal(size=(40, 7)) * np.arange(1, 8)
    expected = PCA(n_components=2, whiten=whiten).fit_transform(latents)
    points = pca(latents, seed=0, whiten=whiten).points
    assert np.abs(points) == pytest.approx(np.abs(expected), rel=1e-9)


def test_one_number_a_picture_becomes_the_first_axis():
    points = pca(np.array([[1.0], [3.0]]), seed=0).points
    assert points == pytest.approx(np.array([[-1.0, 0.0], [1.0, 0.0]]))
