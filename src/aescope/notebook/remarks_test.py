from pathlib import Path

import pytest

from aescope.notebook.layout import pieces
from aescope.notebook.remarks import read_remarks
from aescope.notebook.sections import sections
from aescope.records import RemarkKind


def read(text):
    laid_out = pieces(text, "log.md")
    return [remark for section in sections(laid_out, 99) for remark in read_remarks(section, "log.md")]


def kinds(text):
    return [remark.kind for remark in read(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The weights do not change.",
        "Loss is much more irregular than before.",
        "**The weights change!**",
        "The picture is being reconstructed.",
        "Nothing is reconstructed: all black.",
        "The output stays the same.",
        "No change seen.",
        "Still nothing changing.",
        "The model does not learn anything.",
        "The loss fell and then rose.",
        "Softmax produces grey.",
    ],
)
def test_what_is_said_of_loss_weights_output_or_learning_is_a_claim(text):
    assert kinds(text) == [RemarkKind.CLAIM]


@pytest.mark.parametrize(
    "text",
    [
        "It rained all day.",
        "Main difference: the last activation.",
        "The loss is the binary cross-entropy.",
        "See if the loss changes.",
        "If the weights change, all is well.",
        "Running the network on other images.",
        "We moved to the new microscope.",
        "This is told for people who have a black or grey picture before them.",
        "It puts out pictures, and the same pictures go in.",
        "| loss | change |",
        "> The loss does not change.",
        "    The loss does not change.",
        "```\nThe loss does not change.\n```",
        "<!-- The loss does not change. -->",
    ],
)
def test_other_prose_is_left_alone(text):
    assert kinds(text) == []


@pytest.mark.parametrize("text", ["Does the loss move?", "Is it the data (or the net?)", "What now? Tea.", "*Why?*"])
def test_a_question_ends_with_a_question_mark(text):
    assert kinds(text)[0] is RemarkKind.QUESTION


@pytest.mark.parametrize(
    "text", ["Need longer training", "Try another optimiser.", "We should augment the set.", "Let's see."]
)
def test_what_is_needed_or_to_be_tried_is_a_wish(text):
    assert kinds(text) == [RemarkKind.WISH]


def test_all_that_is_planned_is_a_wish_with_its_reason():
    found = read("### Next up\n\n* Change the optimiser; see what happens\n* Rotation\n\n### Results\n\nRotation\n")
    assert [(remark.kind, remark.text, remark.place.line) for remark in found] == [
        (RemarkKind.WISH, "Change the optimiser; see what happens", 3),
        (RemarkKind.WISH, "Rotation", 4),
    ]


def test_clauses_are_told_apart_and_each_has_its_line():
    text = (
        "It rained. The weights do not change; need more\npictures? The loss, e.g. of the last\nepoch, stays the same."
    )
    assert [(remark.kind, remark.text, remark.place.line) for remark in read(text)] == [
        (RemarkKind.CLAIM, "The weights do not change", 1),
        (RemarkKind.QUESTION, "need more pictures?", 1),
        (RemarkKind.CLAIM, "The loss, e.g. of the last epoch, stays the same.", 2),
    ]


def test_pictures_and_marks_are_no_part_of_a_sentence():
    (remark,) = read("![The loss does not change?](a.png) The `loss` [does](x) *not* change.")
    assert remark.text == "The loss does not change."


def test_parts_of_ours_hold_no_remarks():
    assert read("## Model 1\n\n### Parameters\n\n* loss = does not change\n\n### Data\n\nThe output is black.\n") == []


def test_a_line_drawn_by_hand_ends_the_plans():
    assert kinds("### Next up\n\n* Rest\n\n------ old ------\n\n- a note\n") == [RemarkKind.WISH]


def test_places_name_the_file():
    assert read("No change seen.")[0].place.file == Path("log.md").name
