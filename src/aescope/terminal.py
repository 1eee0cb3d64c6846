"""What is seen while a command works and at its end: progress, a line for each experiment, the next command."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import TracebackType
from typing import Any

from aescope.records import Experiment, Note, Outcome, Progress, Study


class Screen:
    """A watcher that draws on standard error: bars on a terminal only, plain lines elsewhere, nothing when quiet."""

    def __init__(self, *, quiet: bool) -> None:
        self._quiet = quiet
        self._bars: Any = None
        self._bar: Any = None
        self._began = time.perf_counter()
        self._heading = ""

    def __enter__(self) -> "Screen":
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._bars = Progress(
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
                TextColumn("loss {task.fields[loss]}"),
                console=Console(stderr=True),
                transient=True,
            )
            self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def begins(self, experiment: Experiment, number: int, count: int) -> None:
        """An experiment starts: its name, and which of how many it is."""
        self._heading = f"[{number}/{count}] model {experiment.key}"
        if self._bars is not None:
            self._bar = self._bars.add_task(self._heading, total=None, loss="-")

    def progresses(self, progress: Progress) -> None:
        """An update was done: move the bar."""
        if self._bars is not None:
            done = (progress.epoch - 1) * progress.steps + progress.step
            self._bars.update(
                self._bar,
                completed=done,
                total=progress.epochs * progress.steps,
                description=f"{self._heading}, epoch {progress.epoch}/{progress.epochs}",
                loss=f"{progress.loss:.6g}",
            )

    def ends(self, outcome: Outcome) -> None:
        """An experiment is over: one line that stays."""
        if self._bars is not None and self._bar is not None:
            self._bars.remove_task(self._bar)
            self._bar = None
        self._say(f"{self._heading}: {_line(outcome)}")

    def checked(self, study: Study) -> None:
        """What `check` found: a line for each experiment, its notes, the next command."""
        said: set[str] = set()
        for outcome in study.outcomes:
            self._say(f"model {outcome.experiment.key}: {_plan_line(outcome)}")
            # Experiments share image sets: what was said of one is not said again.
            for line in dict.fromkeys(_notes(outcome)):
                if line not in said:
                    self._say(f"  {line}")
            said.update(_notes(outcome))
        for note in (*study.notebook.notes, *study.notes):
            self._say(_note(note))
        self._next(f"aescope run {study.notebook.path}")

    def finished(self, study: Study, folder: Path) -> None:
        """What `run` did: the table, what was left out, where the page is, the next command."""
        if not self._quiet:
            from aescope import report

            report.print_table(study)
        for note in study.notes:
            self._say(_note(note))
        self._say(f"{time.perf_counter() - self._began:.0f} s; page: {folder / 'report.html'}")
        self._next(_next_command(study, folder))

    def _next(self, command: str) -> None:
        self._say(f"next: {command}")

    def _say(self, text: str) -> None:
        if self._quiet:
            return
        if self._bars is not None:
            self._bars.console.print(text, markup=False, highlight=False)
        else:
            sys.stderr.write(f"{text}\n")


def _line(outcome: Outcome) -> str:
    if outcome.judgement is None or outcome.run is None:
        return f"{outcome.status}: {outcome.error}"
    again = "taken from an earlier run" if outcome.run.reused else f"{outcome.run.seconds:.1f} s"
    return f"{outcome.judgement.verdict.replace('_', ' ')} ({again}). {outcome.judgement.says}"


def _plan_line(outcome: Outcome) -> str:
    plan, images = outcome.plan, outcome.images
    if plan is None or images is None:
        return f"{outcome.status}: {outcome.error}"
    latent = "x".join(map(str, plan.latent_shape)) if plan.latent_shape else "none named"
    event = images.history[-1]
    return (
        f"{len(plan.nodes) - 1} layers, {plan.parameters:,} parameters, latent {latent}; {plan.optimizer.name}, "
        f"{plan.loss.name}, {plan.epochs} epochs of batches of {plan.batch_size}; {images.name} "
        f"{'x'.join(map(str, images.shape))}, pixels {event.minimum:.3g} to {event.maximum:.3g}, mean {event.mean:.3g}"
    )


def _notes(outcome: Outcome) -> Iterator[str]:
    yield from (
        f"{inherited.place}: {inherited.part} from model {inherited.source} ({inherited.says})"
        for inherited in outcome.experiment.inheritance
    )
    found = [*outcome.experiment.notes]
    found += outcome.plan.notes if outcome.plan else ()
    found += outcome.images.notes if outcome.images else ()
    yield from (_note(note) for note in found)


def _note(note: Note) -> str:
    return f"{note.place}: {note.says}" + (f" -> {note.proposal}" if note.proposal else "")


def _next_command(study: Study, folder: Path) -> str:
    broken = next((o for o in study.outcomes if o.status in ("refused", "failed")), None)
    if broken is not None:
        return f"mend {broken.experiment.place}, then aescope run {study.notebook.path} --out {folder}"
    return f"open {folder / 'report.html'}"
