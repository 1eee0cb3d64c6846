"""Points in two dimensions, coloured by label: one path a label, so that thousands of points stay a small drawing."""

from collections.abc import Sequence

import numpy as np
from jaxtyping import Float
from markupsafe import Markup

from aescope.report.svg import drawing, element

# Colours that differ for colour-blind eyes too (Okabe and Ito, 2008); the page's style gives them their values.
COLOURS = 8
_SIDE = 360.0
_MARGIN = 12.0
_LINE = 18.0
UNLABELLED = "no label"


def places_of_labels(labels: Sequence[str]) -> tuple[list[str], list[int]]:
    """The names to be coloured, and for each point the place of its name; with more names than colours, the last
    colour is for all others."""
    every = sorted({label or UNLABELLED for label in labels})
    names = every if len(every) <= COLOURS else every[: COLOURS - 1]
    place = {name: number for number, name in enumerate(names)}
    places = [place.get(label or UNLABELLED, COLOURS - 1) for label in labels]
    return ([*names, "others"] if len(every) > COLOURS else names), places


def scatter(points: Float[np.ndarray, "point 2"], labels: Sequence[str], title: str) -> Markup:
    """One unit is as long across as up; points that are not finite are left out."""
    names, places = places_of_labels(labels)
    finite = np.isfinite(points).all(axis=1)
    placed = _on_paper(points, finite)
    drawn = []
    for colour, name in enumerate(names):
        of_label = [index for index, place in enumerate(places) if place == colour and finite[index]]
        dots = "".join(f"M{placed[index, 0]:.1f} {placed[index, 1]:.1f}h0" for index in of_label)
        if dots:
            drawn.append(element("path", d=dots, class_=f"points c{colour}"))
        height = _MARGIN + _LINE * (colour + 0.5)
        drawn.append(element("path", d=f"M{_SIDE + 14} {height:.1f}h0", class_=f"points key c{colour}"))
        drawn.append(element("text", f"{name} ({len(of_label)})", x=_SIDE + 26, y=height + 4, class_="name"))
    frame = element("rect", x=0.5, y=0.5, width=_SIDE - 1, height=_SIDE - 1, class_="border")
    return drawing(_SIDE + 180, _SIDE, frame, *drawn, title=title)


def _on_paper(points: Float[np.ndarray, "point 2"], finite: np.ndarray) -> Float[np.ndarray, "point 2"]:
    known = points[finite].astype(np.float64)
    if not len(known):
        return np.zeros(points.shape)
    low, high = known.min(axis=0), known.max(axis=0)
    middle, reach = (low + high) / 2, float((high - low).max()) or 1.0
    scaled = (np.where(finite[:, None], points, middle) - middle) / reach
    placed: np.ndarray = _SIDE / 2 + scaled * np.array([1, -1]) * (_SIDE - 2 * _MARGIN)
    return placed
