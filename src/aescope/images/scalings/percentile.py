"""Percentile: two percentiles of the training part become 0 and 1, each stain by itself; the rest is clipped."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.scalings import Change, scaling
from aescope.images.statistics_of_set import percentiles
from aescope.images.strata import in_words, spread, strata
from aescope.images.written_steps import spelled
from aescope.records import Images, Step


@scaling(
    "percentile",
    example="percentile 1-99.8",
    spellings=spelled("percentile", "percentiles", "percentile scaling", "percentile normalisation"),
    numbers=("low", "high"),
    of_set=lambda arguments: True,
)
def percentile(
    images: Images, step: Step, counts: bool, *, low: float | int = 1, high: float | int = 99.8
) -> tuple[Change, ...]:
    """Robust against a hot pixel, and not led by the few brightest cells as minimum and maximum are.

    Raises ImagesError where the two percentiles of a stain are the same count.
    """
    where_asked = step.place or images.name
    if not 0 <= low < high <= 100:
        raise ImagesError(f"{where_asked}: percentiles {low} and {high}; expected 0 <= low < high <= 100")
    found = strata(images)
    ranges = [percentiles(images.values, stratum, (float(low), float(high))) for stratum in found]
    for stratum, (dark, bright) in zip(found, ranges, strict=True):
        if not dark < bright:
            raise ImagesError(
                f"{where_asked}: percentiles {low} and {high} of {stratum.name} are both {dark:g}, so there is no "
                "range to scale; take `min-max per set` or look at the pictures"
            )
    darks = spread(images, found, [dark for dark, _ in ranges])
    widths = spread(images, found, [bright - dark for dark, bright in ranges])
    said = Step(step.name, step.arguments, step.place, in_words(found, ranges))
    return (Change(said, lambda block, where: np.clip((block - darks[where]) / widths[where], 0.0, 1.0)),)
