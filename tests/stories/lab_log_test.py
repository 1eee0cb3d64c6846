"""The real lab log, not a word changed: every experiment runs, every linked picture is written, the bytes stay."""

import json
import re

import numpy as np
import pytest

from aescope import Options, check, run
from aescope.notebook import without_answers
from tests.shared_data import shared
from tests.stories.command_line import aescope

pytestmark = pytest.mark.timeout(600)
KEYS = ["1", "2", "3", "4", "5", "4.1", "6", "7", "8"]


def _everything_written(log, folder):
    text = log.read_bytes()
    linked = re.findall(r"\]\((results/[^)]+)\)", text.decode())
    assert len(linked) == 18
    for name in linked:
        assert (folder / name).read_bytes().startswith(b"\x89PNG"), name
    assert without_answers((folder / "notebook.md").read_bytes()) == text


def test_the_log_runs_on_small_simulated_pictures(tmp_path):
    log = shared("lab-log.md")
    study, folder = run(log, Options(out=tmp_path / "out", size=32, epochs=1))
    assert [(outcome.experiment.key, outcome.status) for outcome in study.outcomes] == [(key, "done") for key in KEYS]
    assert len(study["1"].projections) == 2
    _everything_written(log, folder)


def test_check_reads_the_log_without_a_question_left():
    study = check(shared("lab-log.md"))
    assert [outcome.status for outcome in study.outcomes] == ["checked"] * len(KEYS)
    images = {outcome.experiment.key: outcome.images.name for outcome in study.outcomes}
    assert images == {**dict.fromkeys(KEYS, "cells"), "5": "CIFAR", "4.1": "DMSO", "8": "CIFAR"}
    assert study["1"].plan.input_shape == (200, 200, 1)
    assert study["1"].plan.latent_shape == (10_000,)


def test_its_old_record_runs_when_asked(capsys, tmp_path):
    log, out = shared("lab-log.md"), tmp_path / "out"
    ran = aescope(capsys, "run", log, "--only", "old-records", "--size", 32, "--epochs", 1, "--out", out, "--json")
    (experiment,) = json.loads(ran.out)["experiments"]
    assert ran.status == 0
    assert experiment["status"] == "done"
    assert experiment["structure"][1]["output_shape"] == [32, 32, 128]


def _on_the_crops(tmp_path, keys, **options):
    crops = shared("data", "immune-crops")
    study, _ = run(
        shared("lab-log.md"),
        Options(
            data={"cells": str(crops / "[td]cell.tif")},
            scaling={"cells": "sobel; divide 65535"},
            alterations={"cells": "tile 96x96"},
            out=tmp_path / "out",
            only=keys,
            **options,
        ),
    )
    return study


@pytest.mark.real
@pytest.mark.parametrize(
    ("keras", "constant"),
    # Keras 3 takes the logarithm of 1 - epsilon in float32, Keras 2.2 that of the sigmoid of the clipped logit.
    [("3", -np.log(np.float32(1) - np.float32(1e-7))), ("2.2", np.log1p(np.exp(np.log(1e-7))))],
)
def test_on_the_real_crops_model_1_sits_at_what_clipping_alone_gives(tmp_path, keras, constant):
    outcome = _on_the_crops(tmp_path, ("1",), keras=keras)["1"]
    trained, images = outcome.run, outcome.images
    assert len(trained.epochs) == 30
    assert images.shape == (96, 96, 1)
    mean = images.values[images.training].mean(dtype=np.float64)
    for epoch in trained.epochs:
        assert epoch.gradient == 0
        assert epoch.loss == pytest.approx(float(constant) - np.log(1e-7) * mean, rel=1e-3)
    for name, before in trained.weights_before.items():
        assert np.array_equal(before, trained.weights_after[name]), name
    assert outcome.judgement.verdict == "nothing_moved"


@pytest.mark.real
def test_on_the_real_crops_model_6_moves_and_turns_black(tmp_path):
    outcome = _on_the_crops(tmp_path, ("6",))["6"]
    losses = [epoch.loss for epoch in outcome.run.epochs]
    assert losses[-1] < losses[0]
    assert outcome.answers.do_the_weights_change.answer == "yes"
    assert outcome.answers.is_the_image_reconstructed.skill < -1


@pytest.mark.long
@pytest.mark.real
@pytest.mark.timeout(3600)
def test_the_log_runs_at_its_own_size(tmp_path):
    log = shared("lab-log.md")
    study, folder = run(log, Options(out=tmp_path / "out", epochs=2))
    assert [(outcome.experiment.key, outcome.status) for outcome in study.outcomes] == [(key, "done") for key in KEYS]
    assert study["1"].images.shape == (200, 200, 1)
    _everything_written(log, folder)


@pytest.mark.long
@pytest.mark.real
@pytest.mark.timeout(3600)
@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("cells", ("jurkat-ifc", "crops")),
        ("CIFAR", ("cifar10", "cifar-10-batches-py")),
    ],
)
def test_the_log_runs_on_real_pictures(tmp_path, name, place):
    study, _ = run(
        shared("lab-log.md"),
        Options(out=tmp_path / "out", epochs=1, size=32, data={name: str(shared("data", *place))}),
    )
    assert {outcome.status for outcome in study.outcomes} == {"done"}
