"""What was assumed, decided or not read, with a bullet to paste where one would settle it."""

from aescope.records import Note, Outcome, Study
from aescope.report.blocks import Blocks, Item, Listing
from aescope.report.numbers import plural
from aescope.report.section import section_of_experiment, section_of_study

# More than these would bury what follows; they are folded.
_OPEN = 4


@section_of_experiment("notes", 120, "Assumed or not read")
def notes(outcome: Outcome, study: Study) -> Blocks:
    """Notes from notebook, images and plan, each once."""
    found = [*outcome.experiment.notes]
    found += outcome.images.notes if outcome.images else ()
    found += outcome.plan.notes if outcome.plan else ()
    if found:
        yield _listing(found)


@section_of_study("notes_of_notebook", 90, "Outside the experiments")
def notes_of_notebook(study: Study) -> Blocks:
    """Notes on the notebook itself and on what was left out."""
    found = [*study.notebook.notes, *study.notes]
    if found:
        yield _listing(found)


def _listing(found: list[Note]) -> Listing:
    unique = list(dict.fromkeys(found))
    items = tuple(Item(note.says, note.place, code=note.proposal) for note in unique)
    return Listing(items, folded=plural(len(items), "note") if len(items) > _OPEN else "")
