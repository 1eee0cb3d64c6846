"""Plans survive JSON exactly, and their hash knows what changes a run and what does not."""

import json
from dataclasses import replace

import pytest

from aescope.plan import plan_from_json, plan_hash, plan_json, resolve
from aescope.records import CodeBlock, Experiment, Place, Step
from tests.small_plan import experiment

CODE = """x = GaussianNoise(0.1)(img)
x = Conv2D(4, (3, 3), padding='same', kernel_regularizer='l2', activation=LeakyReLU(0.1), trainable=False)(x)
encoded = BatchNormalization()(x)
decoded = Conv2D(1, (3, 3), padding='same', kernel_initializer=HeNormal(seed=2))(encoded)"""
EDIT = Step("output-activation", {"to": "sigmoid"}, Place("log.md", 7), "+ sigmoid")
WRITTEN = experiment(CODE, {"early_stopping": "5", "validation_split": "0.1"}, (EDIT,))


def test_a_plan_comes_back_from_json_exactly():
    plan = resolve(WRITTEN, (8, 8, 1))
    assert plan_from_json(json.loads(json.dumps(plan_json(plan), allow_nan=False))) == plan


def other(code: str = CODE, *, edits: tuple[Step, ...] = (EDIT,), **bullets: str) -> str:
    written = experiment(code, {"early_stopping": "5", "validation_split": "0.1", **bullets}, edits)
    return plan_hash(resolve(written, (8, 8, 1)))


def test_what_changes_no_number_leaves_the_hash_alone():
    wanted = plan_hash(resolve(WRITTEN, (8, 8, 1)))
    assert other(CODE.replace("x = ", "y = ").replace("(x)", "(y)")) == wanted
    assert other(f"# a comment\n\n{CODE}") == wanted
    assert other(CODE.replace("(3, 3)", "3")) == wanted
    assert other(loss="mean squared error") == wanted
    moved = Experiment(**{**vars(WRITTEN), "key": "2", "title": "new", "code": CodeBlock(CODE, Place("other.md", 70))})
    assert plan_hash(resolve(moved, (8, 8, 1))) == wanted
    told = replace(EDIT, says="another sentence", place=Place("log.md", 8))
    assert other(edits=(told,)) == wanted


@pytest.mark.parametrize(
    "changed",
    [
        {"code": CODE.replace("0.1)(img)", "0.2)(img)")},
        {"code": CODE.replace("seed=2", "seed=3")},
        {"code": CODE.replace("Conv2D(4", "Conv2D(5")},
        {"code": CODE.replace("LeakyReLU(0.1)", "LeakyReLU(0.2)")},
        {"code": CODE.replace(", trainable=False", "")},
        {"code": CODE.replace("encoded", "y")},
        {"edits": ()},
        {"optimizer": "sgd"},
        {"optimizer": "Adam(1e-4)"},
        {"loss": "mae"},
        {"epochs": "4"},
        {"batch_size": "9"},
        {"seed": "1"},
        {"keras": "2.2"},
        {"shuffle": "no"},
        {"early_stopping": "6"},
        {"validation_split": "0.2"},
    ],
)
def test_what_changes_a_run_changes_the_hash(changed):
    assert other(**changed) != plan_hash(resolve(WRITTEN, (8, 8, 1)))


def test_the_hash_is_the_same_in_every_process():
    assert other() == other()
    assert len(other()) == 64
