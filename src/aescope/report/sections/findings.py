"""What the rules saw in this experiment, the gravest first."""

from aescope.records import Outcome, Study
from aescope.report.blocks import Blocks, Item, Listing
from aescope.report.section import section_of_experiment

_GRAVITY = ("error", "warning", "note")


@section_of_experiment("findings", 12, "Findings")
def findings(outcome: Outcome, study: Study) -> Blocks:
    """Each finding with its line and the step that may mend it."""
    if not outcome.findings:
        return
    order = sorted(outcome.findings, key=lambda finding: _GRAVITY.index(finding.severity))
    yield Listing(
        tuple(
            Item(
                f"{finding.severity}: {finding.says}",
                finding.place,
                f"mend: {finding.remedy}" if finding.remedy else "",
                finding.rule,
            )
            for finding in order
        )
    )
