"""The story in our own words: frozen, black, white, and one that learns, on small pictures."""

import json
import re
from pathlib import Path

import numpy as np
import pytest

from aescope import Options, check, run
from aescope.notebook import without_answers

# The first test waits for ten small trainings.
pytestmark = pytest.mark.timeout(600)
STORY = Path(__file__).parents[2] / "examples" / "immune-cells.md"
KEYS = ["1", "2", "3", "4", "5", "4.1", "6", "7", "8"]
# Keras' clip, as the loss sees it in float32: what lies below or above it costs this much.
UPPER_EDGE = np.float32(1) - np.float32(1e-7)
BELOW_COST, ABOVE_COST = -np.log(UPPER_EDGE), -np.log(np.float32(1) - UPPER_EDGE)
BRIGHT_COST = -np.log(np.float32(1e-7))


def _small(out):
    """The story at 32 pixels with a few updates; three epochs for the one whose loss has to come down to its level."""
    return Options(out=out, size=32, updates=12, updates_of={"5": 51}, everything=True)


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    """The whole story at 32 pixels, everything with a few updates."""
    out = tmp_path_factory.mktemp("story") / "out"
    study, folder = run(STORY, _small(out))
    return study, folder


def test_all_nine_and_the_old_record_are_done(story):
    study, _ = story
    assert [outcome.experiment.key for outcome in study.outcomes] == [*KEYS, "old-records"]
    assert {outcome.status for outcome in study.outcomes} == {"done"}


@pytest.mark.parametrize("key", ["1", "2", "3", "4", "4.1"])
def test_twice_divided_cells_freeze_a_network_without_a_last_activation(story, key):
    outcome = story[0][key]
    run_, images = outcome.run, outcome.images
    assert outcome.judgement.verdict == "nothing_moved"
    for name, before in run_.weights_before.items():
        assert np.array_equal(before, run_.weights_after[name]), name
    assert all(gradient == 0 for gradient in run_.gradients_first.values())
    assert all(epoch.gradient == 0 for epoch in run_.epochs)
    # Every output below the clip: the loss is what the clip alone gives, in every epoch.
    mean = images.values[images.training].mean(dtype=np.float64)
    for epoch in run_.epochs:
        assert epoch.loss == pytest.approx(float(BELOW_COST) + float(BRIGHT_COST) * mean, rel=0.02)


@pytest.mark.parametrize("key", ["6", "7"])
def test_with_a_sigmoid_the_loss_falls_the_weights_move_and_the_pictures_turn_dark(story, key):
    outcome = story[0][key]
    losses = [epoch.loss for epoch in outcome.run.epochs]
    assert losses[-1] < losses[0]
    assert outcome.answers.do_the_weights_change.answer == "yes"
    assert outcome.answers.is_the_image_reconstructed.skill < -1


def test_raw_counts_end_white_at_the_upper_clip(story):
    outcome = story[0]["5"]
    mean = outcome.images.values[outcome.images.training].mean(dtype=np.float64)
    assert outcome.images.shape == (32, 32, 3)
    assert mean > 50
    last = outcome.run.epochs[-1].loss
    assert last == pytest.approx(float(ABOVE_COST) * (1 - mean), rel=0.05)
    assert outcome.answers.is_the_image_reconstructed.answer == "no"


def test_every_step_is_on_record_with_its_range(story):
    history = story[0]["1"].images.history
    steps = [event.step.name for event in history]
    assert steps.count("divide") == 2
    assert history[-1].maximum < 1e-5


def test_model_3_has_the_structure_of_1_the_pictures_of_2_and_another_optimizer(story):
    first, second, third = (story[0][key] for key in "123")
    assert [node.layer for node in third.plan.nodes] == [node.layer for node in first.plan.nodes]
    assert third.plan.optimizer.name == "adadelta"
    assert first.plan.optimizer.name == "adam"
    assert len(second.images.training) == 2 * len(first.images.training) == len(third.images.training)


def test_both_maps_belong_to_model_1_and_are_drawn(story):
    study, folder = story
    perplexities = [projection.arguments["perplexity"] for projection in study["1"].projections]
    assert perplexities == [12, 4]
    for name in ("model1_tsne.png", "model1_tsne2.png"):
        assert (folder / "results" / name).read_bytes().startswith(b"\x89PNG")


def test_every_linked_picture_is_written_under_its_name(story):
    _, folder = story
    linked = re.findall(r"\]\((results/[^)]+)\)", STORY.read_text(encoding="utf-8"))
    assert len(linked) > 15
    for name in linked:
        assert (folder / name).exists(), name


def test_the_answered_notebook_without_its_blocks_is_the_authors(story):
    _, folder = story
    answered = (folder / "notebook.md").read_bytes()
    assert answered.count(b":begin -->") == len(KEYS) + 1
    assert without_answers(answered) == STORY.read_bytes()


def test_results_are_strict_json(story):
    def refuse(constant):
        raise AssertionError(constant)

    results = json.loads((story[1] / "results.json").read_text(encoding="utf-8"), parse_constant=refuse)
    assert [experiment["key"] for experiment in results["experiments"]] == [*KEYS, "old-records"]
    assert results["schema"] == 1


def test_a_second_run_trains_nothing_and_says_the_same(story):
    study, folder = story
    again, _ = run(STORY, _small(folder))
    assert all(outcome.run.reused for outcome in again.outcomes)
    for before, after in zip(study.outcomes, again.outcomes, strict=True):
        assert before.judgement == after.judgement


def test_the_control_with_divided_pictures_learns(tmp_path):
    study, _ = run(STORY, Options(out=tmp_path / "out", only=("8",), updates=150))
    outcome = study["8"]
    assert outcome.judgement.verdict == "learned"
    assert outcome.answers.is_the_image_reconstructed.skill > 0.5


def test_check_plans_everything_without_training():
    study = check(STORY, Options(size=64))
    assert [outcome.status for outcome in study.outcomes] == ["checked"] * len(KEYS)
    assert study["1"].plan.latent_shape == (8 * 8 * 16,)
    assert not study["1"].plan.latent_on_path
    assert study["6"].plan.latent_on_path
