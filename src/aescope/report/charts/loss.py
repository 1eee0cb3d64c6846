"""The loss over the epochs with the levels that give it a meaning, as a drawing; and the same in a line's height."""

from collections.abc import Sequence

from markupsafe import Markup

from aescope.report.curve import LEVEL_NAMES, LossCurve
from aescope.report.numbers import number
from aescope.report.svg import Axis, apart, drawing, element, path, tick_labels

_WIDTH, _HEIGHT = 720.0, 300.0
# Room for the numbers on the left and the names of the levels on the right.
_LEFT, _RIGHT, _TOP, _BOTTOM = 92.0, 196.0, 14.0, 40.0
_LINE = 15.0


def loss_chart(curve: LossCurve, title: str) -> Markup:
    """Training loss, held-out loss, and a dashed line for each level with its name at the right."""
    count = len(curve.losses)
    across = Axis(1, max(2, count), _LEFT, _WIDTH - _RIGHT)
    up = curve.axis(_HEIGHT - _BOTTOM, _TOP)
    return drawing(
        _WIDTH,
        _HEIGHT,
        *_grid(up, across, count),
        *_levels(curve, up),
        *_lines(curve.val_losses, across, up, "line held-out"),
        *_lines(curve.losses, across, up, "line training"),
        title=title,
    )


def sparkline(curve: LossCurve) -> Markup:
    """The curve alone, on the same axis as the chart."""
    losses = curve.losses
    across, up = Axis(1, max(2, len(losses)), 3, 117), curve.axis(29.0, 3.0)
    first = next((loss for loss in losses if loss is not None), None)
    last = next((loss for loss in reversed(losses) if loss is not None), None)
    title = f"loss from {number(first, 7)} to {number(last, 7)}"
    lines = _lines(losses, across, up, "line training")
    return drawing(120, 32, *lines, title=title, class_="spark")


def _lines(losses: Sequence[float | None], across: Axis, up: Axis, class_: str) -> list[Markup]:
    """One path for each stretch of epochs whose loss is finite."""
    stretches: list[list[tuple[float, float]]] = [[]]
    for epoch, loss in enumerate(losses, start=1):
        if loss is None:
            stretches.append([])
        else:
            stretches[-1].append((across.at(epoch), up.at(loss)))
    return [path(stretch, class_) for stretch in stretches if stretch]


def _grid(up: Axis, across: Axis, count: int) -> list[Markup]:
    ticks = up.ticks()
    drawn = []
    for tick, label in zip(ticks, tick_labels(ticks), strict=True):
        height = up.at(tick)
        drawn.append(element("path", d=f"M{_LEFT} {height:.2f}H{_WIDTH - _RIGHT}", class_="grid"))
        drawn.append(element("text", label, x=_LEFT - 8, y=height + 4, class_="tick right"))
    for epoch in sorted({1, *(round(1 + (count - 1) * share) for share in (0.25, 0.5, 0.75, 1))}):
        drawn.append(element("text", str(epoch), x=across.at(epoch), y=_HEIGHT - 20, class_="tick middle"))
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    drawn.append(element("text", "epoch", x=middle, y=_HEIGHT - 4, class_="tick middle"))
    return drawn


def _levels(curve: LossCurve, up: Axis) -> list[Markup]:
    """A dashed line for each level; names that would overlap are moved apart and tied to their lines."""
    heights = [up.at(value) for value in curve.levels.values()]
    labels = apart(heights, 2 * _LINE, _TOP + _LINE, _HEIGHT - _BOTTOM)
    drawn = []
    end = _WIDTH - _RIGHT
    for (name, value), height, label in zip(curve.levels.items(), heights, labels, strict=True):
        kind = name.replace("_", "-")
        drawn.append(element("path", d=f"M{_LEFT} {height:.2f}H{end}", class_=f"level {kind}"))
        drawn.append(element("path", d=f"M{end} {height:.2f}L{end + 10} {label - 4:.2f}", class_="tie"))
        drawn.append(element("text", LEVEL_NAMES[name], x=end + 14, y=label - 3, class_="name"))
        drawn.append(element("text", number(value, 7), x=end + 14, y=label + 9, class_="tick"))
    return drawn
