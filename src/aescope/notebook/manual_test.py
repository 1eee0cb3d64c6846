"""The manual's page on the notebook cannot rot: every sample is read, every spelling and heading is tried."""

import re
from pathlib import Path

import pytest

from aescope.notebook import read_text
from aescope.notebook.keys import read_name
from aescope.notebook.layout import Kind, pieces
from aescope.notebook.spellings import DATA, DATA_NAMES, PARAMETER_NAMES, PARAMETERS, plainly
from aescope.notebook.text import LARGEST, MOST_CHARACTERS, MOST_LINES
from aescope.notebook.titles import read_title
from aescope.records import Place

PAGE = Path(__file__).parents[3] / "docs" / "notebook.md"
TEXT = PAGE.read_text(encoding="utf-8")
SAMPLES = [
    pytest.param(piece.text, id=f"line {piece.line}")
    for piece in pieces(TEXT, PAGE.name)
    if piece.kind is Kind.CODE and piece.language == "markdown"
]


def rows(header):
    """The cells of the table below this header, code marks off."""
    body = TEXT.split(f"\n| {header} |\n", 1)[1].split("\n\n", 1)[0]
    for line in body.splitlines()[1:]:
        yield [re.findall(r"`([^`]*)`", cell) or [cell.strip()] for cell in line.strip("|").split("|")]


@pytest.mark.parametrize("text", SAMPLES)
def test_every_sample_is_read_without_a_fault(text):
    notebook = read_text(text.encode(), PAGE)
    assert notebook.experiments
    for experiment in notebook.experiments:
        assert not experiment.faults
        assert experiment.code is not None
    # Only bullets in prose are left out.
    noted = [note.says for experiment in notebook.experiments for note in experiment.notes]
    assert all(says.startswith("not read under") for says in noted)


def test_there_are_samples():
    assert len(SAMPLES) >= 5


def test_the_sample_on_taking_over_reads_as_the_page_says():
    text = next(sample.values[0] for sample in SAMPLES if "Model 7" in sample.values[0])
    notebook = read_text(text.encode(), PAGE)
    read = {
        e.key: ({b.name: b.value for b in e.parameters}, e.image_set, len(e.edits), len(e.alterations))
        for e in notebook.experiments
    }
    first = {"optimizer": "adam", "loss": "mse", "epochs": "30"}
    assert read == {
        "1": (first, "cells", 0, 0),
        "2": (first, "cells", 0, 1),
        "3": ({**first, "optimizer": "adadelta"}, "cells", 0, 1),
        "4": ({**first, "epochs": "100"}, "CIFAR", 0, 0),
        "5": (first, "cells", 1, 0),
        "6": (first, "DMSO", 1, 1),
        "7": ({**first, "optimizer": "rmsprop"}, "cells", 1, 0),
    }


@pytest.mark.parametrize(
    ("header", "known", "names"),
    [("parameter | is written", PARAMETERS, PARAMETER_NAMES), ("bullet | is written", DATA, DATA_NAMES)],
)
def test_every_name_is_on_the_page_and_every_spelling_there_means_it(header, known, names):
    table = {name: spellings for [name], spellings in rows(header)}
    assert set(table) == set(names)
    for name, spellings in table.items():
        assert {known.get(plainly(spelling)) for spelling in spellings} == {name}


def test_the_table_of_keys_is_right():
    for [heading], [key], [title] in rows("heading | key | title"):
        name = read_name(heading.removeprefix("## "))
        assert (name.key, name.title) == (key, title)


def test_every_term_of_a_title_on_the_page_is_understood():
    # "`CIFAR` before `+ model 4`" is written so that it can be read, not tried.
    terms = [term for first, _ in rows("term | means") for term in first if term not in ("CIFAR", "+ model 4")]
    assert len(terms) > 10
    for term in terms:
        if not term.startswith("dropout"):
            assert not read_title(f"model 9, {term}" if "model" not in term else term, Place("a"), ["CIFAR"]).unread, (
                term
            )


def test_the_limits_on_the_page_are_those_of_the_code():
    assert f"{MOST_LINES:,} lines" in TEXT
    assert "a million characters" in TEXT
    assert MOST_CHARACTERS == 1_000_000
    assert f"{LARGEST // 2**20} MB" in TEXT
