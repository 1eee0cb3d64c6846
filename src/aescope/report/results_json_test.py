"""results.json has every key of version 1, strict and exact, whatever became of an experiment."""

import json
from dataclasses import replace

import numpy as np
import pytest

from aescope.records import Epoch, Finding, Step
from aescope.report import dumps, results
from tests.factories import black, frozen, interrupted, learned, place, refused, study

# Design, section 4.
OF_STUDY = {"aescope", "schema", "notebook", "device", "experiments"}
OF_EXPERIMENT = {
    *("key", "title", "line", "status", "images", "structure", "parameters", "latent_shape", "optimizer", "loss"),
    *("epochs", "batch_size", "seed", "engine", "history", "answers", "verdict", "still_improving", "findings"),
    *("cause", "contributing", "cause_status", "trials", "claims", "projections", "pictures", "seconds"),
}
OF_LOSS = {"answer", "first", "last", "floor", "mean_image", "plateau"}
OF_PICTURES = {
    *("answer", "skill", "skill_interval", "untrained_skill", "position", "ssim", "psnr_db", "input_dependence"),
    "changed_by_training",
}


@pytest.fixture(scope="module")
def made():
    return results(study())


def only(outcome):
    return results(study(outcome))["experiments"][0]


def test_the_study_and_every_experiment_have_all_keys(made):
    assert made.keys() >= OF_STUDY
    assert (made["schema"], made["notebook"], made["device"]) == (1, "log.md", "cpu")
    assert [one["status"] for one in made["experiments"]] == ["done", "done", "done", "refused", "interrupted"]
    for one in made["experiments"]:
        assert one.keys() >= OF_EXPERIMENT


def test_answers_have_all_keys():
    answers = only(learned())["answers"]
    assert answers["does_the_loss_move"].keys() >= OF_LOSS
    assert answers["is_the_image_reconstructed"].keys() >= OF_PICTURES
    layers = answers["do_the_weights_change"]["layers"]
    assert {layer["name"] for layer in layers} == {"conv2d_1", "conv2d_2", "conv2d_3"}
    assert layers[0].keys() >= {"name", "relative_change", "answer"}


def test_it_is_strict_json_and_floats_are_exact(made):
    def refuse(constant):
        raise AssertionError(constant)

    read = json.loads(dumps(made), parse_constant=refuse)
    losses = [epoch.loss for epoch in frozen().run.epochs]
    assert read["experiments"][0]["history"]["loss"] == losses


def test_the_history_of_images_has_steps_lines_and_ranges():
    history = only(frozen())["images"]["history"]
    assert [step["step"] for step in history] == ["read", "divide", "divide"]
    assert history[2] == {"step": "divide", "by": 65535, "line": 35, "minimum": 0.0, "maximum": 3.1e-9, "mean": 2.7e-10}


def test_structure_has_shapes_parameters_and_lines():
    structure = only(learned())["structure"]
    assert structure[1] == {
        "name": "conv2d_1",
        "layer": "Conv2D",
        "inputs": ["input_img"],
        "output_shape": [32, 32, 8],
        "parameters": 3 * 3 * 1 * 8 + 8,
        "line": 17,
    }
    assert only(learned())["latent_shape"] == [16, 16, 8]


def test_a_position_that_is_null_has_its_reason_beside_it():
    loss = only(frozen())["answers"]["does_the_loss_move"]
    assert loss["position"] is None
    assert "same loss" in loss["why_null"]
    assert "why_null" not in only(learned())["answers"]["does_the_loss_move"]


def test_a_loss_that_is_not_finite_is_null_with_its_epoch():
    outcome = learned()
    broken = replace(outcome.run, epochs=(*outcome.run.epochs[:2], Epoch(np.nan, np.inf, 1e-3, 0.1, 1.0)))
    history = only(replace(outcome, run=broken))["history"]
    assert history["loss"][2] is None
    assert "loss: not finite at 3" in history["why_null"]


def test_a_refused_experiment_says_why_and_has_no_numbers():
    one = only(refused())
    assert "Conv2DD" in one["error"]
    assert "Conv2DD" in one["why_null"]
    assert one["answers"] is one["verdict"] is one["parameters"] is None
    assert one["history"]["loss"] == one["structure"] == []


def test_a_cause_is_none_for_what_learned_and_not_identified_for_what_did_not():
    assert only(learned())["cause_status"] == "none"
    assert only(black())["cause_status"] == "not_identified"
    assert only(black())["cause"] is None


def test_claims_questions_and_wishes_have_lines_and_evidence():
    one = only(frozen())
    assert one["claims"] == [
        {
            "line": 47,
            "says": "Weights do not change",
            "measured": "not_testable",
            "evidence": "weights changed in 0 of 3 layers",
        }
    ]
    assert len(one["questions"]) == len(one["wishes"]) == 1


def test_findings_are_written_as_the_design_has_them():
    finding = Finding(
        "data.scale_too_small",
        "error",
        place(34),
        "divided twice",
        {"excess_divisions": 1},
        ("loss.at_clip_floor",),
        Step("scaling", {"to": "none"}),
    )
    assert only(replace(frozen(), findings=(finding,)))["findings"] == [
        {
            "rule": "data.scale_too_small",
            "severity": "error",
            "line": 34,
            "says": "divided twice",
            "measured": {"excess_divisions": 1},
            "explains": ["loss.at_clip_floor"],
            "remedy": {"step": "scaling", "arguments": {"to": "none"}},
        }
    ]


def test_several_seeds_are_listed_and_one_seed_is_not():
    outcome = learned()
    assert "seeds" not in only(outcome)
    seeds = only(replace(outcome, runs=(outcome, replace(outcome, run=replace(outcome.run, seed=1)))))["seeds"]
    assert [one["seed"] for one in seeds] == [0, 1]
    assert seeds[0]["answers"]["is_the_image_reconstructed"]["skill"] > 0.9


def test_an_interrupted_experiment_keeps_what_was_measured():
    one = only(interrupted())
    assert one["status"] == "interrupted"
    assert len(one["history"]["loss"]) == 4
    assert one["answers"] is not None


def test_pictures_have_the_names_that_will_be_written():
    assert only(frozen())["pictures"]["tsne"] == "results/model1_tsne.png"
