"""Do the weights of the layers change? Every tensor, beside one rounding step of its numbers."""

from aescope.records import LayerChange, Outcome, Run, Study
from aescope.report.blocks import Blocks, Cell, Column, Prose, Table
from aescope.report.charts.bars import ROUNDING_STEP, change_bar
from aescope.report.numbers import number, plural, whole
from aescope.report.section import section_of_experiment

_COLUMNS = (
    Column("Tensor"),
    Column("Relative change", numeric=True),
    Column("from 1e-09 to 10, logarithmic"),
    Column("Numbers that moved", numeric=True),
    Column("Largest gradient, first batch", numeric=True),
    Column("last batch", numeric=True),
)


@section_of_experiment("weights", 70, "Do the weights of the layers change?")
def weights(outcome: Outcome, study: Study) -> Blocks:
    """Relative change is |after - before| / max(|before|, |after|) in the Euclidean norm."""
    if outcome.answers is None or outcome.run is None:
        return
    answer = outcome.answers.do_the_weights_change
    changes = answer.tensors or answer.layers
    changed = sum(change.answer == "yes" for change in changes)
    yield Prose(
        f"{changed} of {plural(len(changes), 'tensor')} changed by more than float rounding. The tick is one float32 "
        f"rounding step, {number(ROUNDING_STEP)}: less than a few of those is not learning."
    )
    yield Table(_COLUMNS, tuple(_row(change, outcome.run) for change in changes))


def _row(change: LayerChange, run: Run) -> tuple[Cell, ...]:
    return (
        Cell(change.name),
        Cell("0, not one bit" if not change.moved else number(change.relative_change)),
        Cell(drawing=change_bar(change.relative_change)),
        Cell(f"{whole(change.moved)} of {whole(change.size)}"),
        Cell(_gradient(run.gradients_first.get(change.name))),
        Cell(_gradient(run.gradients_last.get(change.name))),
    )


def _gradient(value: float | None) -> str:
    return "" if value is None else "exactly 0" if value == 0 else number(value)
