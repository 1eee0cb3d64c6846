"""The scaling of a set for which nobody asked for one, and why."""

import numpy as np

from aescope.images.statistics_of_set import percentiles
from aescope.images.strata import strata
from aescope.records import Images, Step

LOW, HIGH = 1.0, 99.8
# Pictures use their range where their bright end, the same percentile, reaches half of it.
_HALF = 0.5


def default_scaling(images: Images) -> tuple[Step, str]:
    """The step, and the reason in one sentence.

    8-bit pictures that use their range: divide 255. Floating-point pictures that already fill 0 to 1: none. All others:
    percentile 1-99.8 of the training part, each stain by itself; not the bit depth, which leaves most cells dark.
    """
    bright = max(percentiles(images.values, stratum, (HIGH,))[0] for stratum in strata(images))
    low, high = float(images.values.min()), float(images.values.max())
    kind = np.dtype(images.container)
    if kind == np.uint8 and bright >= _HALF * 255:
        return Step("divide", {"by": 255}), f"8-bit pictures that use their range ({HIGH:g} % lie below {bright:g})"
    if kind.kind == "f" and low >= 0 and high <= 1 and bright >= _HALF:
        return Step("none"), f"floating-point pictures that already fill 0 to 1 ({low:g} to {high:g})"
    if kind == np.bool_:
        return Step("none"), "1-bit pictures, which are 0 and 1"
    full = np.iinfo(kind).max if kind.kind in "iu" else high
    reason = f"they reach {high:g} of {full:g}, and a few bright pixels or an offset must not decide the scale"
    return Step("percentile", {"low": LOW, "high": HIGH}), reason
