"""Records in, reports out: results.json, the page, pictures for the notebook, answers in it, a table on the terminal.

Nothing is trained and nothing measured here: a study is told as it is. What draws and renders is imported late.
"""

from pathlib import Path
from typing import Any

from aescope.records import Outcome, Study

__all__ = ["answer_block", "dumps", "html", "print_table", "results", "terminal_table", "write"]


def results(study: Study) -> dict[str, Any]:
    """The study as results.json has it: plain dicts and lists; null where a number is not known, with the reason."""
    from aescope.report.results_json import results as of_study

    return of_study(study)


def dumps(made: dict[str, Any]) -> str:
    """The text of results.json: strict JSON, floats with every bit of theirs."""
    from aescope.report.strict_json import dumps as text

    return text(made)


def html(study: Study) -> str:
    """The HTML of the whole page."""
    from aescope.report.names import with_names
    from aescope.report.page import page as render

    return render(with_names(study))


def write(study: Study, folder: Path) -> Study:
    """Write report.html, results.json and all pictures below `folder`; the study that knows where they are.

    Raises NotebookError where a linked picture would leave the folder, UsageError where it cannot be written.
    """
    from aescope.report.writing import write as write_files

    return write_files(study, folder)


def answer_block(outcome: Outcome) -> str:
    """The measured answers of one experiment, as Markdown for the notebook."""
    from aescope.report.markdown import answer_block as block

    return block(outcome)


def terminal_table(study: Study) -> Any:
    """One line for each experiment, as a table for rich to print."""
    from aescope.report.terminal import terminal_table as table

    return table(study)


def print_table(study: Study) -> None:
    """Print the table on standard error, where everything goes that is for people."""
    from aescope.report.terminal import print_table as print_it

    print_it(study)
