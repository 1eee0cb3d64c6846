"""Principal components: the two directions in which the latents vary most."""

import numpy as np

from aescope.projection.registry import Latents, Projected, projections
from aescope.records import Value


@projections.register("pca")
def pca(
    latents: Latents,
    *,
    seed: int,
    n_components: int = 2,
    whiten: bool = False,
    svd_solver: str = "auto",
    random_state: Value = None,
) -> Projected:
    """The first two components, in the units of the latents; with `whiten`, each with a variance of one.

    The decomposition is exact, so `svd_solver`, `random_state` and `seed` change nothing. The component's largest
    weight is positive, so that a second call gives the same picture and not its mirror image.
    """
    centred = latents - latents.mean(axis=0)
    left, sizes, right = np.linalg.svd(centred, full_matrices=False)
    signs = np.sign(right[np.arange(len(right)), np.abs(right).argmax(axis=1)])
    scores = left * sizes * signs
    points = np.zeros((len(latents), 2))
    count = min(2, scores.shape[1])
    points[:, :count] = scores[:, :count]
    if whiten:
        spread = points.std(axis=0, ddof=1)
        points = points / np.where(spread > 0, spread, 1.0)
    total = float(np.square(sizes).sum())
    kept = float(np.square(sizes[:count]).sum()) / total if total > 0 else 1.0
    says = f"The two components hold {100 * kept:.0f} % of the latents' variance."
    return Projected(points, {"n_components": 2, "whiten": whiten}, says)
