from pathlib import Path

import pytest

from aescope.notebook.bullets import read_data, read_parameters, setting
from aescope.notebook.layout import pieces


def parameters(text):
    return read_parameters(pieces(text, "log.md"), "log.md")


def data(text, folder=Path("nowhere")):
    return read_data(pieces(text, "log.md"), "log.md", folder)


def values(read):
    return {bullet.name: bullet.value for bullet in read.bullets}


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("* Optimiser = adam", "optimizer", "adam"),
        ("- optimizer: Adam(learning_rate=1e-4)", "optimizer", "Adam(learning_rate=1e-4)"),
        ("+ **Optimiser**: `adam`", "optimizer", "adam"),
        ("* **Optimiser:** adam", "optimizer", "adam"),
        ("* `Optimiser = adam`", "optimizer", "adam"),
        ("1. Optimizer (incl. parameters) = adam", "optimizer", "adam"),
        ("* Optimiser = Adam(\n  learning_rate=1e-4)", "optimizer", "Adam( learning_rate=1e-4)"),
        ("* Loss function = binary_crossentropy", "loss", "binary_crossentropy"),
        ("* loss = [mse](https://keras.io/losses)", "loss", "mse"),
        ("* n epochs = 30", "epochs", "30"),
        ("* Number of epochs: 30", "epochs", "30"),
        ("* batch size = 48", "batch_size", "48"),
        ("* batch\\_size = 48", "batch_size", "48"),
        ("* Learning rate = 1e-3", "learning_rate", "1e-3"),
        ("* random seed = 4", "seed", "4"),
        ("* validation split = 10 %", "validation_split", "10 %"),
        ("* Early stopping = patience 5", "early_stopping", "patience 5"),
        ("* Reduce LR on plateau = 3", "reduce_on_plateau", "3"),
        ("* Output activation = sigmoid", "output_activation", "sigmoid"),
        ("* Settings:\n  * epochs = 3", "epochs", "3"),
        ("- [x] epochs = 3", "epochs", "3"),
    ],
)
def test_a_parameter_is_read_in_any_spelling(text, name, value):
    read = parameters(text)
    assert values(read) == {name: value}
    assert not read.faults


def test_an_unknown_parameter_is_a_fault_with_line_and_nearest_name():
    (fault,) = parameters("\n* n epoks = 30").faults
    assert fault.startswith('log.md:2: "n epoks"')
    assert 'did you mean "n epochs"?' in fault


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("* epochs = 3\n* n epochs = 4", 'line 1 says "3"'),
        ("* epochs =", "no value"),
        ("* Optimiser = adam, loss = mse", "two things"),
        ("* Frobnication: 3", "no name that is known"),
    ],
)
def test_other_slips_are_faults_too(text, part):
    (fault,) = parameters(text).faults
    assert part in fault


@pytest.mark.parametrize(
    "text",
    [
        "* trained overnight",
        "* Note: the laptop was slow that day",
        "* 30 epochs",
        "* see https://keras.io",
        "* a == b",
    ],
)
def test_prose_among_parameters_is_noted_and_no_fault(text):
    read = parameters(text)
    assert not read.faults
    assert not read.bullets
    assert len(read.notes) == 1


def test_a_parameter_that_is_no_bullet_is_named_with_the_bullet_to_write():
    (note,) = parameters("Optimiser = adam").notes
    assert note.proposal == "* Optimiser = adam"


def test_the_same_value_twice_and_quoted_bullets_are_harmless():
    read = parameters("* epochs = 3\n* n epochs = 3\n\n> * epochs = 9")
    assert values(read) == {"epochs": "3"}
    assert not read.faults


def test_the_data_bullets_have_their_names():
    text = "* Images = plate\n* Channels = FITC, DAPI\n* Scaling = sobel; divide 65535\n"
    text += "* Alterations = doubled; crop 96*96\n"
    read = data(
        text + "* Labels = folder\n* Split by = well\n* Pages = channels\n* Folder: data/x\n* Validation split = 0.1"
    )
    assert values(read) == {
        "images": "plate",
        "channels": "FITC, DAPI",
        "scaling": "sobel; divide 65535",
        "alterations": "doubled; crop 96*96",
        "labels": "folder",
        "split_by": "well",
        "pages": "channels",
        "place": "data/x",
        "validation_split": "0.1",
    }


def test_an_unknown_data_name_is_a_fault_and_prose_with_a_colon_is_none():
    assert 'did you mean "scaling"?' in data("* Scalling = none").faults[0]
    assert 'did you mean "scaling"?' in data("* Scalling: none").faults[0]
    read = data("* Remember: the plate of Tuesday\n* Plates: three")
    assert not read.faults
    assert len(read.notes) == 2


def test_a_quoted_path_that_exists_is_the_place(tmp_path):
    (tmp_path / "data" / "plate3").mkdir(parents=True)
    read = data("* from the `old` microscope\n* folder `data/plate3`, exported on Monday", tmp_path)
    assert values(read) == {"place": "data/plate3"}
    assert read.bullets[0].place.line == 2
    assert [note.place.line for note in read.notes] == [1]


@pytest.mark.parametrize("path", ["data/plate4", "a\0b", "x" * 5000])
def test_a_quoted_path_that_does_not_exist_is_prose(tmp_path, path):
    read = data(f"* folder `{path}`", tmp_path)
    assert not read.bullets
    assert len(read.notes) == 1


@pytest.mark.parametrize(
    "text", ["plain prose", "a: ", "= 3", "in the folder `C:\\data`", "one two three four five six: x"]
)
def test_prose_is_no_setting(text):
    found = setting(text)
    assert found is None or found[2] == ""
