"""Original, before, after and error of several pictures on one stated scale, as one picture."""

from aescope.records import Outcome
from aescope.report.comparison import Comparison, compare
from aescope.report.figure import (
    DOTS,
    LINE,
    Drawn,
    figures,
    place_bitmap,
    says_only,
    sheet_of_paper,
    wrapped,
    write_lines,
)
from aescope.report.intensity import bitmap, smaller
from aescope.report.names import Wanted
from aescope.report.words import verdict_of

# Dots of a picture's side: smaller ones are enlarged by whole factors to as much, larger ones averaged down to it.
_LARGE, _LARGEST = 200, 256
# Inches of a column, between two columns, and around all.
_NARROWEST, _GAP, _MARGIN = 1.8, 0.08, 0.15


@figures.register("output")
def output(outcome: Outcome, wanted: Wanted) -> Drawn:
    """A row for each picture: original, before, after, error, and stretched views where the scale hides a picture."""
    comparison = compare(outcome.run, outcome.images)
    if comparison is None:
        return says_only(f"model {outcome.experiment.key}: no picture was photographed")
    pictures = [[bitmap(smaller(values, _LARGEST), view.scale) for values in view.values] for view in comparison.views]
    rows, columns = pictures[0][0].shape[:2]
    factor = max(1, _LARGE // max(rows, columns))
    side, height = max(_NARROWEST, columns * factor / DOTS), rows * factor / DOTS
    width = 2 * _MARGIN + len(comparison.views) * (side + _GAP)
    title = wrapped(_title(outcome, comparison), width - 2 * _MARGIN)
    top = _MARGIN + LINE * (len(title) + 1)
    step = height + 3 * LINE + _GAP
    drawn, axes = sheet_of_paper(width, top + 2 * LINE + step * len(comparison.names) + _MARGIN)
    write_lines(axes, title, _MARGIN, _MARGIN)
    for column, view in enumerate(comparison.views):
        left = _MARGIN + column * (side + _GAP)
        write_lines(axes, [view.label, str(view.scale)], left, top, size=7.5)
        for row, name in enumerate(comparison.names):
            above = top + 2 * LINE + row * step
            place_bitmap(axes, pictures[column][row], left, above + LINE, factor)
            write_lines(axes, wrapped([view.says[row]], side), left, above + LINE + height + 0.03, size=7.0)
            if column == 0:
                write_lines(axes, [_short(name)], left, above + 0.02, size=7.0)
    return drawn


def _title(outcome: Outcome, comparison: Comparison) -> list[str]:
    return [
        f"model {outcome.experiment.key}: {verdict_of(outcome).says}",
        f"originals, before and after in pixel values: {comparison.scale}",
    ]


def _short(name: str, most: int = 32) -> str:
    return name if len(name) <= most else f"...{name[-most:]}"
