from pathlib import Path

import pytest

from aescope.errors import NotebookError
from aescope.notebook import read_text


def read(yaml):
    return read_text(f"---\n{yaml}\n---\n\n# Title\n".encode(), Path("log.md"))


def table(notebook):
    return {entry.name: {bullet.name: bullet.value for bullet in entry.bullets} for entry in notebook.data}


def test_the_table_of_image_sets_is_read_as_one_writes_its_bullets():
    notebook = read(
        "data:\n"
        "  cells: {place: plate/, channels: [FITC, DAPI], scaling: [sobel, divide 65535], alterations: [crop 96x96],"
        " labels: folder, split by: well}\n"
        "  CIFAR: {place: cifar-10-batches-py}\n"
        "  DMSO: wells/\n"
        "  bare:\n"
        "  long:\n"
        "    scaling: percentile 1-99.8\n"
    )
    assert table(notebook) == {
        "cells": {
            "place": "plate/",
            "channels": "FITC, DAPI",
            "scaling": "sobel; divide 65535",
            "alterations": "crop 96x96",
            "labels": "folder",
            "split_by": "well",
        },
        "CIFAR": {"place": "cifar-10-batches-py"},
        "DMSO": {"place": "wells/"},
        "bare": {},
        "long": {"scaling": "percentile 1-99.8"},
    }
    assert [entry.place.line for entry in notebook.data] == [3, 4, 5, 6, 7]
    assert notebook.data[4].bullets[0].place.line == 8


def test_settings_stay_as_they_are_written():
    notebook = read("keras: 2.2\nseed: 007\nn epochs: 3")
    assert [(s.name, s.value, s.place.line) for s in notebook.settings] == [
        ("keras", "2.2", 2),
        ("seed", "007", 3),
        ("epochs", "3", 4),
    ]
    assert not notebook.notes


def test_what_is_not_known_there_is_noted():
    (note, near) = read("author: a person\nsede: 3").notes
    assert note.place.line == 2
    assert 'did you mean "seed"?' in near.says


@pytest.mark.parametrize(
    ("yaml", "line", "says"),
    [
        ("data: {cells: {scalling: none}}", 2, 'did you mean "scaling"?'),
        ("data:\n  cells: {images: x}", 3, "nothing that an image set has"),
        ("data:\n  cells: {place: }", 3, "no value"),
        ("data:\n  cells: {place: a, folder: b}", 3, "twice"),
        ("data:\n  cells: a\n  Cells: b", 4, "twice"),
        ("data: [a, b]", 2, "`name: value`"),
        ("data: {cells: {place: {a: b}}}", 2, "no value"),
        ("keras: 2\n  seed: [", 3, "no YAML"),
        ("a: &x [1]\nb: *x", 3, "references are not read"),
        ("a: !!python/object:os.system x\ndata: {c: {place: !x {}}}", 3, "no value"),
        ("a: 1\n? [b]\n: c", 3, "a name was expected"),
        ("a: " + "[" * 990, 2, "no YAML"),
        ("a: " + "[" * 5000, 1, "too deep"),
        ("a: " + "x" * 30_000, 1, "characters"),
    ],
)
def test_a_fault_in_it_refuses_the_notebook_with_its_line(yaml, line, says):
    with pytest.raises(NotebookError) as refused:
        read(yaml)
    assert str(refused.value).startswith(f"log.md:{line}: ")
    assert says in str(refused.value)


@pytest.mark.parametrize("text", ["---\nProse between rules\n---\n", "---\n\n# A title\n\n---\n", "---\n---\n"])
def test_two_drawn_lines_are_no_front_matter(text):
    notebook = read_text(text.encode(), Path("log.md"))
    assert not notebook.settings
    assert not notebook.notes


def test_it_ends_where_it_ends():
    assert read("keras: 2.2").title == "Title"
