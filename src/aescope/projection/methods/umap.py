"""UMAP, where umap-learn is installed."""

import importlib
from importlib.util import find_spec

import numpy as np

from aescope.errors import UsageError
from aescope.projection.registry import Latents, Projected, projections, seed_of
from aescope.records import Value


@projections.register("umap")
def umap(
    latents: Latents,
    *,
    seed: int,
    n_components: int = 2,
    n_neighbors: int = 15,
    min_dist: float | int = 0.1,
    spread: float | int = 1.0,
    metric: str = "euclidean",
    n_epochs: int | None = None,
    learning_rate: float | int = 1.0,
    init: str = "spectral",
    random_state: Value = None,
    verbose: int | bool = False,
    n_jobs: Value = None,
) -> Projected:
    """Few pictures have few neighbours: `n_neighbors` is lowered to one less than there are.

    Raises UsageError where umap-learn is not installed.
    """
    if find_spec("umap") is None:
        raise UsageError(
            "UMAP needs umap-learn, which is not installed. Install it (pip install umap-learn) or ask for TSNE(...)."
        )
    count = len(latents)
    neighbours = min(int(n_neighbors), count - 1)
    says = f"{n_neighbors} neighbours were asked for; with {count} pictures it is {neighbours}." * (
        neighbours < n_neighbors
    )
    state = seed_of(random_state, seed)
    arguments: dict[str, Value] = {
        "n_neighbors": neighbours,
        "min_dist": min_dist,
        "spread": spread,
        "metric": metric,
        "n_epochs": n_epochs,
        "learning_rate": learning_rate,
        "init": init,
        "random_state": state,
    }
    fitted = importlib.import_module("umap").UMAP(n_components=2, n_jobs=1, **arguments).fit_transform(latents)
    return Projected(np.asarray(fitted, np.float64), arguments, says)
