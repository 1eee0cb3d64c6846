"""Plugs pictures for the notebook in: a kind of picture is one file in `figures/` that draws it with matplotlib."""

import io
import textwrap
from collections.abc import Callable, Mapping, Sequence
from pathlib import PurePosixPath
from typing import Any, TypeAlias

import numpy as np

from aescope.records import Outcome
from aescope.registry import Registry
from aescope.report.names import Wanted
from aescope.report.png import Bitmap

# matplotlib's Figure and Axes; it is imported late, for it takes a second that `check` and `--help` do not have.
Drawn: TypeAlias = Any
Axes: TypeAlias = Any
figures: Registry[Callable[[Outcome, Wanted], Drawn]] = Registry("aescope.report.figures", "kind of picture")

# Dots of an inch.
DOTS = 100
# The same study gives the same bytes: no date, no version of the library. Level 4 takes half the time of the highest.
_SAVED: Mapping[str, Mapping[str, Any]] = {
    "png": {"metadata": {"Software": None}, "pil_kwargs": {"compress_level": 4}},
    "svg": {"metadata": {"Date": None}},
    "pdf": {"metadata": {"CreationDate": None}},
}
# Inches of a line of small print, and characters that fit into an inch of it.
LINE = 0.155
_SPACING = 1.35
_CHARACTERS = 15.0


def new_figure(width: float, height: float) -> Drawn:
    """An empty white figure of so many inches at 100 dots each, of no window and of no global state."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    drawn = Figure(figsize=(width, height), dpi=DOTS)
    FigureCanvasAgg(drawn)
    return drawn


def sheet_of_paper(width: float, height: float) -> tuple[Drawn, Axes]:
    """A figure and axes that cover it, measured in inches from the top left corner, to place pictures and words on."""
    drawn = new_figure(width, height)
    axes = drawn.add_axes((0, 0, 1, 1))
    axes.set_axis_off()
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    return drawn, axes


def place_bitmap(axes: Axes, bitmap: Bitmap, left: float, top: float, factor: int = 1) -> None:
    """The bitmap, every pixel a square of `factor` dots, and a thin line around it that shows where white ends."""
    left, top = round(left * DOTS) / DOTS, round(top * DOTS) / DOTS
    right, bottom = left + bitmap.shape[1] * factor / DOTS, top + bitmap.shape[0] * factor / DOTS
    coloured = bitmap if bitmap.ndim == 3 else np.repeat(bitmap[..., None], 3, axis=2)
    axes.imshow(coloured, interpolation="nearest", extent=(left, right, bottom, top), aspect="auto", clip_on=False)
    axes.plot([left, right, right, left, left], [top, top, bottom, bottom, top], color="#bbbbbb", linewidth=0.6)


def write_lines(axes: Axes, lines: Sequence[str], left: float, top: float, size: float = 8.0) -> None:
    """The lines below one another, the first one's top at `top`."""
    axes.text(left, top, _literal("\n".join(lines)), fontsize=size, va="top", ha="left", linespacing=_SPACING)


def wrapped(texts: Sequence[str], width: float) -> list[str]:
    """The texts as lines that fit into `width` inches."""
    return [line for text in texts for line in textwrap.wrap(text, max(20, int(width * _CHARACTERS)))]


def says_only(text: str) -> Drawn:
    """A picture that says why there is nothing to see."""
    lines = wrapped([text], 5.6)
    drawn, axes = sheet_of_paper(6, 0.5 + LINE * len(lines))
    write_lines(axes, lines, 0.2, 0.25)
    return drawn


def picture_file(outcome: Outcome, wanted: Wanted) -> bytes:
    """The content of the picture file, in the format that its name asks for where we can write it, else as PNG."""
    drawn = figures[wanted.kind](outcome, wanted)
    suffix = PurePosixPath(wanted.path).suffix.casefold().lstrip(".")
    kind = suffix if suffix in drawn.canvas.get_supported_filetypes() else "png"
    file = io.BytesIO()
    drawn.savefig(file, format=kind, dpi=DOTS, **_SAVED.get(kind, {}))
    return file.getvalue()


def _literal(text: str) -> str:
    """Dollar signs begin a formula in matplotlib; in a name of a file they are dollar signs."""
    return text.replace("$", r"\$")
