import os
from pathlib import Path

import imagecodecs
import numpy as np
import pytest

from aescope.errors import ImagesError
from aescope.images import read_images
from tests.small_images import asked, counts, read

HERE = Path()


def picture(path, seed=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(imagecodecs.png_encode(counts(8, 9, seed=seed)))
    return path


def names(images):
    return [each.name for each in images.pictures]


def test_a_folder_is_read_in_natural_order_with_class_folders_as_labels(tmp_path):
    for name in ("b/cell_10.png", "b/cell_2.png", "a/cell_1.png"):
        picture(tmp_path / name)
    images = read(tmp_path)
    assert names(images) == ["a/cell_1.png", "b/cell_2.png", "b/cell_10.png"]
    assert [each.label for each in images.pictures] == ["a", "b", "b"]
    assert [each.label for each in read(tmp_path, labels="none").pictures] == ["", "", ""]


def test_donors_above_the_class_folders_are_groups_when_asked(tmp_path):
    for donor in ("donor_1", "donor_2"):
        for label in ("active", "quiet"):
            picture(tmp_path / donor / label / "c.png")
    images = read(tmp_path, split_by="folder")
    assert [each.label for each in images.pictures] == ["active", "quiet"] * 2
    assert [each.group for each in images.pictures] == ["donor_1", "donor_1", "donor_2", "donor_2"]


def test_thumbnails_hidden_files_and_what_is_no_picture_are_left_out(tmp_path):
    for name in ("a.png", "a_thumb.png", "x_w1_thumb44A0.png", "._a.png"):
        picture(tmp_path / name)
    (tmp_path / "labels.csv").write_text("a,b")
    (tmp_path / "scan.czi").write_bytes(b"ZISRAWFILE")
    images = read(tmp_path)
    assert names(images) == ["a.png"]
    assert ".czi) are not read: export" in images.notes[0].says


def test_a_pattern_takes_what_matches(tmp_path):
    for name in ("tcell.png", "dcell.png", "other.png", "deep/er/tcell.png"):
        picture(tmp_path / name)
    assert names(read(f"{tmp_path}/[td]cell.png")) == ["dcell.png", "tcell.png"]
    assert len(read(f"{tmp_path}/**/tcell.png").pictures) == 2
    with pytest.raises(ImagesError, match="no file matches this pattern"):
        read(f"{tmp_path}/*.tif")


def test_brackets_in_the_name_of_a_folder_are_no_pattern(tmp_path, monkeypatch):
    folder = tmp_path / "plate [1]"
    picture(folder / "tcell.png")
    assert names(read(folder)) == ["tcell.png"]
    monkeypatch.chdir(folder)
    assert names(read("t*.png")) == ["tcell.png"]
    assert names(read_images(asked(place="t*.png"), base_folder=folder)) == ["tcell.png"]


def test_a_place_in_a_notebook_counts_from_its_folder(tmp_path):
    picture(tmp_path / "plate" / "a.png")
    picture(tmp_path / "plate" / "b.png")
    images = read_images(asked(place="`plate/`"), base_folder=tmp_path)
    assert names(images) == ["a.png", "b.png"]


def test_a_folder_with_other_letters_is_read(tmp_path):
    picture(tmp_path / "Zellen für µ-Proben 細胞" / "größe 1.png")
    assert names(read(tmp_path / "Zellen für µ-Proben 細胞")) == ["größe 1.png"]


@pytest.mark.parametrize("location", ["nowhere/at/all", "nowhere.tif", "cels"])
def test_a_place_that_is_not_there_is_named(location):
    with pytest.raises(ImagesError, match=f"{location}.*neither a folder nor a file"):
        read(location)


def test_a_set_without_a_place_says_how_to_give_one():
    with pytest.raises(ImagesError, match=r'no place for the image set "plate3".*--data plate3=FOLDER'):
        read_images(asked("plate3"), base_folder=HERE)


def test_an_empty_folder_says_what_is_read(tmp_path):
    (tmp_path / "notes.txt").write_text("nothing")
    with pytest.raises(ImagesError, match=r"holds \.txt, but no pictures.*TIFF"):
        read(tmp_path)


@pytest.mark.skipif(os.name == "nt", reason="permissions")
def test_a_file_that_may_not_be_opened_is_left_out(tmp_path):
    picture(tmp_path / "a.png")
    picture(tmp_path / "b.png").chmod(0)
    if os.access(tmp_path / "b.png", os.R_OK):
        pytest.skip("this user may open everything")
    images = read(tmp_path)
    assert names(images) == ["a.png"]
    assert "cannot be opened" in images.notes[0].says


def test_the_simulated_sets_are_what_the_notebook_promises():
    cells = read_images(asked("cells"), base_folder=HERE, size=32, limit=40)
    assert cells.values.shape == (10, 32, 32, 3)
    assert cells.container == "uint16"
    assert "10 of 120 fields, evenly drawn" in cells.source
    assert len({each.group for each in cells.pictures}) >= 5
    control = read_images(asked("x", location="DMSO"), base_folder=HERE, size=32, limit=24)
    assert {each.label for each in control.pictures} == {"DMSO"}


def test_a_plate_that_the_simulator_wrote_is_read_as_the_plate_it_simulates(tmp_path):
    from aescope.images.simulate import default_layout, write_plate

    write_plate(tmp_path / "plate", default_layout("DMSO"), size=32, fields=1, seed=0)
    images = read(tmp_path / "plate")
    assert images.channels == ("Brightfield", "FITC", "TexasRed")
    assert [each.group for each in images.pictures] == [f"CK02 {row}02" for row in "BCDEFG"]
    simulated = read_images(asked("DMSO"), base_folder=HERE, size=32)
    first = next(number for number, each in enumerate(simulated.pictures) if each.name == "CK02 B02 field 1")
    np.testing.assert_array_equal(images.values[0, ..., 1:], simulated.values[first, ..., :2])


def test_cifar_without_a_place_is_a_thousand_natural_patches_whose_regions_do_not_overlap():
    images = read_images(asked("CIFAR"), base_folder=HERE)
    assert images.values.shape == (1000, 32, 32, 3)
    assert images.values.dtype == np.uint8
    assert len({each.group for each in images.pictures}) > 30
    assert "china" in images.source
    assert "not CIFAR-10 itself" in images.source
    assert 0.3 < images.values.mean() / 255 < 0.6
    again = read_images(asked("CIFAR"), base_folder=HERE)
    np.testing.assert_array_equal(images.values, again.values)


def test_a_size_cuts_the_natural_patches_only_where_it_is_smaller():
    assert read_images(asked("CIFAR"), base_folder=HERE, size=64).values.shape == (1000, 32, 32, 3)
    whole = read_images(asked("CIFAR"), base_folder=HERE).values
    np.testing.assert_array_equal(read_images(asked("CIFAR"), base_folder=HERE, size=16).values, whole[:, 8:24, 8:24])
