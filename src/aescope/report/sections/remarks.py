"""The author's own words: claims, questions and wishes, each with its line and what was measured on its subject."""

from aescope.records import Outcome, RemarkKind, Study
from aescope.report.blocks import Blocks, Item, Listing
from aescope.report.claims import weighed
from aescope.report.section import section_of_experiment, section_of_study

_TITLES = {RemarkKind.CLAIM: "Claims", RemarkKind.QUESTION: "Questions", RemarkKind.WISH: "Next up"}


@section_of_experiment("remarks", 110, "In the author's words")
def remarks(outcome: Outcome, study: Study) -> Blocks:
    """A list for each kind; the sentences are quoted, the numbers stand below."""
    for kind, title in _TITLES.items():
        found = weighed(outcome, kind)
        if found:
            yield Listing(
                tuple(
                    Item(
                        f"“{one.remark.text}”",
                        one.remark.place,
                        f"measured: {one.evidence}" if kind is not RemarkKind.WISH else "",
                    )
                    for one in found
                ),
                title,
            )


@section_of_study("remarks_of_notebook", 80, "Questions and wishes outside the experiments")
def remarks_of_notebook(study: Study) -> Blocks:
    """Sentences of the notebook that belong to no experiment."""
    found = study.notebook.remarks
    if found:
        yield Listing(tuple(Item(f"“{remark.text}”", remark.place, remark.kind.value) for remark in found))
