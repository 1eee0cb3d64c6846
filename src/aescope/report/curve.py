"""The loss curve as it is to be drawn: which levels stand in it, how far its axis reaches, what has to be said."""

import math
from dataclasses import dataclass

import numpy as np

from aescope.records import Run
from aescope.report.numbers import number
from aescope.report.svg import Axis

# float32 rounding steps of the loss. A mean over thousands of pixels wobbles by some steps; an axis shorter than this
# would show that wobble as if it were learning.
LEAST_STEPS = 100
# Steps; losses that lie within so few do not move.
STILL_STEPS = 8
# Ratio of the highest to the lowest loss; beyond it a straight axis shows the first epochs only.
_LOGARITHMIC = 30.0
# Share of the axis; levels that would press the curve into less than this are named beside it instead.
_READABLE = 0.12

LEVEL_NAMES = {
    "floor": "perfect reconstruction (floor)",
    "mean_image": "mean image",
    "untrained": "untrained network",
    "pca": "PCA with as many numbers",
}
# The two ends of the loss's position are always drawn.
_ALWAYS = ("floor", "mean_image")


@dataclass(frozen=True)
class LossCurve:
    """Losses by epoch from 1 (None where not finite), held-out losses, and levels by name; `low` and `high` end the
    axis; `says` are sentences for the caption."""

    losses: tuple[float | None, ...]
    val_losses: tuple[float | None, ...]
    levels: dict[str, float]
    low: float
    high: float
    logarithmic: bool
    says: tuple[str, ...]

    def axis(self, start: float, end: float) -> Axis:
        """The axis on the paper from `start` to `end`."""
        return Axis(self.low, self.high, start, end, self.logarithmic)


def curve_of(run: Run) -> LossCurve | None:
    """The curve of a run; None where no epoch's loss is finite."""
    losses = tuple(_finite(epoch.loss) for epoch in run.epochs)
    val_losses = tuple(_finite(epoch.val_loss) for epoch in run.epochs)
    known = [loss for loss in losses if loss is not None]
    if not known:
        return None
    every = known + [loss for loss in val_losses if loss is not None]
    levels = {name: value for name in LEVEL_NAMES if (value := _finite(run.levels.get(name))) is not None}
    logarithmic = min(every) > 0 and max(every) / min(every) > _LOGARITHMIC
    drawn, left_out = _within_reach(every, levels, logarithmic)
    low, high, says = _ends([*every, *drawn.values()], known, logarithmic)
    if logarithmic:
        says.append("The axis is logarithmic: each line is a power of ten.")
    says += [f"{LEVEL_NAMES[name]}: {number(value, 7)}, off this axis." for name, value in left_out.items()]
    if "floor" in levels and levels["floor"] == levels.get("mean_image"):
        says.append(
            f"Perfect reconstruction and mean image have the same loss, {number(levels['floor'], 7)}: as trained, this "
            "loss cannot tell them apart."
        )
    missing = len(losses) - len(known)
    if missing:
        says.append(f"In {missing} of {len(losses)} epochs the loss is not finite; they are gaps.")
    return LossCurve(losses, val_losses, drawn, low, high, logarithmic, tuple(says))


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def rounding_step(value: float) -> float:
    """The distance from this value to the next that float32 can hold."""
    return float(np.spacing(np.float32(abs(value))))


def _within_reach(
    losses: list[float], levels: dict[str, float], logarithmic: bool
) -> tuple[dict[str, float], dict[str, float]]:
    """Levels that can be drawn with the curve still to be read, and those that cannot."""

    def place(value: float) -> float:
        return math.log(value) if logarithmic else value

    drawn: dict[str, float] = {}
    left_out: dict[str, float] = {}
    span = place(max(losses)) - place(min(losses))
    for name in sorted(levels, key=lambda name: name not in _ALWAYS):
        value = levels[name]
        if logarithmic and value <= 0:
            left_out[name] = value
            continue
        ends = [place(other) for other in (*losses, *drawn.values(), value)]
        reach = max(ends) - min(ends)
        still_readable = span <= 0 or reach <= span / _READABLE
        (drawn if name in _ALWAYS or still_readable else left_out)[name] = value
    return drawn, left_out


def _ends(values: list[float], losses: list[float], logarithmic: bool) -> tuple[float, float, list[str]]:
    """Lowest and highest value of the axis with a margin, and what they have to be told apart from."""
    low, high = min(values), max(values)
    step = rounding_step(max(abs(loss) for loss in losses))
    says = []
    spread = max(losses) - min(losses)
    if len(losses) > 1 and spread <= STILL_STEPS * step:
        says.append(
            f"From lowest to highest the losses differ by {number(spread)}; one float32 rounding step of such a loss "
            f"is {number(step)}. An axis that zooms in on them would show rounding, not learning."
        )
    if logarithmic:
        margin = (high / low) ** 0.05
        return low / margin, high * margin, says
    if high - low < LEAST_STEPS * step:
        middle = (low + high) / 2
        says.append(f"The axis spans {LEAST_STEPS} rounding steps ({number(LEAST_STEPS * step)}), never less.")
        return middle - LEAST_STEPS * step / 2, middle + LEAST_STEPS * step / 2, says
    margin = 0.06 * (high - low)
    return low - margin, high + margin, says
