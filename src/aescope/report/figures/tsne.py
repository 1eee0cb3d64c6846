"""The latents in two dimensions, coloured by label, as one picture."""

import numpy as np

from aescope.records import Outcome, Projection
from aescope.report.charts.scatter import COLOURS, places_of_labels
from aescope.report.figure import LINE, Axes, Drawn, figures, new_figure, says_only, wrapped
from aescope.report.names import Wanted
from aescope.report.projected import scores_of, title_of

# Okabe and Ito's colours, which colour-blind eyes can tell apart.
_COLOURS = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#f0e442", "#666666")
assert len(_COLOURS) == COLOURS
_SIDE, _LEGEND = 4.6, 1.9


@figures.register("tsne")
def tsne(outcome: Outcome, wanted: Wanted) -> Drawn:
    """One projection with its scores; where the notebook links a picture without asking for one, that is said."""
    projection = wanted.projection
    key = outcome.experiment.key
    if projection is None:
        return says_only(
            f"model {key}: the notebook links this picture, but no TSNE(...), UMAP(...) or PCA(...) is its own."
        )
    heading = f"model {key}: {title_of(projection)}"
    if not np.isfinite(projection.points).all(axis=1).any():
        return says_only(f"{heading}: {projection.says or 'there is no latent to project.'}")
    width = _SIDE + _LEGEND
    title = wrapped([heading, *scores_of(projection), *([projection.says] if projection.says else [])], width - 0.3)
    height = _SIDE + LINE * len(title) + 0.35
    drawn = new_figure(width, height)
    drawn.text(0.15 / width, 1 - 0.1 / height, "\n".join(title).replace("$", r"\$"), fontsize=8, va="top")
    axes = drawn.add_axes((0.1 / width, 0.1 / height, (_SIDE - 0.2) / width, (_SIDE - 0.1) / height))
    axes.set_xticks([])
    axes.set_yticks([])
    _points(axes, projection)
    axes.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
    return drawn


def _points(axes: Axes, projection: Projection) -> None:
    finite = np.isfinite(projection.points).all(axis=1)
    names, places = places_of_labels(projection.labels)
    for colour, name in enumerate(names):
        here = (np.array(places) == colour) & finite
        if here.any():
            points = projection.points[here]
            label = f"{name} ({int(here.sum())})".replace("$", r"\$").lstrip("_")
            axes.scatter(points[:, 0], points[:, 1], s=14, color=_COLOURS[colour], label=label)
    axes.set_aspect("equal", adjustable="datalim")
