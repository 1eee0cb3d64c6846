"""All experiments in one table: what is new in each, what came of it, and the same picture before and after."""

from collections import Counter
from textwrap import shorten

from aescope.records import Outcome, Study
from aescope.report.anchors import anchor_of
from aescope.report.blocks import Blocks, Cell, Column, Prose, Table
from aescope.report.charts.bars import skill_bar
from aescope.report.charts.loss import sparkline
from aescope.report.comparison import compare
from aescope.report.curve import curve_of
from aescope.report.differences import differences, planned_before
from aescope.report.image_block import SMALL, image
from aescope.report.numbers import number, plural, signed, skill
from aescope.report.section import section_of_study
from aescope.report.words import verdict_of

# Characters; the whole of an error stands with its experiment.
_ERROR = 160
_COLUMNS = (
    Column("Model"),
    Column("What is new"),
    Column("Verdict"),
    Column("Original | before | after"),
    Column("Loss, first to last epoch"),
    Column("Layers changed", numeric=True),
    Column("Skill (95 % interval)"),
)


@section_of_study("overview", 10, "All experiments")
def overview(study: Study) -> Blocks:
    """A count of verdicts, then the table."""
    counts = Counter(verdict_of(outcome).says for outcome in study.outcomes)
    said = ", ".join(f"{count} {says}" for says, count in counts.most_common())
    yield Prose(f"{plural(len(study.outcomes), 'experiment')}: {said}.", "lead")
    yield Prose(
        "Skill is the share of the held-out pictures' variance around the mean image that the reconstructions explain: "
        "1 is perfect, 0 is as good as the mean image, below 0 is worse. The loss's position lies between 0 (mean "
        "image) and 1 (perfect reconstruction). Every row shows one held-out picture, each row on the intensity scale "
        "of its own originals.",
        "quiet",
    )
    rows = tuple(_row(outcome, planned_before(outcome, study)) for outcome in study.outcomes)
    yield Table(_COLUMNS, rows, overview=True)


def _row(outcome: Outcome, before: Outcome | None) -> tuple[Cell, ...]:
    word = verdict_of(outcome)
    key, title = outcome.experiment.key, outcome.experiment.title
    new = "; ".join(differences(before, outcome))
    what = Cell(title or new or "the first one", quiet=new if title else "")
    if outcome.run is None and outcome.error:
        what = Cell(title, quiet=shorten(outcome.error, _ERROR, placeholder=" ..."))
    return (
        Cell(key, target=anchor_of(outcome)),
        what,
        Cell(word.says, tone=word.tone, sign=word.sign),
        _pictures(outcome),
        _loss(outcome),
        _weights(outcome),
        _skill(outcome),
    )


def _pictures(outcome: Outcome) -> Cell:
    comparison = compare(outcome.run, outcome.images, most=1)
    if comparison is None:
        return Cell()
    name, scale = comparison.names[0], comparison.scale
    return Cell(
        images=tuple(
            image(view.values[0], scale, alt=f"{name}, {view.label}: {view.says[0]}; {scale}", most=SMALL)
            for view in comparison.same_scale
        )
    )


def _loss(outcome: Outcome) -> Cell:
    curve = curve_of(outcome.run) if outcome.run else None
    if curve is None or outcome.answers is None:
        return Cell()
    loss = outcome.answers.does_the_loss_move
    position = f"position {signed(loss.position)}" if loss.position is not None else "position not defined"
    return Cell(
        f"{number(loss.first, 4)} to {number(loss.last, 4)}",
        drawing=sparkline(curve),
        quiet=position,
    )


def _weights(outcome: Outcome) -> Cell:
    if outcome.answers is None:
        return Cell()
    layers = outcome.answers.do_the_weights_change.layers
    return Cell(f"{sum(layer.answer == 'yes' for layer in layers)} of {len(layers)}")


def _skill(outcome: Outcome) -> Cell:
    if outcome.answers is None:
        return Cell()
    pictures = outcome.answers.is_the_image_reconstructed
    interval = pictures.skill_interval
    return Cell(
        signed(pictures.skill) if pictures.skill is not None else "not defined",
        drawing=skill_bar(pictures.skill, interval),
        quiet=skill(pictures.skill, interval).partition(" ")[2].strip("()") if interval else "",
    )
