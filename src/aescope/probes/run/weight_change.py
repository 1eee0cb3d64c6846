"""How far each tensor moved."""

import numpy as np

from aescope.probes.registry import probes
from aescope.records import Images, LayerChange, Measurement, Run

# Relative change. A few float32 rounding steps; less than this is not learning.
STILL = 8 * float(np.finfo(np.float32).eps)


@probes.register("weight_change")
def weight_change(run: Run, images: Images) -> Measurement:
    """Each trained tensor's |after - before| / max(|before|, |after|) (Euclidean norm), by tensor.

    The larger of the two norms is the yardstick because biases start at zero. Moving averages are not counted: they
    follow the data, not the gradient.
    """
    trained = [f"{node.name}/{weight.name}" for node in run.plan.nodes for weight in node.weights if weight.trainable]
    return Measurement("weight_change", tuple(_change(name, run) for name in trained), "relative")


def _change(name: str, run: Run) -> LayerChange:
    before, after = run.weights_before[name].astype(np.float64), run.weights_after[name].astype(np.float64)
    moved = int(np.count_nonzero(~(run.weights_before[name] == run.weights_after[name])))
    yardstick = max(float(np.linalg.norm(before)), float(np.linalg.norm(after)))
    change = float(np.linalg.norm(after - before)) / yardstick if yardstick else 0.0
    return LayerChange(name, change, moved, before.size, "no" if change <= STILL else "yes")
