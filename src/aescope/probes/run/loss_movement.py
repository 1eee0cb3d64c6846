"""Whether the loss moves more than its own noise, whether it still falls, and where it stands between known levels."""

import numpy as np

from aescope.probes.registry import probes
from aescope.records import Images, Measurement, Run

# Relative. A few float32 rounding steps of the loss itself; what moves less is float noise on a still curve.
_ROUNDING = 8 * float(np.finfo(np.float32).eps)
# A change counts as movement when it exceeds three times the scatter of the epochs around a smooth course.
_SCATTERS = 3.0
# Share of the whole fall that the last quarter of the epochs may still bring on a plateau.
_PLATEAU = 0.02
_EPOCHS_FOR_A_PLATEAU = 8


def scatter(losses: np.ndarray) -> float:
    """Standard deviation of single epochs around a smooth course, from second differences; 0 below four epochs.

    Source: the difference estimator of Gasser, Sroka and Jennen-Steinmetz, Biometrika 73, 1986.
    """
    if len(losses) < 4:
        return 0.0
    return float(np.median(np.abs(np.diff(losses, 2))) / 0.6745 / np.sqrt(6))


@probes.register("loss_moves")
def loss_moves(run: Run, images: Images) -> Measurement:
    """yes, no or unclear: the change from the first to the last epoch against rounding and against the scatter."""
    losses = np.array([epoch.loss for epoch in run.epochs], np.float64)
    unit = "first against last epoch"
    if len(losses) < 2:
        return Measurement("loss_moves", "unclear", unit, "fewer than two epochs")
    if not np.isfinite(losses).all():
        return Measurement("loss_moves", "unclear", unit, "the loss is not finite")
    rounding = _ROUNDING * float(np.abs(losses).max())
    if float(np.ptp(losses)) <= rounding:
        return Measurement("loss_moves", "no", unit)
    moved = abs(float(losses[-1] - losses[0])) > max(rounding, _SCATTERS * scatter(losses))
    return Measurement("loss_moves", "yes" if moved else "unclear", unit)


@probes.register("plateau")
def plateau(run: Run, images: Images) -> Measurement:
    """Whether the training loss has come to rest: yes, no, or unclear with fewer than eight epochs."""
    return Measurement("plateau", _rest(np.array([epoch.loss for epoch in run.epochs], np.float64)), "training loss")


@probes.register("still_improving")
def still_improving(run: Run, images: Images) -> Measurement:
    """Whether the held-out loss still falls at the end: yes, no, or unclear with fewer than eight epochs."""
    losses = np.array([epoch.val_loss for epoch in run.epochs], np.float64)
    rest = _rest(losses)
    falling = len(losses) > 1 and bool(losses[-1] < losses[-1 - max(1, len(losses) // 4)])
    answer = "unclear" if rest == "unclear" else "yes" if rest == "no" and falling else "no"
    return Measurement("still_improving", answer, "held-out loss")


def _rest(losses: np.ndarray) -> str:
    if len(losses) < _EPOCHS_FOR_A_PLATEAU or not np.isfinite(losses).all():
        return "unclear"
    rounding = _ROUNDING * float(np.abs(losses).max())
    whole = float(losses.max() - losses.min())
    if whole <= rounding:
        return "yes"
    quarter = max(2, len(losses) // 4)
    recent = float(losses[-2 * quarter : -quarter].mean() - losses[-quarter:].mean())
    return "yes" if abs(recent) <= max(_PLATEAU * whole, scatter(losses) * np.sqrt(2 / quarter)) else "no"


@probes.register("loss_position")
def loss_position(run: Run, images: Images) -> Measurement:
    """(L_mean - L) / (L_mean - L_floor) of the last epoch: 1 at a perfect reconstruction, 0 at the mean image.

    Both levels come from the loss exactly as trained, clip included. Null where they coincide, as they do for pictures
    that lie wholly below the clip.
    """
    unit = "share of the way from the mean image to the floor"
    floor, mean = run.levels.get("floor"), run.levels.get("mean_image")
    last = run.epochs[-1].loss if run.epochs else float("nan")
    if floor is None or mean is None or not np.isfinite(last):
        return Measurement("loss_position", None, unit, "the loss or its levels are not finite")
    if abs(mean - floor) <= _ROUNDING * max(abs(mean), abs(floor)):
        return Measurement("loss_position", None, unit, "the mean image and a perfect reconstruction have one loss")
    return Measurement("loss_position", (mean - last) / (mean - floor), unit)
