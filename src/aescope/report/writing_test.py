"""Everything is written whole, under the names that were promised, inside the folder."""

import json
import os
from dataclasses import replace

import pytest

from aescope.errors import NotebookError, UsageError
from aescope.records import PictureLink
from aescope.report import write
from tests.factories import frozen, learned, place, study


def with_link(outcome, path):
    return replace(outcome, experiment=replace(outcome.experiment, pictures=(PictureLink(path, "", "loss", place(1)),)))


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    folder = tmp_path_factory.mktemp("Zellen ä")
    return write(study(), folder), folder


def test_page_results_and_every_promised_picture_are_there(done):
    named, folder = done
    assert {path.name for path in folder.iterdir()} == {"report.html", "results.json", "results"}
    promised = {path for outcome in named.outcomes for path in outcome.written.values()}
    assert len(promised) == 4 + 3 + 3 + 3
    for path in promised:
        assert (folder / path).read_bytes().startswith(b"\x89PNG"), path


def test_results_name_the_files_that_are_there(done):
    _, folder = done
    for experiment in json.loads((folder / "results.json").read_text("utf-8"))["experiments"]:
        for path in experiment["pictures"].values():
            assert (folder / path).exists()


def test_the_same_study_gives_the_same_bytes(done, tmp_path):
    _, folder = done
    write(study(frozen()), tmp_path)
    for name in ("model1_output.png", "model1_loss.png", "model1_tsne.png", "model1_activations.png"):
        assert (tmp_path / "results" / name).read_bytes() == (folder / "results" / name).read_bytes(), name


def test_nothing_of_a_half_written_file_is_left(done):
    _, folder = done
    assert not [path for path in folder.rglob("*") if path.name.startswith(".")]


@pytest.mark.parametrize("path", ["../out.png", "/tmp/out.png", "a/../../out.png", "..\\out.png"])
def test_a_picture_that_would_leave_the_folder_stops_everything_before_it_begins(tmp_path, path):
    with pytest.raises(NotebookError, match="outside the output folder"):
        write(study(with_link(learned(), path)), tmp_path / "out")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("a.svg", b"<?xml"),
        ("a.jpg", b"\xff\xd8"),
        ("a.pdf", b"%PDF"),
        ("deep/er/a.png", b"\x89PNG"),
        ("a.odd", b"\x89PNG"),
    ],
)
def test_a_picture_has_the_format_of_its_name(tmp_path, name, begins):
    write(study(with_link(learned(), name)), tmp_path)
    assert (tmp_path / name).read_bytes().startswith(begins)


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="folders cannot be made read-only here")
def test_a_folder_that_cannot_be_made_is_named(tmp_path):
    (tmp_path / "results").write_text("a file where a folder was expected")
    with pytest.raises(UsageError, match="results"):
        write(study(learned()), tmp_path)
