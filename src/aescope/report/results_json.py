"""A study as results.json has it, version 1: extended, never renamed."""

from typing import Any

from aescope.records import RemarkKind, Study
from aescope.report.names import with_names
from aescope.report.result_of_experiment import note_of, result_of_experiment
from aescope.report.strict_json import plain

SCHEMA = 1


def results(study: Study) -> dict[str, Any]:
    """The study as plain dicts, lists, text and finite numbers; a null has its reason in `why_null` beside it.

    The study need not be written yet: pictures have the names that `write` gives them.
    """
    named = with_names(study)
    made: dict[str, Any] = plain(
        {
            "aescope": named.version,
            "schema": SCHEMA,
            "notebook": named.notebook.path.name,
            "title": named.notebook.title,
            "device": named.device,
            "command": named.command or None,
            "experiments": [result_of_experiment(outcome) for outcome in named.outcomes],
            "notes": [note_of(note) for note in (*named.notebook.notes, *named.notes)],
            "remarks": [
                {"kind": RemarkKind(remark.kind).value, "line": remark.place.line, "says": remark.text}
                for remark in named.notebook.remarks
            ],
        }
    )
    return made
