"""Files are whole and folders are ours."""

from pathlib import Path

import pytest

from aescope.errors import UsageError
from aescope.files import OURS, output_folder, write_whole


def test_a_file_is_replaced_whole_and_leaves_no_temporary_name(tmp_path):
    path = tmp_path / "deep" / "note.txt"
    write_whole(path, b"old")
    write_whole(path, b"new")
    assert path.read_bytes() == b"new"
    assert [entry.name for entry in path.parent.iterdir()] == ["note.txt"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path, monkeypatch):
    path = tmp_path / "note.txt"
    write_whole(path, b"old")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", refuse)
    with pytest.raises(UsageError, match="No space left"):
        write_whole(path, b"new")
    assert path.read_bytes() == b"old"
    assert len(list(tmp_path.iterdir())) == 1


def test_the_folder_is_named_after_the_notebook():
    assert output_folder(None, Path("logs/cells.md")) == Path("cells-aescope")


def test_a_folder_of_ours_and_an_empty_one_are_taken(tmp_path):
    assert output_folder(tmp_path, Path("x.md")) == tmp_path
    for name in OURS:
        (tmp_path / name).touch()
    assert output_folder(tmp_path, Path("x.md")) == tmp_path


def test_a_folder_with_the_content_of_others_is_refused(tmp_path):
    (tmp_path / "thesis.docx").touch()
    with pytest.raises(UsageError, match=r"thesis\.docx"):
        output_folder(tmp_path, Path("x.md"))


def test_a_file_where_the_folder_should_be_is_refused(tmp_path):
    path = tmp_path / "out"
    path.touch()
    with pytest.raises(UsageError, match="is a file"):
        output_folder(path, Path("x.md"))


def test_a_folder_that_the_notebook_links_pictures_in_is_ours(tmp_path):
    (tmp_path / "pics").mkdir()
    assert output_folder(tmp_path, Path("x.md"), ["pics/model1_loss.png"]) == tmp_path
    with pytest.raises(UsageError, match="pics"):
        output_folder(tmp_path, Path("x.md"), ["results/model1_loss.png"])
