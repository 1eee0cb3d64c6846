"""Known reconstructions to set a network's beside: the mean image and PCA with as many components as the latent."""

import numpy as np

from aescope.records import Images, Indices, Pixels, Stack

# Training pictures that PCA is fitted on: its cost grows with their square, and the span of 1,000 pictures differs
# from that of more by less than the interval of the skill.
_FITTED = 1_000


def mean_image(images: Images) -> np.ndarray:
    """The best constant picture: the mean over the training pictures, shape (height, width, channel), float64."""
    total = np.zeros(images.values.shape[1:], np.float64)
    for index in images.training:
        total += images.values[index]
    return total / max(1, len(images.training))


def pca_reconstructions(images: Images, components: int, wanted: Indices) -> Stack:
    """`wanted` pictures rebuilt from their `components` principal components, fitted on the training pictures.

    At most 1,000 evenly drawn training pictures are fitted, and at most one component fewer than pictures.
    Source: Pearson 1901; computed from the Gram matrix of the centred pictures (exact, cheap for few big pictures).
    """
    distinct = np.unique(images.training)
    fitted = distinct[np.linspace(0, len(distinct) - 1, min(_FITTED, len(distinct))).astype(int)]
    training = images.values[fitted].reshape(len(fitted), -1).astype(np.float64)
    centre = training.mean(axis=0)
    training -= centre
    # Pictures of 1e-9 would lose their small components to rounding of squares; the scale drops out again.
    scale = float(np.abs(training).max()) or 1.0
    training /= scale
    strengths, left = np.linalg.eigh(training @ training.T)
    order = np.argsort(strengths)[::-1][: max(0, min(components, len(fitted) - 1))]
    order = order[strengths[order] > strengths.max(initial=0.0) * 1e-12]
    axes = (left[:, order].T @ training) / np.sqrt(strengths[order])[:, None]
    originals = (images.values[wanted].reshape(len(wanted), -1) - centre) / scale
    rebuilt: np.ndarray = (originals @ axes.T) @ axes * scale + centre
    return np.asarray(rebuilt.reshape(len(wanted), *images.shape), np.float32)


def squared_errors(originals: Pixels, reconstructions: np.ndarray) -> np.ndarray:
    """Mean squared error of each image, float64, in squared pixel units."""
    difference = originals.astype(np.float64) - reconstructions
    return np.asarray(np.square(difference).reshape(len(originals), -1).mean(axis=1))
