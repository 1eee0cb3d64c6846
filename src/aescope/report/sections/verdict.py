"""The answer first: the verdict in a sentence, the three questions in a line each, and where the parts come from."""

from aescope.records import Answers, Outcome, Study
from aescope.report.blocks import Blocks, Cell, Column, Item, Listing, Prose, Table, Verbatim
from aescope.report.charts.bars import skill_bar
from aescope.report.differences import differences, planned_before
from aescope.report.numbers import number, signed, skill, varies_by
from aescope.report.section import section_of_experiment
from aescope.report.words import sentence_of


@section_of_experiment("verdict", 10, "")
def verdict(outcome: Outcome, study: Study) -> Blocks:
    """The sentence, the table of answers, what was inherited, what differs from the experiment before."""
    if outcome.run is None and outcome.error:
        yield Prose(_why(outcome), "lead")
        yield Verbatim(outcome.error)
    else:
        yield Prose(sentence_of(outcome), "lead")
    if outcome.answers is not None:
        yield _table(outcome.answers)
    inherited = tuple(
        Item(f"{step.part} from model {step.source}", step.place, code=step.says)
        for step in outcome.experiment.inheritance
    )
    if inherited:
        yield Listing(inherited, "Taken from other experiments")
    before = planned_before(outcome, study)
    new = differences(before, outcome)
    if before is not None and new:
        yield Prose(f"Differs from model {before.experiment.key}: {'; '.join(new)}.")


def _why(outcome: Outcome) -> str:
    return {
        "refused": "Refused: it cannot be built as written. Mend this and run again; the other experiments are done.",
        "failed": "Failed while it ran.",
        "interrupted": "Interrupted before anything could be measured.",
    }.get(outcome.status, outcome.status)


def _table(answers: Answers) -> Table:
    loss, weights = answers.does_the_loss_move, answers.do_the_weights_change
    pictures = answers.is_the_image_reconstructed
    changed = sum(layer.answer == "yes" for layer in weights.layers)
    most = max((layer.relative_change for layer in weights.layers), default=None)
    position = signed(loss.position) if loss.position is not None else f"not defined ({loss.why_null})"
    columns = (Column("Question"), Column("Answer"), Column("Measured"), Column("Yardstick"))
    rows = (
        (
            Cell("Does the loss move?"),
            Cell(loss.answer),
            Cell(f"{number(loss.first, 7)} to {number(loss.last, 7)}", quiet=f"plateau: {loss.plateau}"),
            Cell(
                f"perfect {number(loss.floor, 7)}, mean image {number(loss.mean_image, 7)}",
                quiet=f"position {position}",
            ),
        ),
        (
            Cell("Do the weights change?"),
            Cell(weights.answer),
            Cell(f"{changed} of {len(weights.layers)} layers", quiet=f"largest relative change {number(most)}"),
            Cell("one float32 rounding step is 1.2e-07"),
        ),
        (
            Cell("Is the image reconstructed?"),
            Cell(pictures.answer),
            Cell(
                f"skill {skill(pictures.skill, pictures.skill_interval)}",
                drawing=skill_bar(pictures.skill, pictures.skill_interval),
                quiet=pictures.why_null,
            ),
            Cell(
                f"1 perfect, 0 mean image, untrained network {signed(pictures.untrained_skill)}, "
                f"PCA {signed(pictures.pca_skill)}",
                quiet=f"training pictures {signed(pictures.training_skill)}; {varies_by(pictures.input_dependence)}; "
                f"SSIM {signed(pictures.ssim)}, PSNR {number(pictures.psnr_db)} dB",
            ),
        ),
    )
    return Table(columns, rows, stacked=True)
