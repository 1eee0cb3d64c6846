"""Optimizer, loss function, epochs and the other parameters, with every default filled in."""

from aescope.records import Outcome, Study
from aescope.report.blocks import Blocks, Cell, Column, Table
from aescope.report.differences import call_text
from aescope.report.numbers import number, plural
from aescope.report.section import section_of_experiment


@section_of_experiment("training", 50, "Optimizer, loss function, epochs, other parameters")
def training(outcome: Outcome, study: Study) -> Blocks:
    """What was asked for and how it ran."""
    plan, run, images = outcome.plan, outcome.run, outcome.images
    if plan is None:
        return
    rows = [("Optimizer", call_text(plan.optimizer)), ("Loss function", call_text(plan.loss))]
    epochs = f"{len(run.epochs)} of {plan.epochs}" if run and len(run.epochs) != plan.epochs else str(plan.epochs)
    rows.append(("Epochs", epochs))
    updates = ""
    if images is not None and len(images.training):
        steps = -(-len(images.training) // plan.batch_size)
        count = steps * (len(run.epochs) if run else plan.epochs)
        updates = f", {plural(steps, 'update')} an epoch, {plural(count, 'update')} in all"
    rows.append(("Batch size", f"{plan.batch_size}{updates}"))
    rows += [("Callback", call_text(callback)) for callback in plan.callbacks]
    rows.append(("Order of pictures", "shuffled anew every epoch" if plan.shuffle else "always the same"))
    if run is not None:
        rate = run.epochs[-1].learning_rate if run.epochs else None
        rows.append(("Learning rate at the end", number(rate, 4)))
        seconds = "taken from an earlier run" if run.reused else f"{number(run.seconds)} s"
        rows.append(("Run", f"seed {run.seed}, {run.engine} on {run.device}, {seconds}"))
    rows.append(("Meaning", f"Keras {plan.keras} on TensorFlow"))
    yield Table(
        (Column("Parameter"), Column("Value")), tuple((Cell(name), Cell(value)) for name, value in rows), stacked=True
    )
