"""Feature maps of the layer that the notebook asks for, before and after training, as one picture."""

from dataclasses import dataclass

from aescope.records import Outcome, Run
from aescope.report.feature_maps import WIDEST, Sheet, kept_output, sheet_of
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
from aescope.report.layers import asked_layers
from aescope.report.names import Wanted

# Pixels of a map's side, and of a sheet's width, where all layers share one picture; a single layer is shown whole.
_SMALL, _NARROW = 48, 400
# Inches around a sheet.
_MARGIN = 0.15


@figures.register("activations")
def activations(outcome: Outcome, wanted: Wanted) -> Drawn:
    """One picture through the layer that the link's words name, before and after; else through every layer."""
    run = outcome.run
    known = tuple(run.activations_after) if run else ()
    asked = asked_layers(run.plan, wanted.layer) if run and wanted.layer else ()
    names = tuple(name for name in asked if name in known) or known
    if run is None or not names:
        return says_only(f"model {outcome.experiment.key}: no layer's output was kept")
    alone = len(names) == 1
    shown = [_Shown(name, moment, sheet) for name in names for moment, sheet in _sheets(run, name, alone)]
    # A single layer's sheets are wide and stand below one another, those of all layers in two columns.
    rows = [[one] for one in shown] if alone else [shown[place : place + 2] for place in range(0, len(shown), 2)]
    column = max(one.width for one in shown) + _MARGIN
    texts = [[wrapped([one.words], column - _MARGIN) for one in row] for row in rows]
    title = f"model {outcome.experiment.key}: one picture through the layers, before and after training"
    top = _MARGIN + 2 * LINE
    below = sum(
        max(one.height for one in row) + LINE * max(map(len, text)) for row, text in zip(rows, texts, strict=True)
    )
    drawn, axes = sheet_of_paper(_MARGIN + column * len(rows[0]), top + below + 2 * _MARGIN * len(rows))
    write_lines(axes, [title], _MARGIN, _MARGIN)
    for row, text in zip(rows, texts, strict=True):
        lines = max(map(len, text))
        for place, (one, said) in enumerate(zip(row, text, strict=True)):
            left = _MARGIN + place * column
            write_lines(axes, said, left, top, size=7.5)
            if one.sheet is not None:
                place_bitmap(axes, one.sheet.pixels, left, top + lines * LINE, one.factor)
        top += max(one.height for one in row) + lines * LINE + 2 * _MARGIN
    return drawn


@dataclass(frozen=True)
class _Shown:
    """A layer's sheet at one moment; None where that moment was not kept."""

    name: str
    moment: str
    sheet: Sheet | None

    @property
    def factor(self) -> int:
        """Dots of a pixel's side: small sheets are enlarged."""
        return max(1, _NARROW // self.sheet.pixels.shape[1]) if self.sheet else 1

    @property
    def width(self) -> float:
        """Inches."""
        return max(_NARROW, self.sheet.pixels.shape[1] * self.factor if self.sheet else 0) / DOTS

    @property
    def height(self) -> float:
        """Inches."""
        return self.sheet.pixels.shape[0] * self.factor / DOTS if self.sheet else 0.0

    @property
    def words(self) -> str:
        """Layer, moment, count of maps, range and scale."""
        says = f"{self.sheet.says}; {self.sheet.scale}" if self.sheet else "not kept"
        return f"{self.name}, {self.moment}: {says}"


def _sheets(run: Run, name: str, alone: bool) -> list[tuple[str, Sheet | None]]:
    """The layer's sheets of both moments; None for one that was not kept."""
    most, widest = (None, WIDEST) if alone else (_SMALL, _NARROW)
    outputs = {moment: kept_output(run, name, moment) for moment in ("before", "after")}
    return [(moment, None if output is None else sheet_of(output, most, widest)) for moment, output in outputs.items()]
