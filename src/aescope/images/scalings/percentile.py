"""Percentile: two percentiles of the training part become 0 and 1, each stain by itself; the rest is clipped."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.blocks import to_pixels
from aescope.images.scalings import scaling
from aescope.images.statistics_of_set import percentiles
from aescope.images.strata import spread, strata
from aescope.images.written_steps import spelled
from aescope.records import Images, Stack, Step


@scaling(
    "percentile",
    example="percentile 1-99.8",
    spellings=spelled("percentile", "percentiles", "percentile scaling", "percentile normalisation"),
    numbers=("low", "high"),
    of_set=lambda arguments: True,
)
def percentile(images: Images, step: Step, into: Stack | None, *, low: float = 1, high: float = 99.8) -> Images:
    """Robust against a hot pixel, and not led by the few brightest cells as minimum and maximum are.

    Raises ImagesError where the two percentiles of a stain are the same count.
    """
    if not 0 <= low < high <= 100:
        raise ImagesError(f"{step.place or images.name}: percentiles {low} and {high}; expected 0 <= low < high <= 100")
    found = strata(images)
    ranges = [percentiles(images.values, stratum, (low, high)) for stratum in found]
    for stratum, (dark, bright) in zip(found, ranges, strict=True):
        if not dark < bright:
            raise ImagesError(
                f"{step.place or images.name}: percentiles {low} and {high} of {stratum.name} are both {dark:g}, so "
                "there is no range to scale; take `min-max per set` or look at the pictures"
            )
    darks = spread(images, found, [dark for dark, _ in ranges])
    widths = spread(images, found, [bright - dark for dark, bright in ranges])
    pixels = to_pixels(
        images.values, into, lambda block, where: np.clip((block - darks[where]) / widths[where], 0.0, 1.0)
    )
    figures = ", ".join(
        f"{stratum.name} {dark:g} to {bright:g}" for stratum, (dark, bright) in zip(found, ranges, strict=True)
    )
    return images.after(Step(step.name, step.arguments, step.place, f"{figures} become 0 to 1"), pixels)
