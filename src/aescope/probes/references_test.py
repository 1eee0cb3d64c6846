"""Known reconstructions against NumPy and scikit-learn."""

import numpy as np
from sklearn.decomposition import PCA

from aescope.probes.references import mean_image, pca_reconstructions, squared_errors
from tests.small_run import small_images, textured


def test_the_mean_image_is_that_of_the_training_pictures_alone():
    images = small_images(textured(6, seed=0), held_out=2)
    np.testing.assert_allclose(mean_image(images), images.values[:4].mean(axis=0), rtol=1e-6)


def test_pca_rebuilds_held_out_pictures_as_scikit_learn_does():
    images = small_images(textured(30, seed=1), held_out=6)
    flat = images.values.reshape(30, -1).astype(np.float64)
    model = PCA(5, svd_solver="full").fit(flat[:24])
    expected = model.inverse_transform(model.transform(flat[24:]))
    rebuilt = pca_reconstructions(images, 5, images.held_out)
    np.testing.assert_allclose(rebuilt.reshape(6, -1), expected, atol=1e-5)


def test_pca_of_pictures_at_1e_minus_9_is_that_of_the_same_pictures_at_1():
    values = textured(20, seed=2)
    bright = small_images(values, held_out=4)
    dark = small_images(values * np.float32(1e-9), held_out=4)
    np.testing.assert_allclose(
        pca_reconstructions(dark, 3, dark.held_out) * 1e9, pca_reconstructions(bright, 3, bright.held_out), atol=1e-5
    )


def test_more_components_than_pictures_rebuild_the_training_pictures_exactly():
    images = small_images(textured(8, seed=3), held_out=2)
    rebuilt = pca_reconstructions(images, 1000, images.training)
    np.testing.assert_allclose(rebuilt, images.values[:6], atol=1e-5)


def test_constant_pictures_have_a_pca_that_is_the_constant():
    images = small_images(np.full((6, 8, 8, 1), 0.25), held_out=2)
    np.testing.assert_allclose(pca_reconstructions(images, 3, images.held_out), 0.25)


def test_squared_errors_are_means_over_the_pixels_of_each_image():
    originals = np.zeros((2, 2, 2, 1), np.float32)
    reconstructions = np.stack([np.ones((2, 2, 1)), np.full((2, 2, 1), 3.0)]).astype(np.float32)
    assert squared_errors(originals, reconstructions).tolist() == [1, 9]
