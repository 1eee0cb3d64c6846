"""Whether training changed the pictures: reconstructions before against after."""

import numpy as np

from aescope.probes.registry import probes
from aescope.records import Images, Measurement, Run


@probes.register("picture_change")
def picture_change(run: Run, images: Images) -> Measurement:
    """Largest difference of a pixel of a held-out picture before and after, against the largest value in either."""
    unit = "share of the largest value"
    if not len(run.measured):
        return Measurement("picture_change", None, unit, "no picture was held out")
    if not (np.isfinite(run.before).all() and np.isfinite(run.after).all()):
        return Measurement("picture_change", None, unit, "the reconstructions are not finite")
    largest = float(max(np.abs(run.before).max(), np.abs(run.after).max()))
    difference = float(np.abs(run.after.astype(np.float64) - run.before).max())
    return Measurement("picture_change", difference / largest if largest else 0.0, unit)
