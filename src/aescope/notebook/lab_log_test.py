"""A student's real log, read exactly as it is: what each experiment is, from whom it takes what, and whose pictures."""

import time

import pytest

from aescope.notebook import read_notebook, with_answers, without_answers
from aescope.records import RemarkKind, Step
from tests.shared_data import shared

KEYS = ["1", "2", "3", "4", "5", "4.1", "6", "7", "8", "old-records"]


@pytest.fixture(scope="module")
def log():
    return read_notebook(shared("lab-log.md"))


def parameters(experiment):
    return {bullet.name: bullet.value for bullet in experiment.parameters}


def taken(experiment):
    return {(step.part, step.source, step.place.line) for step in experiment.inheritance}


def test_every_experiment_is_found_in_its_order(log):
    assert [experiment.key for experiment in log.experiments] == KEYS
    assert [experiment.key for experiment in log.experiments if experiment.only_when_asked] == ["old-records"]


def test_nothing_in_it_is_a_fault(log):
    assert not [fault for experiment in log.experiments for fault in experiment.faults]
    assert not log.notes


@pytest.mark.parametrize(
    ("key", "line"),
    {
        "1": 17,
        "2": 17,
        "3": 17,
        "4": 103,
        "5": 103,
        "4.1": 103,
        "6": 193,
        "7": 240,
        "8": 312,
        "old-records": 390,
    }.items(),
)
def test_the_structure_of_each_stands_at_its_line(log, key, line):
    assert log[key].code.place.line == line


def test_a_comment_with_two_hashes_in_code_is_no_heading(log):
    assert log["6"].code.text.startswith("## model from")
    assert log["8"].code.text.startswith("## model from")
    assert log["6"].last_line == 234


@pytest.mark.parametrize(
    ("key", "expected"),
    {
        "1": set(),
        "2": {("structure", "1", 62), ("parameters", "1", 62)},
        "3": {
            ("structure", "2", 80),
            ("structure", "1", 62),
            ("parameters", "2", 80),
            ("parameters", "1", 62),
            ("data", "2", 80),
        },
        "4": set(),
        "5": {("structure", "4", 150)},
        "4.1": {("structure", "4", 180), ("parameters", "4", 180)},
        "6": set(),
        "7": set(),
        "8": set(),
        "old-records": {("parameters", "8", 389)},
    }.items(),
)
def test_what_is_taken_over_is_recorded_with_source_and_line(log, key, expected):
    assert taken(log[key]) == expected


@pytest.mark.parametrize("key", KEYS)
def test_all_train_with_the_same_settings_but_for_the_third_ones_optimizer(log, key):
    optimizer = "adadelta" if key == "3" else "adam"
    expected = {"optimizer": optimizer, "loss": "binary_crossentropy", "epochs": "30", "batch_size": "48"}
    assert parameters(log[key]) == expected


def test_the_second_and_the_third_see_every_picture_twice(log):
    doubled = {experiment.key: [step.name for step in experiment.alterations] for experiment in log.experiments}
    assert {key: names for key, names in doubled.items() if names} == {"2": ["double"], "3": ["double"]}


def test_titles_name_the_image_sets(log):
    named = {experiment.key: experiment.image_set for experiment in log.experiments}
    assert named == {key: {"5": "CIFAR", "8": "CIFAR", "4.1": "DMSO"}.get(key, "cells") for key in KEYS}
    assert [log[key].image_set_place.line for key in ("5", "4.1", "8")] == [150, 180, 307]
    assert log["1"].image_set_place is None


def test_what_titles_say_of_a_structure_that_is_there_is_kept_for_comparison(log):
    said = {
        experiment.key: [(step.name, step.arguments) for step in experiment.title_says]
        for experiment in log.experiments
    }
    assert said.pop("7") == [("base", {"key": "4"}), ("output-activation", {"to": "sigmoid"})]
    assert said.pop("8") == [("base", {"key": "7"})]
    assert not any(said.values())
    assert not any(experiment.edits for experiment in log.experiments)


def test_eighteen_pictures_have_their_kind_and_their_experiment(log):
    found = [(e.key, link.path.removeprefix("results/"), link.kind) for e in log.experiments for link in e.pictures]
    assert len(found) == 18
    expected = {
        (key, f"model{key}_{kind}.png", kind)
        for key in ("1", "2", "4", "5", "6", "7", "8")
        for kind in ("output", "loss")
    }
    expected |= {("1", "model1_tsne.png", "tsne"), ("1", "model1_tsne2.png", "tsne")}
    expected |= {("7", "model7_activations.png", "activations"), ("7", "activations1.png", "activations")}
    assert set(found) == expected


def test_the_activations_asked_for_are_of_the_layer_in_the_alt_text_or_of_all(log):
    layers = [link.layer for link in log["7"].pictures if link.kind == "activations"]
    assert layers == ["Last layer before sigmoid", ""]


def test_both_projections_are_of_the_first_experiment(log):
    requests = [(e.key, request) for e in log.experiments for request in e.projections]
    assert [key for key, _ in requests] == ["1", "1"]
    assert [request.arguments for _, request in requests] == [
        {"random_state": 0, "perplexity": perplexity, "learning_rate": 250.0} for perplexity in (12, 4)
    ]
    assert [request.picture for _, request in requests] == ["results/model1_tsne.png", "results/model1_tsne2.png"]
    assert [request.place.line for _, request in requests] == [86, 94]
    assert requests[0][1].bound == {"RS": 0, "encoded_imgs": "latents"}


def remarks(holder, kind):
    return [(remark.place.line, remark.text) for remark in holder.remarks if remark.kind is kind]


def test_claims_have_their_lines(log):
    claimed = {key: [line for line, _ in remarks(log[key], RemarkKind.CLAIM)] for key in KEYS}
    assert claimed == {
        "1": [48, 49],
        "2": [71, 72],
        "3": [80],
        "4": [142, 142],
        "5": [166],
        "4.1": [],
        "6": [226, 227, 229],
        "7": [279, 280, 281],
        "8": [345, 347],
        "old-records": [],
    }
    assert remarks(log["1"], RemarkKind.CLAIM)[1] == (49, "Weights do not change")


def test_questions_have_their_lines(log):
    assert [line for line, _ in remarks(log["1"], RemarkKind.QUESTION)] == [49]
    assert [line for line, _ in remarks(log["8"], RemarkKind.QUESTION)] == [348]
    assert [line for line, _ in remarks(log, RemarkKind.QUESTION)] == [9, 10, 290, 368, 369, 374, 374]


def test_wishes_have_their_lines(log):
    assert [line for line, _ in remarks(log["1"], RemarkKind.WISH)] == [48, 53]
    assert [line for line, _ in remarks(log["2"], RemarkKind.WISH)][-1] == 76


def test_it_comes_back_byte_for_byte(log):
    author = shared("lab-log.md").read_bytes()
    answered = with_answers(log, dict.fromkeys(KEYS, "measured\n\n```\nnever closed"))
    assert answered.count(b":begin -->") == len(KEYS)
    assert without_answers(answered) == author


def test_it_is_read_in_a_tenth_of_a_second():
    path = shared("lab-log.md")
    read_notebook(path)
    fastest = min(_seconds(path) for _ in range(3))
    # The tests check every annotation while they run; a user's run takes a third of this.
    assert fastest < 0.3


def _seconds(path):
    began = time.perf_counter()
    read_notebook(path)
    return time.perf_counter() - began


def test_the_alteration_is_a_step_with_its_line(log):
    (step,) = log["2"].alterations
    assert step == Step("double", {}, step.place, "doubled up dataset")
    assert step.place.line == 56
