"""The same experiment with several seeds: how much of the result was luck."""

import math

from aescope.records import Outcome, Study
from aescope.report.blocks import Blocks, Cell, Column, Prose, Table
from aescope.report.charts.bars import skill_bar
from aescope.report.numbers import number, signed, skill
from aescope.report.section import section_of_experiment
from aescope.report.words import verdict_of

_COLUMNS = (Column("Seed", True), Column("Verdict"), Column("Loss, first to last"), Column("Skill (95 % interval)"))


@section_of_experiment("seeds", 15, "Over several seeds")
def seeds(outcome: Outcome, study: Study) -> Blocks:
    """A row for each seed, and the spread of their skills."""
    if not outcome.runs:
        return
    skills = [
        one.answers.is_the_image_reconstructed.skill
        for one in outcome.runs
        if one.answers and one.answers.is_the_image_reconstructed.skill is not None
    ]
    finite = [value for value in skills if math.isfinite(value)]
    if finite:
        shown = outcome.run.seed if outcome.run else "none"
        yield Prose(
            f"Skill from {signed(min(finite))} to {signed(max(finite))} over {len(outcome.runs)} seeds; everything "
            f"else here shows seed {shown}, the one with the median skill."
        )
    yield Table(_COLUMNS, tuple(_row(one) for one in outcome.runs))


def _row(one: Outcome) -> tuple[Cell, ...]:
    word = verdict_of(one)
    seed = str(one.run.seed) if one.run else ""
    if one.answers is None:
        return (Cell(seed), Cell(word.says, tone=word.tone, sign=word.sign), Cell(), Cell())
    loss, pictures = one.answers.does_the_loss_move, one.answers.is_the_image_reconstructed
    interval = pictures.skill_interval
    return (
        Cell(seed),
        Cell(word.says, tone=word.tone, sign=word.sign),
        Cell(f"{number(loss.first, 5)} to {number(loss.last, 5)}"),
        Cell(skill(pictures.skill, interval), drawing=skill_bar(pictures.skill, interval)),
    )
