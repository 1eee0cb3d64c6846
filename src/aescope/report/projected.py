"""A projection in words: what was asked, how well it keeps the neighbours, how far labels part in it."""

from collections.abc import Iterator

from aescope.records import Projection
from aescope.report.numbers import number, values_of

_METHODS = {"tsne": "t-SNE", "umap": "UMAP", "pca": "PCA"}


def title_of(projection: Projection) -> str:
    """`t-SNE(perplexity=12, learning_rate=250)`."""
    arguments = ", ".join(f"{name}={values_of(value)}" for name, value in projection.arguments.items())
    return f"{_METHODS.get(projection.method, projection.method)}({arguments})"


def scores_of(projection: Projection) -> Iterator[str]:
    """Each score beside its yardstick."""
    scores = projection.scores
    trust = scores.get("trustworthiness")
    if trust is not None:
        yield f"Trustworthiness {number(trust)} (1: every neighbour in the drawing is a neighbour among the latents)"
    silhouette, edge = scores.get("silhouette"), scores.get("silhouette_null_95")
    if silhouette is not None:
        says = "no more than chance" if edge is not None and silhouette <= edge else "more than chance"
        null = f" (95 % of shuffled labels stay below {number(edge)}: {says})" if edge is not None else ""
        yield f"Silhouette of the labels {number(silhouette)}{null}"
    latent, latent_edge = scores.get("latent_silhouette"), scores.get("latent_silhouette_null_95")
    if latent is not None:
        null = f" (shuffled: below {number(latent_edge)})" if latent_edge is not None else ""
        yield f"Silhouette in the latents themselves {number(latent)}{null}"
