"""t-SNE with openTSNE, asked for with the names and in the units of scikit-learn's TSNE."""

import numpy as np

from aescope.projection.registry import Latents, Projected, projections, seed_of
from aescope.records import Value

# scikit-learn's gradient leaves out a factor of 4 that openTSNE's has, so its learning rates are 4 times larger here.
# Source: scikit-learn, `sklearn.manifold.TSNE`, parameter `learning_rate`.
_RATE = 4.0
# scikit-learn counts the early phase among its iterations.
_EARLY = 250
# Pictures; up to here the exact neighbours are quick, beyond it openTSNE's approximation is seeded all the same.
_EXACT = 5000


@projections.register("tsne")
def tsne(
    latents: Latents,
    *,
    seed: int,
    n_components: int = 2,
    perplexity: float | int = 30.0,
    early_exaggeration: float | int = 12.0,
    learning_rate: float | int | str = "auto",
    n_iter: int = 1000,
    max_iter: int | None = None,
    metric: str = "euclidean",
    init: str = "pca",
    random_state: Value = None,
    method: str = "barnes_hut",
    angle: float | int = 0.5,
    n_iter_without_progress: int = 300,
    min_grad_norm: float | int = 1e-7,
    verbose: int | bool = 0,
    n_jobs: Value = None,
    square_distances: Value = None,
) -> Projected:
    """Perplexity is how many neighbours a picture has, as it were; for few pictures it is lowered to a third of them.

    The last five parameters are accepted because notebooks hold them; they stop early, print or share work, and change
    nothing here. `n_iter` is scikit-learn's old name of `max_iter`.
    """
    from openTSNE import TSNE

    count = len(latents)
    possible = (count - 1) / 3
    says = ""
    used = float(perplexity)
    if used > possible:
        used = possible
        says = (
            f"A perplexity of {perplexity:g} needs {int(3 * perplexity) + 1} pictures; with {count} it is {used:.3g}."
        )
    iterations = max(_EARLY, int(max_iter if max_iter is not None else n_iter))
    state = seed_of(random_state, seed)
    rate: float | str = "auto" if isinstance(learning_rate, str) else _RATE * float(learning_rate)
    fitted = TSNE(
        n_components=2,
        perplexity=used,
        early_exaggeration=early_exaggeration,
        early_exaggeration_iter=_EARLY,
        learning_rate=rate,
        n_iter=iterations - _EARLY,
        metric=metric,
        initialization=init,
        random_state=state,
        theta=angle,
        negative_gradient_method="bh",
        neighbors="exact" if count <= _EXACT else "auto",
        n_jobs=1,
    ).fit(latents)
    arguments: dict[str, Value] = {
        "perplexity": used,
        "learning_rate": learning_rate,
        "early_exaggeration": early_exaggeration,
        "max_iter": iterations,
        "metric": metric,
        "init": init,
        "random_state": state,
    }
    return Projected(np.asarray(fitted, np.float64), arguments, says)
