"""The straight line from notebook to page: read, look, plan, train, look, judge, report."""

import time
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Protocol, runtime_checkable

from aescope import __version__, engine, images, notebook, plan, probes, projection, report, rules, schedule
from aescope.errors import AescopeError, NotebookError, StructureError, UsageError
from aescope.files import output_folder, write_whole
from aescope.options import Options
from aescope.records import (
    Bullet,
    Experiment,
    ImageRequest,
    Images,
    Note,
    Notebook,
    Outcome,
    Place,
    Plan,
    Progress,
    Projection,
    Run,
    Study,
)

# Files that `check` looks at, evenly drawn: enough to tell range, size and channels of a set, and quick.
CHECKED_FILES = 32
# The demo: 64 pixels hold a cell; a loss is seen to be frozen after 40 updates; the small network with a sigmoid turns
# black, and the one that learns has learned, after 120.
DEMO_SIZE = 64
DEMO_UPDATES = 40
DEMO_UPDATES_OF = {"6": 120, "8": 120}


@runtime_checkable
class Watcher(Protocol):
    """Who is told how far a study has come: the command line's progress bars, or nobody."""

    def begins(self, experiment: Experiment, number: int, count: int) -> None:
        """The `number`-th of `count` experiments starts."""

    def progresses(self, progress: Progress) -> None:
        """An update was done."""

    def ends(self, outcome: Outcome) -> None:
        """An experiment is over, however it went."""


class Nobody:
    """A watcher that does not look."""

    def begins(self, experiment: Experiment, number: int, count: int) -> None:
        """Nothing is shown."""

    def progresses(self, progress: Progress) -> None:
        """Nothing is shown."""

    def ends(self, outcome: Outcome) -> None:
        """Nothing is shown."""


class Shelf:
    """Image sets that are read and prepared once for all experiments that ask for the same."""

    def __init__(self, log: Notebook, options: Options, limit: int | None = None) -> None:
        self._log = log
        self._options = options
        self._limit = limit
        self._read: dict[str, Images] = {}
        self._prepared: dict[str, Images] = {}

    def request(self, experiment: Experiment) -> ImageRequest:
        """What notebook and command line together ask of the experiment's image set."""
        name = experiment.image_set
        entry = next((entry for entry in self._log.data if entry.name.casefold() == name.casefold()), None)
        data = experiment.data
        altered = _of(self._options.alterations, name)
        if altered is not None:
            kept = tuple(bullet for bullet in data if bullet.name != "alterations")
            data = (*kept, Bullet("alterations", altered, Place("--alterations")))
        wanted = images.request(
            name,
            data,
            entry,
            location=_of(self._options.data, name),
            scaling=_of(self._options.scaling, name),
            channels=_of(self._options.channels, name),
            base_folder=self._log.path.parent,
        )
        # What stands under Parameters wins over the set's own share, as the nearer word.
        share = next((float(b.value) for b in experiment.parameters if b.name == "validation_split"), None)
        return replace(
            wanted,
            alterations=(*wanted.alterations, *experiment.alterations),
            validation_split=wanted.validation_split if share is None else share,
        )

    def images(self, experiment: Experiment, wanted_channels: int | None, seed: int) -> Images:
        """The experiment's pixels, split and scaled."""
        request = self.request(experiment)
        source = images.reading_key(request)
        if source not in self._read:
            self._read[source] = images.read_images(
                request, base_folder=self._log.path.parent, limit=self._limit, size=self._options.size
            )
        key = repr((source, request, wanted_channels, seed))
        if key not in self._prepared:
            self._prepared[key] = images.prepare(
                self._read[source], request, wanted_channels=wanted_channels, seed=seed
            )
        return self._prepared[key]


def read_notebook(path: Path | str) -> Notebook:
    """Read a lab notebook. Raises NotebookError for a fault of the whole notebook, with its line."""
    return notebook.read_notebook(Path(path))


def run(path: Path | str, options: Options | None = None, watcher: Watcher | None = None) -> tuple[Study, Path]:
    """The main job: train every experiment of the notebook, answer its questions, write OUT; returns study and OUT.

    An experiment that is refused or fails is reported, the others run; an interrupt gives a partial report.
    Raises NotebookError or UsageError where nothing could be run; then nothing is written.
    """
    options, watcher = options or Options(), watcher or Nobody()
    log = read_notebook(path)
    links = [link.path for experiment in log.experiments for link in experiment.pictures]
    folder = output_folder(options.out, Path(path), links)
    if options.resume and not (folder / "runs").is_dir():
        raise UsageError(f"--resume: {folder} holds no runs to go on with. Leave --resume out to begin.")
    wanted = _chosen(log, options)
    shelf = Shelf(log, options)
    outcomes: list[Outcome] = []
    for number, experiment in enumerate(wanted, start=1):
        watcher.begins(experiment, number, len(wanted))
        outcome = _outcome(log, experiment, shelf, folder, options, watcher)
        watcher.ends(outcome)
        outcomes.append(outcome)
        if outcome.status == "interrupted":
            outcomes += [Outcome(left, "interrupted", "not begun") for left in wanted[number:]]
            break
    _nothing_ran(outcomes)
    study = Study(log, tuple(outcomes), _device(outcomes), __version__, notes=_said(log, wanted, options))
    study = report.write(study, folder)
    blocks = {outcome.experiment.key: report.answer_block(outcome) for outcome in study.outcomes}
    write_whole(folder / "notebook.md", notebook.with_answers(log, blocks))
    return study, folder


def check(path: Path | str, options: Options | None = None) -> Study:
    """Everything that can be said without training: plans, shapes, pictures' ranges, notes; torch is not loaded."""
    options = options or Options()
    log = read_notebook(path)
    wanted = _chosen(log, options)
    shelf = Shelf(log, options, limit=CHECKED_FILES)
    outcomes = []
    for experiment in wanted:
        try:
            pictures, resolved = _prepared(log, experiment, shelf, options)
        except AescopeError as error:
            outcomes.append(_refused(experiment, error))
        else:
            outcomes.append(Outcome(experiment, "checked", images=pictures, plan=resolved))
    return Study(log, tuple(outcomes), "none", __version__, notes=_left_out(log, wanted))


def demo(folder: Path, watcher: Watcher | None = None) -> tuple[Study, Path]:
    """The story on pictures cut to 64 x 64, in fewer updates than its author's 30 epochs."""
    options = Options(out=folder, size=DEMO_SIZE, updates=DEMO_UPDATES, updates_of=DEMO_UPDATES_OF)
    return run(_demo_notebook(), options, watcher)


def simulate(folder: Path, *, kind: str = "cells", size: int = 200, fields: int = 10, seed: int = 0) -> list[Path]:
    """Write a simulated plate as microscope files with its plate map; the paths written.

    Raises UsageError for a folder with content that is not ours.
    """
    from aescope.images import simulate as simulator

    return simulator.write_plate(folder, simulator.default_layout(kind), size=size, fields=fields, seed=seed)


def _demo_notebook() -> Path:
    """The notebook that carries the story: inside an installed package, beside the sources in a checkout."""
    installed = Path(__file__).parent / "examples" / "immune-cells.md"
    return installed if installed.exists() else Path(__file__).parents[2] / "examples" / "immune-cells.md"


def _of(overrules: Mapping[str, str], name: str) -> str | None:
    return next((value for given, value in overrules.items() if given.casefold() == name.casefold()), None)


def _chosen(log: Notebook, options: Options) -> tuple[Experiment, ...]:
    try:
        wanted = schedule.chosen(log, options)
    except KeyError as error:
        raise UsageError(f"{log.path}: {error.args[0]}") from None
    if not wanted:
        raise NotebookError(
            f"{log.path}: holds no experiment; a heading `## Model KEY` with a fenced structure under "
            "`### Structure` was expected."
        )
    return wanted


def _left_out(log: Notebook, wanted: tuple[Experiment, ...]) -> tuple[Note, ...]:
    """A note for every experiment that runs only when asked."""
    return tuple(
        Note(
            left.place,
            f"{left.key} is a structure outside the experiments and was not run",
            f"aescope run {log.path.name} --only {left.key}",
        )
        for left in log.experiments
        if left.only_when_asked and left not in wanted
    )


def _said(log: Notebook, wanted: tuple[Experiment, ...], options: Options) -> tuple[Note, ...]:
    """What the command line changed of the notebook, so that the page says it, and what was left out."""
    place = Place(log.path.name)
    changed = []
    if options.size is not None:
        changed.append(Note(place, f"simulated pictures were cut to {options.size} x {options.size} pixels"))
    if options.epochs is not None:
        changed.append(Note(place, f"every experiment ran {options.epochs} epochs, whatever the notebook says"))
    if options.updates is not None:
        longer = "".join(f", model {key} {updates}" for key, updates in options.updates_of.items())
        changed.append(
            Note(
                place, f"training ended after about {options.updates} updates of the weights{longer}: enough to see it"
            )
        )
    return (*changed, *_left_out(log, wanted))


def _setting(log: Notebook, name: str) -> str | None:
    return next((setting.value for setting in log.settings if setting.name == name), None)


def _prepared(log: Notebook, experiment: Experiment, shelf: Shelf, options: Options) -> tuple[Images, Plan]:
    """The experiment's images and its plan for them. Raises AescopeError saying what has to be mended."""
    if experiment.faults:
        raise StructureError("\n".join(experiment.faults))
    keras = options.keras or _setting(log, "keras") or "3"
    pictures = shelf.images(experiment, plan.wanted_channels(experiment, keras=keras), _seed(log))
    resolved = plan.resolve(experiment, pictures.shape, seed=_seed(log), epochs=options.epochs, keras=keras)
    plan.refuse_if_too_big(resolved)
    for request in experiment.projections:
        projection.check(request)
    updates = options.updates_of.get(experiment.key, options.updates)
    if updates is not None:
        enough = schedule.epochs_for(updates, len(pictures.training), resolved.batch_size)
        resolved = replace(resolved, epochs=min(resolved.epochs, enough))
    return pictures, resolved


def _seed(log: Notebook) -> int:
    return int(_setting(log, "seed") or 0)


def _refused(experiment: Experiment, error: AescopeError) -> Outcome:
    """A fault of the whole notebook found late is still one: nothing may run."""
    if isinstance(error, NotebookError):
        raise error
    return Outcome(experiment, "refused", str(error))


def _outcome(
    log: Notebook, experiment: Experiment, shelf: Shelf, folder: Path, options: Options, watcher: Watcher
) -> Outcome:
    began = time.perf_counter()
    try:
        pictures, resolved = _prepared(log, experiment, shelf, options)
    except AescopeError as error:
        return _refused(experiment, error)
    except KeyboardInterrupt:
        return Outcome(experiment, "interrupted", "interrupted while its pictures were read")
    seeds: list[Outcome] = []
    for seed in range(resolved.seed, resolved.seed + options.seeds):
        kept = folder / "runs" / experiment.key / str(seed)
        try:
            trained = schedule.run_of(resolved, pictures, seed, kept, options, watcher.progresses)
        except (AescopeError, MemoryError, RuntimeError) as error:
            return Outcome(experiment, "failed", f"{experiment.place}: {error}", pictures, resolved)
        except KeyboardInterrupt:
            return Outcome(experiment, "interrupted", "interrupted before its first epoch ended", pictures, resolved)
        seeds.append(_judged(experiment, pictures, trained))
        if trained.status == "interrupted":
            break
    middle = schedule.median_by_skill(seeds)
    status = "interrupted" if any(seed.status == "interrupted" for seed in seeds) else "done"
    runs = tuple(seeds) if len(seeds) > 1 else ()
    return replace(middle, status=status, runs=runs, seconds=time.perf_counter() - began)


def _judged(experiment: Experiment, pictures: Images, trained: Run) -> Outcome:
    found, measured = probes.answers(trained, pictures)
    return Outcome(
        experiment,
        trained.status,
        images=pictures,
        plan=trained.plan,
        run=trained,
        answers=found,
        judgement=rules.judge(trained, found, measured),
        projections=_projections(experiment, pictures, trained),
        seconds=trained.seconds,
    )


def _projections(experiment: Experiment, pictures: Images, trained: Run) -> tuple[Projection, ...]:
    labels = tuple(_label(pictures, int(index)) for index in trained.latent_pictures)
    return tuple(
        projection.project(trained.latents, labels, request, seed=trained.seed) for request in experiment.projections
    )


def _label(pictures: Images, index: int) -> str:
    picture = pictures.pictures[index]
    return picture.stain or picture.label


def _nothing_ran(outcomes: list[Outcome]) -> None:
    if all(outcome.status == "refused" for outcome in outcomes):
        raise UsageError("\n".join(outcome.error for outcome in outcomes))


def _device(outcomes: list[Outcome]) -> str:
    return next((outcome.run.device for outcome in outcomes if outcome.run), engine.default_device())
