import pytest

from aescope.notebook.changes import read_changes
from aescope.notebook.sentences import Sentence
from aescope.records import Place


def read(text):
    return read_changes([Sentence(text, 7)], "log.md")


def changed(text):
    return {bullet.name: bullet.value for bullet in read(text).parameters}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Changed the optimiser to adadelta.", "adadelta"),
        ("Changed optimizer from adam to Adadelta, which did not help.", "Adadelta"),
        ("Changed the optimiser to SGD(lr=0.01, momentum=0.9).", "SGD(lr=0.01, momentum=0.9)"),
        ("Switched to the adadelta optimiser.", "adadelta"),
        ("Now switched over to rmsprop.", "rmsprop"),
        ("The optimiser was changed to adadelta.", "adadelta"),
        ("The optimiser is adadelta now.", "adadelta"),
        ("Optimiser swapped for nadam.", "nadam"),
        ("Used adadelta instead.", "adadelta"),
        ("Adadelta instead of adam.", "Adadelta"),
        ("Used adadelta as the optimizer.", "adadelta"),
        ("Replaced adam with adadelta.", "adadelta"),
        ("Same as model 1 but with adadelta.", "adadelta"),
        ("Changed the optimiser to adan.", "adan"),
    ],
)
def test_a_sentence_changes_the_optimizer(text, value):
    assert changed(text) == {"optimizer": value}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Changed the loss function to mse.", {"loss": "mse"}),
        ("Switched the loss to mean squared error.", {"loss": "mean squared error"}),
        ("Raised the number of epochs from 30 to 100.", {"epochs": "100"}),
        ("Trained for 100 epochs.", {"epochs": "100"}),
        ("Increased the batch size to 96.", {"batch_size": "96"}),
        ("Lowered the learning rate to 1e-4.", {"learning_rate": "1e-4"}),
        ("Changed the loss to mse and the optimiser to sgd.", {"loss": "mse", "optimizer": "sgd"}),
    ],
)
def test_a_sentence_changes_other_parameters(text, expected):
    assert changed(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Change optimiser; see if there is any change at all.",
        "I will switch to adadelta next.",
        "I have not changed the optimiser to adadelta.",
        "Should the optimiser be changed to adadelta?",
        "What if we switched to adam?",
        "Maybe adadelta instead of adam.",
        "The loss changed to 0.5.",
        "The loss increased to infinity.",
        "The optimiser took its time.",
        "No change visualised.",
        "Changed the optimiser to see whether it helps.",
    ],
)
def test_what_did_not_happen_or_is_none_changes_nothing(text):
    assert changed(text) == {}


def test_the_first_sentence_and_its_line_are_kept():
    changes = read_changes([Sentence("It rained.", 3), Sentence("Changed the optimiser to sgd.", 4)], "log.md")
    assert (changes.sentence, changes.place) == ("Changed the optimiser to sgd.", Place("log.md", 4))


def test_a_change_that_cannot_be_read_is_named():
    assert [sentence.text for sentence in read("Changed the kernel size to 5.").unread] == [
        "Changed the kernel size to 5."
    ]
    assert not read("The kernel size stayed.").unread
