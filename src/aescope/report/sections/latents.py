"""The latents in two dimensions, as the notebook asks, beside what shuffled labels would give."""

import numpy as np

from aescope.records import Outcome, Study
from aescope.report.blocks import Blocks, Drawing, Prose
from aescope.report.charts.scatter import scatter
from aescope.report.projected import scores_of, title_of
from aescope.report.section import section_of_experiment


@section_of_experiment("latents", 100, "Latents")
def latents(outcome: Outcome, study: Study) -> Blocks:
    """One drawing for each request."""
    for projection in outcome.projections:
        line = f", line {projection.place.line}" if projection.place and projection.place.line else ""
        title = f"{title_of(projection)}{line}"
        drawn = int(np.isfinite(projection.points).all(axis=1).sum())
        if not drawn:
            yield Prose(f"{title}: {projection.says or 'there is no latent to project.'}", "warn")
            continue
        says = [f"{title}; {drawn} pictures, one point each.", *(f"{score}." for score in scores_of(projection))]
        if projection.says:
            says.append(projection.says)
        yield Drawing(scatter(projection.points, projection.labels, title), " ".join(says), projection.picture)
