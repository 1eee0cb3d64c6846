"""Whether the output depends on the input at all."""

import numpy as np

from aescope.probes.registry import probes
from aescope.records import Images, Measurement, Run


@probes.register("input_dependence")
def input_dependence(run: Run, images: Images) -> Measurement:
    """Variance over held-out images of the reconstructions against that of the originals, summed over pixels.

    0 is the same picture for every input, 1 the variety of the originals. Null with fewer than two pictures, where the
    originals do not vary or the outputs are not finite.
    """
    unit = "share of the originals' variance over images"
    originals, after = images.values[run.measured].astype(np.float64), run.after.astype(np.float64)
    if len(originals) < 2:
        return Measurement("input_dependence", None, unit, "fewer than two held-out pictures")
    if not np.isfinite(after).all():
        return Measurement("input_dependence", None, unit, "the reconstructions are not finite")
    variety = float(originals.var(axis=0).sum())
    if variety == 0:
        return Measurement("input_dependence", None, unit, "the held-out pictures do not vary")
    return Measurement("input_dependence", float(after.var(axis=0).sum()) / variety, unit)
