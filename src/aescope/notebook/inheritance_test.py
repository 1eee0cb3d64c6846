from pathlib import Path

import pytest

from aescope.notebook import read_text

CODE = "```python\nx = Conv2D({filters}, (3, 3))(input_img)\ndecoded = Conv2D(1, (3, 3))(x)\n```\n"
PARAMETERS = "### Parameters\n\n* Optimiser = adam\n* Loss function = mse\n* n epochs = 30\n\n"
FIRST = "## Model 1\n\n### Structure\n\n" + CODE.format(filters=1) + "\n" + PARAMETERS
FOURTH = FIRST.replace("Model 1", "Model 4").replace("Conv2D(1,", "Conv2D(4,", 1)


def read(text):
    return read_text(text.encode(), Path("log.md"))


def filters(experiment):
    return experiment.code.text[11]


def parameters(experiment):
    return {bullet.name: bullet.value for bullet in experiment.parameters}


@pytest.mark.parametrize(
    "text",
    [
        "### Structure, parameters\n\nSee [model 1](#model-1).\n",
        "### Structure and parameters\n\nsee model 1\n",
        "### Structure\n\nSame as model 1.\n\n### Parameters\n\nAs in model 1\n",
        "### Structure\n\nThe same structure as model 1\n",
        "### Structure\n\n- See [the first one](#model-1)\n",
        "### Structure\n\nSee [above](#structure), which is long.\n",
        "See [model 1](#model-1).\n",
        "Same as model 1. It rained.\n",
    ],
)
def test_a_reference_hands_over_structure_and_parameters(text):
    experiment = read(FIRST + FOURTH + "## Model 2\n\n" + text)["2"]
    assert not experiment.faults
    assert filters(experiment) == "1"
    assert parameters(experiment) == {"optimizer": "adam", "loss": "mse", "epochs": "30"}
    assert {(step.part, step.source) for step in experiment.inheritance} == {("structure", "1"), ("parameters", "1")}


@pytest.mark.parametrize(
    "text",
    [
        "Better than model 1, see there.\n",
        "See if model 1 does better.\n",
        "### Results\n\nSee model 1.\n",
        "> See model 1.\n",
        "See [the plan](notes.md#model-1).\n",
    ],
)
def test_what_only_speaks_of_another_model_hands_over_nothing(text):
    assert [experiment.key for experiment in read(FIRST + "## Model 2\n\n" + text).experiments] == ["1"]


def test_the_link_counts_where_its_text_says_otherwise_and_that_is_noted():
    experiment = read(FIRST + FOURTH + "## Model 2\n\nSee [model 4](#model-1).\n")["2"]
    assert filters(experiment) == "1"
    assert "leads to model 1" in experiment.notes[0].says


def test_ones_own_bullets_count_before_what_is_taken_over():
    text = "## Model 2\n\n### Structure, parameters\n\nSee model 1, but:\n\n* n epochs = 3\n* seed = 1\n"
    experiment = read(FIRST + text)["2"]
    assert parameters(experiment) == {"optimizer": "adam", "loss": "mse", "epochs": "3", "seed": "1"}


def test_parameters_that_name_optimizer_and_loss_are_complete():
    text = "## Model 2: model 1 + a word\n\n### Parameters\n\n* Optimiser = sgd\n* loss = mae\n"
    assert parameters(read(FIRST + text)["2"]) == {"optimizer": "sgd", "loss": "mae"}


def test_code_that_compiles_its_model_needs_no_parameters_of_another():
    compiled = "```python\nm = Sequential([Conv2D(1, 3)])\nm.compile('sgd', 'mae')\n```\n"
    assert parameters(read(FIRST + "## Model 2: model 1 + a word\n\n" + compiled)["2"]) == {}
    assert parameters(read(FIRST + "## Model 2: model 1 + a word\n\n" + CODE.format(filters=2))["2"]) != {}


def test_chains_are_followed_and_every_link_is_recorded():
    text = FIRST + "## Model 2\n\nSee model 1.\n\n## Model 3\n\nChanged the optimiser to sgd.\n"
    experiment = read(text)["3"]
    assert filters(experiment) == "1"
    assert parameters(experiment)["optimizer"] == "sgd"
    structure = [(step.source, step.place.line) for step in experiment.inheritance if step.part == "structure"]
    assert structure == [("2", 22), ("1", 18)]


def test_a_reference_may_lead_down():
    assert filters(read("## Model 2\n\nSee model 1.\n\n" + FIRST)["2"]) == "1"


def test_data_go_with_the_structure():
    data = "### Data\n\n* Images = plate\n* Scaling = none\n"
    text = FIRST + data + "## Model 2: doubled dataset\n\n### Structure\n\nSee model 1.\n"
    experiment = read(text)["2"]
    assert experiment.image_set == "plate"
    assert {bullet.name: bullet.value for bullet in experiment.data} == {"images": "plate", "scaling": "none"}
    assert [step.name for step in experiment.alterations] == ["double"]
    assert ("data", "1") in {(step.part, step.source) for step in experiment.inheritance}


def test_data_of_another_set_do_not():
    data = "### Data\n\n* Images = plate\n* Scaling = none\n"
    for more in ("", "### Data\n\n* Images = CIFAR\n"):
        experiment = read(FIRST + data + "## Model 2: CIFAR + model 1\n\n" + more)["2"]
        assert experiment.image_set == "CIFAR"
        assert "scaling" not in {bullet.name for bullet in experiment.data}
        assert filters(experiment) == "1"


def test_data_without_a_set_of_their_own_are_filled_up():
    data = "### Data\n\n* Images = plate\n* Scaling = none\n* Alterations = shuffle\n"
    text = FIRST + data + "## Model 2: model 1 + a word\n\n### Data\n\n* Alterations = crop 64x64\n"
    experiment = read(text)["2"]
    assert experiment.image_set == "plate"
    assert {b.name: b.value for b in experiment.data} == {
        "images": "plate",
        "scaling": "none",
        "alterations": "crop 64x64",
    }


def test_pasted_preprocessing_goes_with_the_data_and_a_scaling_overrules_it():
    data = "### Data\n\n* Images = plate\n\n```python\nx = x / 65535\n```\n\n"
    text = FIRST + data + "## Model 2\n\nSee model 1.\n\n## Model 3: model 1 + a word\n\n### Data\n\n* Scaling = none\n"
    notebook = read(text)
    assert notebook["1"].preprocessing.text == notebook["2"].preprocessing.text == "x = x / 65535\n"
    assert notebook["1"].preprocessing.place.line == 21
    assert notebook["3"].preprocessing is None


def test_without_a_word_the_images_are_the_front_matters_first_or_the_simulated_cells():
    assert read(FIRST)["1"].image_set == "cells"
    front = "---\ndata:\n  plate: {place: here/}\n  other: there/\n---\n"
    experiment = read(front + FIRST)["1"]
    assert (experiment.image_set, experiment.image_set_place.line) == ("plate", 3)


def test_an_edit_in_the_title_changes_what_is_taken_over():
    experiment = read(FIRST + "## Model 2: model 1 + sigmoid in last layer\n")["2"]
    assert [(step.name, step.arguments) for step in experiment.edits] == [("output-activation", {"to": "sigmoid"})]
    assert experiment.title_says == ()
    again = read(FIRST + "## Model 2: model 1 + sigmoid in last layer\n\n## Model 3: model 2 + relu at the end\n")["3"]
    assert [step.arguments["to"] for step in again.edits] == ["sigmoid", "relu"]


def test_an_edit_in_a_bullet_changes_ones_own_structure_too():
    experiment = read(FIRST + "* Output activation = sigmoid\n")["1"]
    assert [step.arguments for step in experiment.edits] == [{"to": "sigmoid"}]
    assert "output_activation" not in parameters(experiment)


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("## Model 2\n\nSee [model 11](#model-11).\n", 18, 'did you mean "1"?'),
        ("## Model 2\n\n### Structure\n\nSee [the first](#modl-1).\n", 20, "refers to"),
        ("## Model 2: CIFAR + model 9\n", 16, 'refers to "9"'),
        ("## Model 2\n\n### Structure\n\nto be written\n", 16, "has no structure"),
        ("## Model 2\n\n### Parameters\n\n* epochs = 3\n", 16, "has no structure"),
        ("## Model 2\n\n### Structure\n\n" + 2 * CODE.format(filters=2), 16, "two code blocks"),
    ],
)
def test_what_cannot_be_taken_over_refuses_that_experiment_alone(text, line, says):
    notebook = read(FIRST + text)
    assert not notebook["1"].faults
    assert notebook["2"].faults[0].startswith(f"log.md:{line}: ")
    assert says in notebook["2"].faults[0]


def test_a_sentence_about_the_experiment_before_needs_one():
    (experiment,) = read("## Model 2\n\nChanged the optimiser to sgd.\n").experiments
    assert "there is none" in experiment.faults[0]


def test_a_circle_is_refused_all_around_and_beside():
    text = FIRST + "## Model 2\n\nSee model 3.\n\n## Model 3\n\nSee model 2.\n\n## Model 5\n\nSee model 2.\n"
    notebook = read(text)
    assert not notebook["1"].faults
    assert "model 2 from model 3 from model 2" in notebook["2"].faults[0]
    assert "circle" in notebook["3"].faults[0]
    assert "comes from model 2, which cannot be used" in notebook["5"].faults[0]


def test_a_model_of_itself_is_a_circle():
    assert "circle" in read("## Model 2: CIFAR + model 2\n")["2"].faults[0]


def test_who_takes_over_what_is_refused_is_refused_with_the_first_cause():
    text = FIRST.replace("n epochs", "n epoks") + "".join(
        f"## Model {key}\n\nSee model {key - 1}.\n\n" for key in (2, 3)
    )
    (fault,) = read(text)["3"].faults
    assert fault.count("cannot be used") == 1
    assert fault.endswith('did you mean "n epochs"?')


def test_what_a_title_says_without_being_understood_is_named_with_a_bullet():
    notes = read(FIRST + "## Model 2: model 1 + softmax, shuffled data, wider\n")["2"].notes
    assert [(note.says, note.proposal) for note in notes] == [
        ('not read in the title: "softmax"', "* Output activation = softmax"),
        ('not read in the title: "shuffled data"', "* Alterations = STEP; STEP"),
        ('not read in the title: "wider"', ""),
    ]
    # A title of an experiment with a structure of its own is only a title.
    assert not read(FIRST.replace("Model 1", "Model 1: wider, with leaky units"))["1"].notes


def test_a_change_that_is_not_understood_is_named():
    (note,) = read(FIRST + "## Model 2\n\nSee model 1.\n\nChanged the kernel size to 5.\n")["2"].notes
    assert note.place.line == 20
    assert "kernel size" in note.says
