"""The real log under other keys, in other marks and in another order: the same plans."""

import re

import pytest

from aescope.notebook import read_notebook, read_text
from tests.shared_data import shared

RENAMED = {
    "1": "alpha",
    "2": "b2",
    "3": "third",
    "4": "wide",
    "5": "5x",
    "4.1": "wells",
    "6": "Zeta_6",
    "7": "wide-s",
    "8": "8.8",
}


@pytest.fixture(scope="module")
def log():
    return read_notebook(shared("lab-log.md"))


def plans(notebook, names=None):
    """All that decides what is trained and drawn, without lines."""
    name = (names or {}).get
    return {
        name(e.key, e.key): (
            e.code.text,
            [(bullet.name, bullet.value) for bullet in e.parameters],
            e.image_set,
            [(step.name, dict(step.arguments)) for step in (*e.edits, *e.alterations)],
            [(step.part, name(step.source, step.source)) for step in e.inheritance],
            sorted(link.kind for link in e.pictures),
            [(request.method, dict(request.arguments)) for request in e.projections],
            [remark.kind for remark in e.remarks],
        )
        for e in notebook.experiments
    }


def test_other_keys_and_other_marks_give_the_same_plans(log):
    def renamed(found):
        key = found[3].rstrip(".")
        return f"{found[1]}{found[2]}{RENAMED.get(key, key)}{found[3][len(key) :]}"

    text = re.sub(r"(model)([ -]?)(\d(?:\.\d)?)(?!\d)", renamed, log.content.decode(), flags=re.IGNORECASE)
    text = text.replace("```", "~~~~").replace("\n* ", "\n+ ").replace("Optimiser =", "**Optimizer**:")
    text = text.replace("n epochs", "Number of epochs").replace("### Parameters", "#### parameters ####")
    text = re.sub(r"^## (Model.*)$", r"\1\n------", text, flags=re.MULTILINE).replace("\n", "\r\n")
    assert plans(read_text(text.encode(), log.path)) == plans(log, RENAMED)


def test_sections_in_another_order_give_the_same_plans(log):
    # The third has to follow the second, and what lies outside the experiments keeps the one that it follows.
    parts = re.split(r"^(?=## Model (?!3))", log.content.decode(), flags=re.MULTILINE)
    text = parts[0] + "".join(reversed([part if part.endswith("\n") else f"{part}\n\n" for part in parts[1:]]))
    assert text != log.content.decode()
    assert plans(read_text(text.encode(), log.path)) == plans(log)
