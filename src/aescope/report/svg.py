"""SVG drawings as escaped markup: elements, and the straight line from values to places on the paper."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup, escape

from aescope.report.numbers import number

# Python takes a whole number for a float; the check of annotations in the tests does not.
Length: TypeAlias = float | int


def element(name: str, *inside: str, **attributes: str | Length) -> Markup:
    """`<name attribute="...">inside</name>`; plain text inside is escaped, `class_` is `class`, `_` becomes `-`."""
    written = Markup("").join(
        Markup(' {}="{}"').format(key.rstrip("_").replace("_", "-"), _short(value)) for key, value in attributes.items()
    )
    return Markup("<{}{}>{}</{}>").format(Markup(name), written, Markup("").join(map(escape, inside)), Markup(name))


def drawing(width: Length, height: Length, *inside: str, title: str, class_: str = "chart") -> Markup:
    """A whole drawing that scales with the page; `title` is what a screen reader says."""
    return element(
        "svg",
        element("title", title),
        *inside,
        viewBox=f"0 0 {_short(width)} {_short(height)}",
        width=width,
        height=height,
        role="img",
        class_=class_,
    )


def path(points: Sequence[tuple[Length, Length]], class_: str) -> Markup:
    """A line through the points; one point alone is a dot."""
    if len(points) == 1:
        return element("circle", cx=points[0][0], cy=points[0][1], r=3, class_=f"{class_} dot")
    steps = " ".join(f"{'L' if index else 'M'}{_short(x)} {_short(y)}" for index, (x, y) in enumerate(points))
    return element("path", d=steps, class_=class_)


@dataclass(frozen=True)
class Axis:
    """Values from `low` to `high` on the paper from `start` to `end`, straight or by their logarithm."""

    low: Length
    high: Length
    start: Length
    end: Length
    logarithmic: bool = False

    def at(self, value: Length) -> float:
        """Where the value stands on the paper; beyond the axis, at its end."""
        if self.logarithmic:
            share = math.log(max(value, self.low) / self.low) / math.log(self.high / self.low)
        else:
            share = (value - self.low) / (self.high - self.low)
        return self.start + min(max(share, 0.0), 1.0) * (self.end - self.start)

    def ticks(self, about: int = 5) -> list[float]:
        """Round values along the axis, about as many as `about`, up to half as many again."""
        if self.logarithmic:
            first, last = math.ceil(math.log10(self.low) - 1e-9), math.floor(math.log10(self.high) + 1e-9)
            every = max(1, -(-(last - first + 1) // about))
            decades = [10.0**power for power in range(first, last + 1, every)]
            return decades if len(decades) >= 2 else [float(self.low), float(self.high)]
        rough = (self.high - self.low) / about
        power = 10.0 ** math.floor(math.log10(rough))
        step = next(power * multiple for multiple in (1, 2, 5, 10) if power * multiple >= rough * 0.7)
        first_step, last_step = math.ceil(self.low / step - 1e-9), math.floor(self.high / step + 1e-9)
        return [index * step for index in range(first_step, last_step + 1)]


def tick_labels(ticks: Sequence[Length]) -> list[str]:
    """Labels that differ from one another: as many digits as the ticks need, at least three."""
    for digits in range(3, 17):
        labels = [number(tick, digits) for tick in ticks]
        if len(set(labels)) == len(labels):
            return labels
    return [repr(tick) for tick in ticks]


def apart(places: Sequence[Length], least: Length, low: Length, high: Length) -> list[float]:
    """The places moved as little as needed so that neighbours stand `least` apart and all between `low` and `high`."""
    order = sorted(range(len(places)), key=lambda index: places[index])
    moved = [0.0] * len(places)
    previous = low - least
    for index in order:
        previous = moved[index] = float(max(places[index], previous + least))
    limit = high
    for index in reversed(order):
        moved[index] = float(min(moved[index], limit))
        limit = moved[index] - least
    return moved


def _short(value: str | Length) -> str:
    return value if isinstance(value, str) else f"{value:.2f}".rstrip("0").rstrip(".")
