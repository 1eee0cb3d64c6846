"""The structures of the lab log, read as they stand there: shapes and counts worked out by hand."""

import re
import time

import pytest

from aescope.plan import literal_input, plan_hash, resolve, wanted_channels
from aescope.records import Bullet, CodeBlock, Experiment, Inheritance, Place, Plan, Step
from tests.shared_data import shared
from tests.small_plan import experiment


def structures() -> list[CodeBlock]:
    text = shared("lab-log.md").read_text(encoding="utf-8")
    blocks = re.finditer(r"```python\n(.*?)```", text, re.DOTALL)
    return [
        CodeBlock(block[1], Place("lab-log.md", text.count("\n", 0, block.start(1)) + 1))
        for block in blocks
        if "Conv2D" in block[1]
    ]


def planned(block: CodeBlock) -> Plan:
    place = Place("lab-log.md", 1)
    bullets = (
        Bullet("optimizer", "adam", place),
        Bullet("loss", "binary_crossentropy", place),
        Bullet("epochs", "30", place),
        Bullet("batch_size", "48", place),
    )
    return resolve(Experiment("1", "", place, 9, block, parameters=bullets), (200, 200, 1))


# Kernel numbers by hand: rows x columns x channels in x filters + filters, over the seven convolutions.
MODEL_1 = 320 + 4624 + 2320 + 2320 + 2320 + 4640 + 289
MODEL_4 = 1664 + 51232 + 2064 + 1040 + 12832 + 51264 + 577
MODEL_6 = 160 + 1160 + 584 + 584 + 584 + 1168 + 145
OLD = 3328 + 204864 + 18464 + 9248 + 51264 + 204928 + 1153


def test_all_structures_of_the_lab_log_have_the_right_shapes_and_counts():
    facts = [(plan.parameters, plan.latent_shape, plan.latent_on_path) for plan in map(planned, structures())]
    assert facts == [
        (MODEL_1, (10000,), False),
        (MODEL_4, (10000,), False),
        (MODEL_6, (25, 25, 8), True),
        (MODEL_4, (10000,), False),
        (MODEL_6, (25, 25, 8), True),
        (OLD, (50, 50, 32), True),
    ]


def test_every_structure_of_the_lab_log_gives_back_one_channel():
    for block in structures():
        plan = planned(block)
        assert plan.output_shape == (200, 200, 1)
        assert plan.notes == ()
        assert wanted_channels(Experiment("1", "", block.place, 9, block)) == 1


def test_lines_of_the_lab_log_are_kept():
    plan = planned(structures()[0])
    lines = shared("lab-log.md").read_text(encoding="utf-8").splitlines()
    for node in plan.nodes[1:]:
        assert node.place is not None
        assert node.layer in lines[(node.place.line or 0) - 1]


def test_models_6_and_8_are_the_same_plan():
    blocks = structures()
    assert plan_hash(planned(blocks[2])) == plan_hash(planned(blocks[4]))
    assert plan_hash(planned(blocks[1])) != plan_hash(planned(blocks[3]))


def test_a_structure_is_read_in_well_under_a_second():
    block = structures()[1]
    planned(block)
    began = time.perf_counter()
    planned(block)
    assert time.perf_counter() - began < 0.5


CODE = "x = Conv2D(4, 3, padding='same')(img)\ndecoded = Conv2D(1, 3, padding='same')(x)"


def test_what_was_inherited_stands_first_in_the_history():
    inherited = Inheritance("structure", "4", Place("log.md", 7), "CIFAR + model 4")
    base = experiment(CODE, edits=(Step("output-activation", {"to": "sigmoid"}, Place("log.md", 7)),))
    plan = resolve(Experiment(**{**vars(base), "inheritance": (inherited,)}), (8, 8, 1))
    assert [str(step) for step in plan.history] == ["inherit part=structure from=4", "output-activation to=sigmoid"]
    assert plan.history[0].place == Place("log.md", 7)


@pytest.mark.parametrize(
    ("code", "channels"),
    [
        ("decoded = Conv2D(3, 1)(img)", 3),
        ("x = Conv2D(3, 1)(img)\nx = UpSampling2D()(x)\ndecoded = Activation('sigmoid')(x)", 3),
        ("i = Input(shape=(imw, imh, c))\ndecoded = Conv2D(c, 1)(i)", None),
        ("decoded = MaxPooling2D()(img)", None),
        ("x = Flatten()(img)\nx = Dense(192)(x)\ndecoded = Reshape((8, 8, 3))(x)", 3),
        ("a = Conv2D(3, 1)(img)\nb = Conv2D(2, 1)(img)\ndecoded = Concatenate()([a, b])", 5),
        ("a = Conv2D(3, 1)(img)\nb = Conv2D(3, 1)(img)\ndecoded = Add()([a, b])", 3),
        ("decoded = Conv2DTranspose(filters=2, kernel_size=3)(img)", 2),
        ("n = 4\ndecoded = Conv2D(n - 1, 1)(img)", 3),
    ],
)
def test_channels_are_told_before_any_image_is_read(code, channels):
    assert wanted_channels(experiment(code)) == channels


@pytest.mark.parametrize(
    ("code", "sizes"),
    [
        ("decoded = Conv2D(3, 1)(img)", ()),
        ("i = Input(shape=(28, 28, 1))\ndecoded = Conv2D(1, 1)(i)", (28, 28, 1)),
        ("i = Input(shape=(imw, imh, 3))\ndecoded = Conv2D(1, 1)(i)", (None, None, 3)),
        ("m = Sequential([Conv2D(1, 1, input_shape=(28, 28, 1))])", (28, 28, 1)),
    ],
)
def test_sizes_that_an_input_writes_are_told_before_any_image_is_read(code, sizes):
    assert literal_input(experiment(code)) == sizes


def test_an_experiment_without_code_wants_nothing():
    assert wanted_channels(experiment(None)) is None
    assert literal_input(experiment(None)) == ()
