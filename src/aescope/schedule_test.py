"""Which experiments run, for how long, and which of several seeds speaks for all."""

from dataclasses import replace
from pathlib import Path

import pytest

from aescope.options import Options
from aescope.probes import answers
from aescope.records import Experiment, Notebook, Outcome, Place
from aescope.schedule import chosen, epochs_for, median_by_skill
from tests.small_run import small_images, small_run, textured


def _notebook():
    keys = ("1", "4.1", "old-records")
    experiments = tuple(
        Experiment(key, "", Place("log.md", line), line, None, only_when_asked=key == "old-records")
        for line, key in enumerate(keys, start=1)
    )
    return Notebook(Path("log.md"), b"", "", experiments)


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        (Options(), ["1", "4.1"]),
        (Options(everything=True), ["1", "4.1", "old-records"]),
        (Options(only=("OLD-records",)), ["old-records"]),
        (Options(only=("4.1", "1")), ["1", "4.1"]),
    ],
)
def test_all_run_but_those_kept_for_asking(options, keys):
    assert [experiment.key for experiment in chosen(_notebook(), options)] == keys


def test_a_key_that_is_not_there_is_named_with_those_that_are():
    with pytest.raises(KeyError, match=r"9.*1, 4\.1"):
        chosen(_notebook(), Options(only=("9",)))


@pytest.mark.parametrize(
    ("updates", "pictures", "batch", "epochs"), [(120, 192, 48, 30), (120, 800, 48, 8), (1, 5, 48, 1), (3, 49, 48, 2)]
)
def test_epochs_are_the_fewest_that_give_the_updates(updates, pictures, batch, epochs):
    assert epochs_for(updates, pictures, batch) == epochs


def _outcome(skill_like: float) -> Outcome:
    images = small_images(textured(8, seed=0), held_out=4)
    mean = images.values[:4].mean(axis=0)
    run = small_run(images, after=skill_like * images.values[-4:] + (1 - skill_like) * mean)
    return replace(Outcome(_notebook()["1"], "done"), run=run, answers=answers(run, images)[0])


def test_the_seed_with_the_median_skill_speaks_for_all():
    low, middle, high = _outcome(0.0), _outcome(0.5), _outcome(1.0)
    assert median_by_skill([high, low, middle]) is middle
    assert median_by_skill([high, low]) is low
