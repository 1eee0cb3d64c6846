"""What went in: the pictures' way from counts to pixels, with the range after every step."""

from aescope.records import Event, Images, Outcome, Study
from aescope.report.blocks import Blocks, Cell, Column, Prose, Table
from aescope.report.numbers import number, plural, shape, values_of
from aescope.report.section import section_of_experiment

_COLUMNS = (
    Column("Step"),
    Column("Line", numeric=True),
    Column("Lowest", numeric=True),
    Column("Mean", numeric=True),
    Column("Highest", numeric=True),
)


@section_of_experiment("history", 80, "What went in")
def history(outcome: Outcome, study: Study) -> Blocks:
    """The set, its split, and a row for each step: what was divided twice can be read off."""
    images = outcome.images
    if images is None:
        return
    yield Prose(_set(images))
    yield Table(_COLUMNS, tuple(_row(event) for event in images.history))


def _set(images: Images) -> str:
    shown = len(set(images.training.tolist()))
    copies = len(images.training) - shown
    doubled = f" (shown {len(images.training):,} times an epoch)" if copies else ""
    channels = ", ".join(images.channels)
    return (
        f"{images.name}, {plural(len(images.values), 'picture')} of {shape(images.shape)} ({channels}), stored as "
        f"{images.container}; {images.source}. Training: {shown:,}{doubled}, held out: {len(images.held_out):,}."
    )


def _row(event: Event) -> tuple[Cell, ...]:
    step = event.step
    arguments = ", ".join(f"{name}={values_of(value)}" for name, value in step.arguments.items())
    line = str(step.place.line) if step.place and step.place.line else ""
    return (
        Cell(f"{step.name} {arguments}".strip(), quiet=step.says),
        Cell(line),
        *(Cell(number(value, 4)) for value in (event.minimum, event.mean, event.maximum)),
    )
