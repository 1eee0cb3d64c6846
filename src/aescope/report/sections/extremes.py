"""Best, median and worst of the held-out pictures: what the average hides."""

import numpy as np

from aescope.records import Outcome, Study
from aescope.report.blocks import Blocks, Gallery, Strip
from aescope.report.image_block import SMALL, image
from aescope.report.intensity import scale_of
from aescope.report.numbers import number
from aescope.report.section import section_of_experiment

# With fewer pictures the three would be the ones shown above.
_LEAST = 5


@section_of_experiment("extremes", 25, "Best, median and worst held-out picture")
def extremes(outcome: Outcome, study: Study) -> Blocks:
    """Ranked by squared error against the picture's own variance, so that a dark picture is not the best one for
    being dark."""
    run, images = outcome.run, outcome.images
    if run is None or images is None or len(run.measured) < _LEAST or run.after.shape[1:] != images.values.shape[1:]:
        return
    originals = images.values[run.measured].astype(np.float64)
    error = np.square(originals - run.after).mean(axis=(1, 2, 3))
    variance = originals.var(axis=(1, 2, 3))
    if not np.isfinite(error).all() or not (variance > 0).all():
        return
    ratio = error / variance
    order = np.argsort(ratio, kind="stable")
    chosen = (("best", order[0]), ("median", order[len(order) // 2]), ("worst", order[-1]))
    scale = scale_of(originals[[place for _, place in chosen]])
    strips = []
    for label, place in chosen:
        name = images.pictures[int(run.measured[place])].name
        shown = (("original", originals[place]), ("after", run.after[place]))
        strips.append(
            Strip(
                f"{label}: {name}",
                tuple(image(v, scale, alt=f"{label}, {name}: {m}; {scale}", label=m, most=SMALL) for m, v in shown),
                f"squared error / own variance: {number(float(ratio[place]), 2)}",
            )
        )
    yield Gallery(
        tuple(strips),
        f"Of {len(order)} held-out pictures; 1 is as bad as one grey for the whole picture. Scale in pixel values: "
        f"{scale}.",
    )
