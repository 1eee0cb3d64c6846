"""Which runs are needed and what is reused: a run is known by the hash of its plan, its images and its seed."""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from aescope import __version__, engine, images, plan, probes
from aescope.options import Options
from aescope.records import Experiment, Images, Indices, Notebook, Outcome, Plan, Progress, Run, Stack

Shown = Callable[[Progress], None]


def chosen(notebook: Notebook, options: Options) -> tuple[Experiment, ...]:
    """The experiments to run, in the notebook's order: those asked for, else all that are not kept for `--all`.

    Raises KeyError for a key that the notebook does not have.
    """
    if options.only:
        wanted = {notebook[key].key for key in options.only}
        return tuple(experiment for experiment in notebook.experiments if experiment.key in wanted)
    return tuple(
        experiment for experiment in notebook.experiments if options.everything or not experiment.only_when_asked
    )


def epochs_for(updates: int, pictures: int, batch_size: int) -> int:
    """The fewest epochs in which a network is updated at least `updates` times."""
    return -(-updates // max(1, -(-pictures // batch_size)))


def identity(resolved: Plan, pictures: Images, seed: int) -> str:
    """The hash by which a run is known again; prose, titles and line numbers do not count."""
    text = f"{__version__} {plan.plan_hash(resolved)} {images.fingerprint(pictures)} {seed}"
    return hashlib.sha256(text.encode()).hexdigest()


def run_of(
    resolved: Plan, pictures: Images, seed: int, folder: Path | None, options: Options, shown: Shown | None
) -> Run:
    """The run of this plan on these images with this seed: taken from `folder` where it lies there, else trained.

    `folder` is OUT/runs/KEY/SEED, or None to keep nothing.
    """
    known_as = identity(resolved, pictures, seed)
    if folder is not None and not options.fresh:
        stored = engine.load_run(folder, known_as, resolved, pictures)
        if stored is not None:
            return stored

    def pca(wanted: Indices) -> Stack:
        latent = resolved.latent_shape
        components = 1
        for size in latent or ():
            components *= size
        return probes.pca_reconstructions(pictures, components, wanted)

    trained = engine.train(
        replace(resolved, seed=seed),
        pictures,
        seed=seed,
        device=options.device,
        engine=options.engine,
        references={"pca": pca} if resolved.latent else {},
        progress=shown,
    )
    if folder is not None and trained.status == "done":
        engine.save_run(folder, known_as, trained, plan_json=plan.plan_json(trained.plan))
    return trained


def median_by_skill(outcomes: Sequence[Outcome]) -> Outcome:
    """Of one experiment's seeds the one with the median skill (the lower of two middle ones); skill-less ones last."""

    def skill(outcome: Outcome) -> float:
        answers = outcome.answers
        found = answers.is_the_image_reconstructed.skill if answers else None
        return float("-inf") if found is None else found

    return sorted(outcomes, key=skill)[(len(outcomes) - 1) // 2]
