"""Whether there is anything to learn: how much the held-out pictures differ from one another."""

import numpy as np

from aescope.probes.registry import probes
from aescope.records import Images, Measurement, Run


@probes.register("held_out_variation")
def held_out_variation(run: Run, images: Images) -> Measurement:
    """Standard deviation over held-out images, root mean square over pixels, against their largest absolute value."""
    unit = "share of the largest value"
    if len(run.measured) < 2:
        return Measurement("held_out_variation", None, unit, "fewer than two held-out pictures")
    originals = images.values[run.measured].astype(np.float64)
    largest = float(np.abs(originals).max())
    spread = float(np.sqrt(originals.var(axis=0).mean()))
    return Measurement("held_out_variation", spread / largest if largest else 0.0, unit)
