"""The command line: each command a few lines over study.py; results on standard output, all else on standard error."""

import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Annotated

from cyclopts import App, CycloptsError, Parameter

from aescope import __version__
from aescope.errors import AescopeError, UsageError
from aescope.options import Options
from aescope.records import Study
from aescope.terminal import Screen

DONE, SOME_REFUSED, NOTHING_RAN, NOT_LEARNED, INTERRUPTED = 0, 1, 2, 3, 130
_LEARNED = frozenset({"learned", "partly_learned"})

app = App(
    name="aescope",
    version=__version__,
    help="""Tell whether an image autoencoder learned anything, from the lab notebook that you already write.

    `aescope demo` shows what it does; `aescope check NOTEBOOK` looks without training; `aescope run NOTEBOOK` trains
    every model of the notebook, photographs it before and after, and writes one page.

    Exit status: 0 done, whatever the verdicts; 1 an experiment was refused or failed, the others ran; 2 nothing could
    be run; 3 with --strict, an experiment did not learn; 130 interrupted, a partial report is there.""",
    help_format="markdown",
)

Named = Annotated[list[str] | None, Parameter(negative=())]
Flag = Annotated[bool, Parameter(negative=())]


def _pairs(given: Sequence[str] | None, option: str) -> dict[str, str]:
    """`NAME=VALUE` options as a table. Raises UsageError for one without a name or a value."""
    pairs: dict[str, str] = {}
    for text in given or ():
        name, equals, value = text.partition("=")
        if not (name and equals and value):
            raise UsageError(f'{option} {text}: NAME=VALUE was expected, for example {option} cells="..."')
        pairs[name] = value
    return pairs


def _keys(only: Sequence[str] | None) -> tuple[str, ...]:
    return tuple(key for text in only or () for key in text.replace(",", " ").split())


@Parameter(name="*")
@dataclass(frozen=True)
class Reading:
    """What `run` and `check` read.

    Parameters
    ----------
    data
        NAME=PLACE: where an image set lies; a folder, a glob in quotes, or a file. Without a place, pictures are
        simulated, and the report says so.
    scaling
        NAME="STEPS": how counts become pixels, for example cells="sobel; divide 65535". Overrules the notebook.
    channels
        NAME=LIST: which channels are used, for example cells=FITC,TexasRed. Overrules the notebook.
    alterations
        NAME="STEPS": what is done to an image set, for example cells="tile 96x96". Overrules the notebook's bullet.
    only
        KEYS: the experiments to take, for example 1,4.1,old-records.
    all
        Also take structures that stand outside the experiments.
    epochs
        Overrule the epochs of every experiment.
    keras
        Whose meaning holds where versions of Keras differ: 3 (the default), or 2.2 for logs of 2019.
    size
        Cut simulated pictures to SIZE x SIZE pixels.
    """

    data: Named = None
    scaling: Named = None
    channels: Named = None
    alterations: Named = None
    only: Named = None
    all: Flag = False
    epochs: int | None = None
    keras: str | None = None
    size: int | None = None

    def options(self) -> Options:
        """The same, checked. Raises UsageError."""
        return Options(
            data=_pairs(self.data, "--data"),
            scaling=_pairs(self.scaling, "--scaling"),
            channels=_pairs(self.channels, "--channels"),
            alterations=_pairs(self.alterations, "--alterations"),
            only=_keys(self.only),
            everything=self.all,
            epochs=_at_least(1, self.epochs, "--epochs"),
            keras=_one_of(self.keras, ("3", "2.2"), "--keras"),
            size=_at_least(16, self.size, "--size"),
        )


@app.command
def run(
    notebook: Path,
    /,
    *,
    reading: Reading = Reading(),
    out: Path | None = None,
    seeds: int = 1,
    device: str = "auto",
    engine: str = "auto",
    resume: Flag = False,
    fresh: Flag = False,
    strict: Flag = False,
    json: Flag = False,
    quiet: Flag = False,
) -> int:
    """Train every model of a notebook, answer its questions, write one page.

    Runs whose structure, settings and pictures have not changed are taken from OUT instead of trained again.

    Parameters
    ----------
    notebook
        The lab notebook, a Markdown file.
    out
        Where to write. By default NOTEBOOKNAME-aescope in the current folder.
    seeds
        Train each experiment with this many seeds; figures are those of the seed with the median skill.
    device
        auto, cpu, cuda or mps.
    engine
        auto or torch.
    resume
        Go on with an interrupted study in OUT; an error if there is none.
    fresh
        Train again even what has not changed.
    strict
        Exit with 3 unless every experiment learned, at least partly.
    json
        Print results.json on standard output.
    quiet
        Print errors only.
    """
    from aescope import study

    options = replace(
        reading.options(),
        out=out,
        seeds=_at_least(1, seeds, "--seeds") or 1,
        device=_one_of(device, ("auto", "cpu", "cuda", "mps"), "--device") or "auto",
        engine=_one_of(engine, ("auto", "torch"), "--engine") or "auto",
        resume=resume,
        fresh=fresh,
    )
    with Screen(quiet=quiet) as screen:
        done, folder = study.run(notebook, options, screen)
    return _finish(done, folder, screen, as_json=json, strict=strict)


@app.command
def check(notebook: Path, /, *, reading: Reading = Reading(), json: Flag = False, quiet: Flag = False) -> int:
    """Say everything about a notebook that can be said without training, in about a second.

    Reads at most 32 evenly drawn files of each image set. Writes nothing.

    Parameters
    ----------
    notebook
        The lab notebook, a Markdown file.
    json
        Print the machine-readable result on standard output.
    quiet
        Print errors only.
    """
    from aescope import report, study

    done = study.check(notebook, reading.options())
    if json:
        print(report.dumps(report.results(done)))
    Screen(quiet=quiet).checked(done)
    return _status(done, strict=False)


@app.command
def demo(*, out: Path | None = None, no_open: Flag = False, json: Flag = False, quiet: Flag = False) -> int:
    """Show the story in three minutes: eight autoencoders of a lab log, frozen, black, white, and one that learns.

    The pictures are simulated cells cut to 64 x 64 pixels and natural colour patches; the page says so.

    Parameters
    ----------
    out
        Where to write. By default aescope-demo in the current folder.
    no_open
        Do not open the page.
    json
        Print results.json on standard output.
    quiet
        Print errors only.
    """
    from aescope import study

    with Screen(quiet=quiet) as screen:
        done, folder = study.demo(out or Path("aescope-demo"), screen)
    status = _finish(done, folder, screen, as_json=json, strict=False)
    if not no_open and _has_display():
        import webbrowser

        webbrowser.open((folder / "report.html").absolute().as_uri())
    return status


@app.command
def simulate(
    folder: Path,
    /,
    *,
    kind: str = "cells",
    size: int = 200,
    fields: int = 10,
    seed: int = 0,
    quiet: Flag = False,
) -> int:
    """Write a simulated plate: two stains and a brightfield channel, 12-bit counts in 16-bit files, with a plate map.

    Parameters
    ----------
    folder
        A new or empty folder.
    kind
        cells (twelve wells with several compounds) or DMSO (control wells alone).
    size
        Pixels of a picture's side, at most 200; smaller ones are cut out, not rescaled.
    fields
        Fields of view in each well.
    seed
        The same seed writes the same pictures.
    quiet
        Print errors only.
    """
    from aescope import study

    _one_of(kind, ("cells", "DMSO"), "--kind")
    written = study.simulate(folder, kind=kind, size=size, fields=fields, seed=seed)
    if not quiet:
        print(f"{len(written)} files in {folder}", file=sys.stderr)
        print(f"next: aescope run NOTEBOOK --data {kind}={folder}", file=sys.stderr)
    return DONE


def _at_least(lowest: int, value: int | None, option: str) -> int | None:
    if value is not None and value < lowest:
        raise UsageError(f"{option} {value}: at least {lowest} was expected.")
    return value


def _one_of(value: str | None, known: tuple[str, ...], option: str) -> str | None:
    if value is not None and value not in known:
        raise UsageError(f"{option} {value}: one of {', '.join(known)} was expected.")
    return value


def _status(done: Study, strict: bool) -> int:
    statuses = {outcome.status for outcome in done.outcomes}
    if "interrupted" in statuses:
        return INTERRUPTED
    if statuses & {"refused", "failed"}:
        return NOTHING_RAN if statuses == {"refused"} else SOME_REFUSED
    verdicts = {outcome.judgement.verdict for outcome in done.outcomes if outcome.judgement}
    return NOT_LEARNED if strict and not verdicts <= _LEARNED else DONE


def _finish(done: Study, folder: Path, screen: Screen, *, as_json: bool, strict: bool) -> int:
    from aescope import report

    if as_json:
        print(report.dumps(report.results(done)))
    screen.finished(done, folder)
    return _status(done, strict)


def _has_display() -> bool:
    if sys.platform in ("win32", "darwin"):
        return sys.stderr.isatty()
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit status; what a researcher can mend is one message, never a traceback."""
    try:
        status = app(arguments, exit_on_error=False, print_error=False, result_action="return_value")
    except CycloptsError as error:
        status = _complain(str(error))
    except AescopeError as error:
        status = _complain(str(error))
    except KeyboardInterrupt:
        status = INTERRUPTED
    sys.exit(status if isinstance(status, int) else DONE)


def _complain(text: str) -> int:
    print(text, file=sys.stderr)
    return NOTHING_RAN
