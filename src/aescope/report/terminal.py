"""The study as a table on the terminal: one line for each experiment."""

from textwrap import shorten
from typing import Any

from aescope.records import Outcome, Study
from aescope.report.differences import differences, planned_before
from aescope.report.numbers import number, skill
from aescope.report.words import verdict_of

# Characters; the whole stands on the page, and an error was said when it came.
_LONGEST = 60
_COLOURS = {"good": "green", "half": "yellow", "bad": "red", "quiet": "dim"}


def terminal_table(study: Study) -> Any:
    """A rich table: key, what it is, verdict, loss from first to last, layers changed, skill with its interval."""
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    title = Text(study.notebook.title or study.notebook.path.name)
    table = Table(title=title, title_justify="left", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("model", no_wrap=True)
    table.add_column("what", overflow="fold")
    table.add_column("verdict")
    table.add_column("loss", justify="right")
    table.add_column("layers", justify="right")
    table.add_column("skill (95 %)", justify="right")
    for outcome in study.outcomes:
        word = verdict_of(outcome)
        before = planned_before(outcome, study)
        table.add_row(
            Text(outcome.experiment.key),
            Text(_what(outcome, before)),
            Text(word.says, style=_COLOURS[word.tone]),
            *(Text(field) for field in _numbers(outcome)),
        )
    return table


def print_table(study: Study) -> None:
    """The table on standard error, where everything goes that is for people."""
    from rich.console import Console

    Console(stderr=True).print(terminal_table(study))


def _what(outcome: Outcome, before: Outcome | None) -> str:
    if outcome.run is None and outcome.error:
        return shorten(outcome.error, _LONGEST, placeholder=" ...")
    title = outcome.experiment.title
    return title or shorten("; ".join(differences(before, outcome)), _LONGEST, placeholder=" ...")


def _numbers(outcome: Outcome) -> tuple[str, str, str]:
    if outcome.answers is None:
        return ("", "", "")
    loss, weights = outcome.answers.does_the_loss_move, outcome.answers.do_the_weights_change
    pictures = outcome.answers.is_the_image_reconstructed
    changed = sum(layer.answer == "yes" for layer in weights.layers)
    return (
        f"{number(loss.first, 4)} -> {number(loss.last, 4)}",
        f"{changed} of {len(weights.layers)}",
        skill(pictures.skill, pictures.skill_interval),
    )
