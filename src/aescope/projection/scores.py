"""How far a projection can be trusted, and how far labels part in it, beside what shuffled labels would give."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float64

from aescope.projection.registry import Latents, Points

# Neighbours whose keeping is scored; scikit-learn's default. It must be less than half of the pictures.
_NEIGHBOURS = 5
# Shuffles: enough for a 95 % quantile with ten values above it.
_SHUFFLES = 200
# Pictures; distances of all pairs are held, which at 2,000 is 32 MB.
MOST_SCORED = 2000

Distances = Float64[np.ndarray, "picture picture"]


def scores_of(latents: Latents, points: Points, labels: Sequence[str], seed: int) -> dict[str, float | None]:
    """Trustworthiness, and the silhouette of the labels among the points and among the latents, each with the mean and
    the 95 % quantile of 200 shuffles of the labels; null where there are too few pictures or fewer than two labels."""
    made: dict[str, float | None] = {"trustworthiness": _trustworthiness(latents, points)}
    for name, values in (("silhouette", points), ("latent_silhouette", latents)):
        score, mean, edge = _silhouette_and_null(_distances(values), labels, seed)
        made |= {name: score, f"{name}_null": mean, f"{name}_null_95": edge}
    return made


def evenly(count: int) -> np.ndarray:
    """Which pictures are scored: all, or 2,000 evenly drawn ones."""
    return np.unique(np.linspace(0, count - 1, min(count, MOST_SCORED)).astype(np.int64))


def silhouette(distances: Distances, clusters: np.ndarray) -> float:
    """The mean over pictures of (b - a) / max(a, b), with a the mean distance to the own label and b that to the
    nearest other one; a picture that is alone with its label counts 0.

    Source: Rousseeuw, Journal of Computational and Applied Mathematics 20, 1987.
    """
    count = int(clusters.max()) + 1
    member = np.eye(count)[clusters]
    sizes = member.sum(axis=0)
    sums = distances @ member
    own = clusters[:, None] == np.arange(count)
    to_own = sums[own] / np.maximum(sizes[clusters] - 1, 1)
    to_other = np.where(own, np.inf, sums / sizes).min(axis=1)
    larger = np.maximum(to_own, to_other)
    value = np.where(larger > 0, (to_other - to_own) / np.where(larger > 0, larger, 1), 0.0)
    return float(np.where(sizes[clusters] == 1, 0.0, value).mean())


def _silhouette_and_null(
    distances: Distances, labels: Sequence[str], seed: int
) -> tuple[float | None, float | None, float | None]:
    names, clusters = np.unique(np.asarray(labels, dtype=object).astype(str), return_inverse=True)
    if not 2 <= len(names) < len(labels):
        return None, None, None
    random = np.random.default_rng(seed)
    shuffled = [silhouette(distances, random.permutation(clusters)) for _ in range(_SHUFFLES)]
    return silhouette(distances, clusters), float(np.mean(shuffled)), float(np.quantile(shuffled, 0.95))


def _distances(values: Float64[np.ndarray, "picture dimension"]) -> Distances:
    from scipy.spatial.distance import pdist, squareform

    return np.asarray(squareform(pdist(values)), np.float64)


def _trustworthiness(latents: Latents, points: Points) -> float | None:
    neighbours = min(_NEIGHBOURS, (len(latents) - 1) // 2)
    if neighbours < 1 or neighbours >= len(latents) / 2:
        return None
    from sklearn.manifold import trustworthiness

    return float(trustworthiness(latents, points, n_neighbors=neighbours))
