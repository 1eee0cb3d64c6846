"""The same picture photographed during training."""

import numpy as np

from aescope.records import Outcome, Study
from aescope.report.blocks import Blocks, Gallery, Strip
from aescope.report.comparison import Comparison, Shown, compare
from aescope.report.image_block import SMALL, image
from aescope.report.intensity import Scale, hidden_by, scale_of, varies
from aescope.report.section import section_of_experiment

_MOST = 8


@section_of_experiment("photographs", 30, "During training")
def photographs(outcome: Outcome, study: Study) -> Blocks:
    """One held-out picture at every moment: on the scale of the originals, and stretched where that hides it."""
    comparison = compare(outcome.run, outcome.images, most=1)
    if comparison is None or len(comparison.moments) < 3:
        return
    moments, scale = _evenly(comparison), comparison.scale
    hidden = [hidden_by(scale, values) for _, values in moments]
    strips = []
    if not all(hidden):
        strips.append(_strip(f"on the originals' scale: {scale}", comparison.names[0], moments, scale))
    every = np.concatenate([values for _, values in moments])
    if any(hidden) and varies(every):
        own = scale_of(every)
        strips.append(_strip(f"stretched to the values of all moments: {own}", comparison.names[0], moments, own))
    if strips:
        yield Gallery(tuple(strips), f"{comparison.names[0]}, in pixel values.")


def _evenly(comparison: Comparison) -> list[tuple[str, Shown]]:
    """At most eight moments or so, the last one always among them."""
    every = -(-len(comparison.moments) // _MOST)
    last = len(comparison.moments) - 1
    return [moment for place, moment in enumerate(comparison.moments) if place % every == 0 or place == last]


def _strip(heading: str, name: str, moments: list[tuple[str, Shown]], scale: Scale) -> Strip:
    return Strip(
        heading,
        tuple(
            image(values[0], scale, alt=f"{name}: {moment}; {scale}", label=moment, most=SMALL)
            for moment, values in moments
        ),
    )
