"""Small drawings for the fields of a table: how far a tensor moved, where a skill lies."""

import math

from markupsafe import Markup

from aescope.report.numbers import number, skill
from aescope.report.svg import Axis, drawing, element

_WIDTH, _HEIGHT = 160.0, 16.0
# Relative change; what a bar can show. One float32 rounding step is 1.2e-7.
_LEAST, _MOST = 1e-9, 10.0
ROUNDING_STEP = 2.0**-23


def change_bar(relative_change: float) -> Markup:
    """The relative change on a logarithmic axis from 1e-9 to 10; the tick is one float32 rounding step."""
    axis = Axis(_LEAST, _MOST, 0, _WIDTH, logarithmic=True)
    step = axis.at(ROUNDING_STEP)
    parts = [element("rect", x=0, y=4, width=_WIDTH, height=8, class_="trough")]
    if math.isfinite(relative_change) and relative_change > 0:
        tone = "good" if relative_change > 8 * ROUNDING_STEP else "quiet"
        length = max(2.0, axis.at(relative_change))
        parts.append(element("rect", x=0, y=4, width=length, height=8, class_=f"bar {tone}"))
    parts.append(element("path", d=f"M{step:.2f} 1V15", class_="yardstick"))
    title = f"relative change {number(relative_change)}, one rounding step is {number(ROUNDING_STEP)}"
    return drawing(_WIDTH, _HEIGHT, *parts, title=title, class_="mini")


def skill_bar(value: float | None, interval: tuple[float, float] | None) -> Markup | None:
    """The interval and the skill between -1 and 1, with lines at 0 (the mean image) and 0.5; arrows beyond the ends."""
    if value is None or not math.isfinite(value):
        return None
    axis = Axis(-1, 1, 6, _WIDTH - 6)
    parts = [
        element("rect", x=6, y=4, width=_WIDTH - 12, height=8, class_="trough"),
        element("path", d=f"M{axis.at(0):.2f} 1V15", class_="yardstick"),
        element("path", d=f"M{axis.at(0.5):.2f} 3V13", class_="yardstick faint"),
    ]
    tone = "good" if (interval or (value, value))[0] > 0.5 else "half" if value > 0 else "bad"
    if interval is not None:
        left, right = axis.at(interval[0]), axis.at(interval[1])
        parts.append(element("rect", x=left, y=6, width=max(1.0, right - left), height=4, class_=f"bar {tone}"))
    if value < -1:
        parts.append(element("path", d="M8 2L1 8L8 14Z", class_=f"bar {tone}"))
    else:
        parts.append(element("circle", cx=axis.at(value), cy=8, r=4.5, class_=f"bar {tone}"))
    title = f"skill {skill(value, interval)} on an axis from -1 to 1"
    return drawing(_WIDTH, _HEIGHT, *parts, title=title, class_="mini")
