import pytest

from aescope.notebook.titles import read_title
from aescope.records import Place

PLACE = Place("log.md", 9)


def read(title):
    return read_title(title, PLACE, ["cells", "DMSO", "plate-a"])


@pytest.mark.parametrize(
    ("title", "base", "image_set"),
    [
        ("CIFAR + model 4", "4", "CIFAR"),
        ("yeast + model 4.1", "4.1", "yeast"),
        ("yeast dataset + Model baseline", "baseline", "yeast"),
        ("model 7 on CIFAR", "7", "CIFAR"),
        ("model 7 on Plate-A", "7", "plate-a"),
        ("as model 1, other words", "1", ""),
        ("based on model 4", "4", ""),
        ("same as in model 4", "4", ""),
        ("dropout + model 4", "4", ""),
        ("relu + model 4", "4", ""),
        ("model 4 on more data", "4", ""),
        ("BBBC021 images", "", "BBBC021"),
        ("more images", "", ""),
        ("a small cell dataset", "", ""),
        ("compared with model 4 of last year", "", ""),
        ("a model of 4 layers", "", ""),
    ],
)
def test_the_base_and_the_image_set_are_read(title, base, image_set):
    words = read(title)
    assert (words.base, words.image_set) == (base, image_set)


@pytest.mark.parametrize(
    ("title", "to"),
    [
        ("model 4 + sigmoid in last layer", "sigmoid"),
        ("model 4 with softmax at the end", "softmax"),
        ("model 4 + relu output", "relu"),
        ("model 4 + tanh instead of sigmoid in the last layer", "tanh"),
        ("model 4 without sigmoid in the last layer", "linear"),
        ("model 4 + no activation in the final layer", "linear"),
    ],
)
def test_an_activation_of_the_last_layer_is_an_edit(title, to):
    (step,) = read(title).edits
    assert (step.name, dict(step.arguments), step.place) == ("output-activation", {"to": to}, PLACE)


@pytest.mark.parametrize(
    "title", ["model 4 + sigmoid", "relu in the first layer", "sigmoid or relu in the last layer", "output"]
)
def test_an_activation_that_may_mean_another_layer_is_not_guessed(title):
    assert not read(title).edits
    assert read(title).unread


@pytest.mark.parametrize(
    "title",
    [
        "doubled up dataset",
        "doubled dataset",
        "twice the data",
        "dataset doubled",
        "model 1 + duplicated images",
        "doubled",
    ],
)
def test_doubling_is_an_alteration(title):
    assert [step.name for step in read(title).alterations] == ["double"]


@pytest.mark.parametrize(
    "title", ["doubled filters", "images of twice the size", "double-checked dataset", "doubled resolution images"]
)
def test_what_doubles_something_else_is_none(title):
    assert not read(title).alterations


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("model 4 + adadelta", {"optimizer": "adadelta"}),
        ("model 4 with the SGD optimiser", {"optimizer": "SGD"}),
        ("model 4 + mse loss", {"loss": "mse"}),
        ("model 4, 100 epochs, batch size 16", {"epochs": "100", "batch_size": "16"}),
        ("model 4 + learning rate 1e-4", {"learning_rate": "1e-4"}),
        ("model 4 + fewer epochs", {}),
    ],
)
def test_a_title_may_set_parameters(title, expected):
    assert {bullet.name: bullet.value for bullet in read(title).parameters} == expected


def test_what_is_not_understood_is_kept_term_by_term():
    assert read("model 4 + dropout, a bit deeper").unread == ("dropout", "a bit deeper")


def test_all_at_once():
    words = read("CIFAR + model 4 + sigmoid in last layer, doubled dataset")
    assert (words.base, words.image_set, len(words.edits), len(words.alterations), words.unread) == (
        "4",
        "CIFAR",
        1,
        1,
        (),
    )
    assert [step.name for step in words.claims] == ["base", "output-activation"]
