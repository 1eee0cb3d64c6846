"""Does the loss value move? The curve with the levels that give it a meaning."""

from aescope.records import Outcome, Study
from aescope.report.blocks import Blocks, Drawing, Prose
from aescope.report.charts.loss import loss_chart
from aescope.report.curve import curve_of
from aescope.report.numbers import number, signed
from aescope.report.section import section_of_experiment


@section_of_experiment("loss", 60, "Does the loss value move?")
def loss(outcome: Outcome, study: Study) -> Blocks:
    """Training loss as Keras prints it, held-out loss, floor, mean image, untrained network, PCA."""
    run = outcome.run
    if run is None:
        return
    curve = curve_of(run)
    if curve is None:
        yield Prose("No epoch ended with a finite loss: there is no curve to draw.", "warn")
        return
    known = [value for value in curve.losses if value is not None]
    title = f"{run.plan.loss.name} by epoch, from {number(known[0], 7)} to {number(known[-1], 7)}"
    says = ["Solid: training loss, as Keras prints it. Dashed: held-out loss.", *curve.says]
    if outcome.answers is not None:
        answer = outcome.answers.does_the_loss_move
        place = "not defined" if answer.position is None else signed(answer.position)
        says.insert(0, f"Moves: {answer.answer}. Position between mean image (0) and perfect (1): {place}.")
    yield Drawing(loss_chart(curve, title), " ".join(says), outcome.written.get("loss", ""))
