import csv

import imagecodecs
import numpy as np
import pytest
import tifffile

from aescope.errors import ImagesError
from aescope.images import memory, read_images
from tests.shared_data import shared
from tests.small_images import asked, counts, read


def tif(path, *shape, seed=0):
    path.parent.mkdir(parents=True, exist_ok=True)
    stored = counts(*shape, seed=seed, low=1)
    tifffile.imwrite(path, stored)
    return stored


def test_counts_names_and_history_are_what_lies_in_the_folder(tmp_path):
    stored = np.stack([tif(tmp_path / f"c_{number}.tif", 8, 9, seed=number) for number in range(3)])
    images = read(tmp_path)
    np.testing.assert_array_equal(images.values[..., 0], stored)
    (event,) = images.history
    assert (event.step.name, event.minimum, event.maximum) == ("read", stored.min(), stored.max())
    assert event.mean == pytest.approx(stored.mean())
    assert "3 TIFF file(s)" in images.source
    assert not len(images.training)


def test_two_channels_of_a_field_become_one_picture(tmp_path):
    first, second = tif(tmp_path / "x_Ch1.tif", 8, 9), tif(tmp_path / "x_Ch2.tif", 8, 9, seed=1)
    tif(tmp_path / "y_Ch1.tif", 8, 9)
    tif(tmp_path / "y_Ch2.tif", 8, 9)
    images = read(tmp_path)
    assert images.channels == ("Ch1", "Ch2")
    np.testing.assert_array_equal(images.values[0], np.stack([first, second], axis=-1))


def test_channels_inside_a_file_are_chosen_by_name_or_number(tmp_path):
    stored = counts(6, 8, 9, 3, kind=np.uint8, high=256)
    np.save(tmp_path / "a.npy", stored)
    np.testing.assert_array_equal(read(tmp_path / "a.npy", channels="blue, red").values, stored[..., [2, 0]])
    np.testing.assert_array_equal(read(tmp_path / "a.npy", channels="2").values, stored[..., 1:2])
    with pytest.raises(ImagesError, match='no channel "grene"; did you mean "green"'):
        read(tmp_path / "a.npy", channels="grene")


def test_broken_files_are_named_and_the_others_go_on(tmp_path):
    for number in range(4):
        tif(tmp_path / f"{number}.tif", 8, 9)
    whole = (tmp_path / "1.tif").read_bytes()
    (tmp_path / "1.tif").write_bytes(whole[:-20])
    (tmp_path / "2.tif").write_bytes(b"version https://git-lfs.github.com/spec/v1\n")
    tifffile.imwrite(tmp_path / "4.tif", np.full((8, 9), np.nan, np.float32))
    tifffile.imwrite(tmp_path / "5.tif", np.zeros((8, 9), np.uint16))
    images = read(tmp_path)
    assert [picture.name for picture in images.pictures] == ["0.tif", "3.tif"]
    said = {str(note.place): note.says for note in images.notes}
    assert "ends early" in said["1.tif"]
    assert "git lfs pull" in said["2.tif"]
    assert "no numbers" in said["4.tif"]
    assert "nothing but zeros" in said["5.tif"]


def test_content_tells_the_format_not_the_name(tmp_path):
    stored = counts(8, 9)
    (tmp_path / "a.tif").write_bytes(imagecodecs.png_encode(stored))
    np.testing.assert_array_equal(read(tmp_path / "a.tif").values[0, ..., 0], stored)


def test_sizes_that_differ_are_refused_with_their_counts_and_the_mend(tmp_path):
    for number, size in enumerate([(20, 30), (20, 30), (24, 28)]):
        tif(tmp_path / f"{number}.tif", *size)
    with pytest.raises(ImagesError) as refused:
        read(tmp_path)
    for part in ("20 x 30 (2), 24 x 28 (1)", "crop 20x28", "pad 24x30", "resize 24x30"):
        assert part in str(refused.value)


@pytest.mark.parametrize(("step", "size"), [("crop 20x28", (20, 28)), ("pad 24x30", (24, 30)), ("resize 9x9", (9, 9))])
def test_sizes_that_differ_are_brought_to_one_when_asked(tmp_path, step, size):
    for number, shape in enumerate([(20, 30), (20, 30), (24, 28)]):
        tif(tmp_path / f"{number}.tif", *shape)
    images = read(tmp_path, alterations=step)
    assert images.values.shape == (3, *size, 1)
    assert [event.step.name for event in images.history] == ["read", step.split()[0]]
    assert images.history[-1].mean == pytest.approx(images.values.mean(dtype=float), rel=1e-6)


def test_tiles_are_cut_while_reading_and_keep_their_picture(tmp_path):
    stored = tif(tmp_path / "a.tif", 20, 30)
    tif(tmp_path / "b.tif", 20, 30)
    images = read(tmp_path, alterations="tile 10x10")
    assert images.values.shape == (12, 10, 10, 1)
    np.testing.assert_array_equal(images.values[4, ..., 0], stored[10:20, 10:20])
    assert images.pictures[4].name == "a.tif row 10 column 10"
    assert {picture.group for picture in images.pictures[:6]} == {"a.tif"}
    assert {picture.source for picture in images.pictures[:6]} == {"a.tif"}


def test_a_filter_keeps_the_pictures_whole_until_it_has_seen_them(tmp_path):
    tif(tmp_path / "a.tif", 20, 30)
    images = read_images(asked(location=tmp_path, scaling="sobel", alterations="tile 10x10"), base_folder=tmp_path)
    assert images.values.shape == (1, 20, 30, 1)


def test_at_most_so_many_files_are_read_evenly_drawn_and_the_number_is_said(tmp_path):
    for number in range(10):
        tif(tmp_path / f"{number}.tif", 8, 9)
    images = read_images(asked(location=tmp_path), base_folder=tmp_path, limit=4)
    assert [picture.name for picture in images.pictures] == ["0.tif", "3.tif", "6.tif", "9.tif"]
    assert "4 of 10 fields evenly drawn" in images.source


def test_progress_is_told_of_every_field(tmp_path):
    for number in range(3):
        tif(tmp_path / f"{number}.tif", 8, 9)
    told = []
    read_images(asked(location=tmp_path), base_folder=tmp_path, progress=lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]


def test_a_set_that_cannot_fit_memory_is_refused_with_the_figures(tmp_path, monkeypatch):
    for number in range(40):
        tif(tmp_path / f"{number}.tif", 40, 50)
    monkeypatch.setattr(memory, "free_bytes", lambda: 200_000)
    with pytest.raises(ImagesError, match=r"40 picture\(s\) of 40 x 50 x 1 needs 480 kB \(160 kB as stored, 320 kB"):
        read(tmp_path)
    assert read(tmp_path, alterations="crop 8x8").values.shape == (40, 8, 8, 1)


def test_pictures_of_different_channels_are_refused_with_their_counts(tmp_path):
    tif(tmp_path / "a.tif", 8, 9)
    np.save(tmp_path / "b.npy", counts(2, 8, 9, 5))
    with pytest.raises(ImagesError, match="1 with grey; 1 with channel 1, channel 2"):
        read(tmp_path)


def test_stacks_without_class_folders_are_classes_by_their_file(tmp_path):
    for phase in ("G1", "G2"):
        for channel in ("Ch3", "Ch4"):
            tif(tmp_path / f"{phase}_{channel}.tif", 6, 8, 9)
    images = read(tmp_path)
    assert images.values.shape == (12, 8, 9, 2)
    assert [picture.label for picture in images.pictures] == ["G1"] * 6 + ["G2"] * 6
    assert images.pictures[0].name == "G1 #1"


def test_mates_of_different_length_are_named(tmp_path):
    for name, pages in (("G1_Ch3", 6), ("G1_Ch4", 6), ("G2_Ch3", 6), ("G2_Ch4", 7)):
        tif(tmp_path / f"{name}.tif", pages, 8, 9)
    images = read(tmp_path)
    assert {picture.label for picture in images.pictures} <= {"G1", ""}
    assert "holds 7 picture(s) of 8 x 9, but G2_Ch3.tif holds 6" in images.notes[0].says


def test_a_split_by_well_needs_a_well_in_the_names(tmp_path):
    tif(tmp_path / "plate_B02_s1.tif", 8, 9)
    assert read(tmp_path, split_by="well").pictures[0].group == "B02"
    tif(tmp_path / "overview.tif", 8, 9)
    with pytest.raises(ImagesError, match=r"overview\.tif names no well"):
        read(tmp_path, split_by="well")


@pytest.mark.real
def test_the_jurkat_stacks_and_crops_are_as_their_readme_says():
    stacks = read(shared("data", "jurkat-ifc", "stacks"))
    assert stacks.values.shape == (1710, 40, 40, 3)
    assert stacks.channels == ("Ch3", "Ch4", "Ch6")
    phases = [picture.label for picture in stacks.pictures]
    assert {phase: phases.count(phase) for phase in set(phases)} == {
        "G1": 450, "S_phase": 450, "G2": 450, "Prophase": 303, "Metaphase": 35, "Anaphase": 8, "Telophase": 14,
    }  # fmt: skip
    g1 = stacks.values[[phase == "G1" for phase in phases]]
    assert (g1[..., 1].min(), g1[..., 1].max()) == (0, 1997)
    assert g1[..., 1].mean() == pytest.approx(127.6, abs=0.05)
    crops = read(shared("data", "jurkat-ifc", "crops"))
    assert crops.channels == ("Ch3", "Ch4", "Ch6")
    assert len(crops.pictures) == 217
    first = next(number for number, each in enumerate(crops.pictures) if each.name == "G1/G1_0000")
    np.testing.assert_array_equal(crops.values[first], g1[0])
    assert crops.pictures[first].label == "G1"


@pytest.mark.real
def test_the_translocation_plate_pairs_by_well():
    images = read(shared("data", "sbs-translocation"), split_by="well")
    assert images.values.shape == (24, 640, 640, 2)
    assert images.channels == ("Channel1", "Channel2")
    assert [images.pictures[0].group, images.pictures[-1].group] == ["A01", "B12"]
    with shared("data", "sbs-translocation", "1049_Metadata.csv").open(encoding="utf-8") as opened:
        doses = {f"{row['Row']}{row['Column']}": float(row["SBS_Doses"]) for row in csv.DictReader(opened)}
    overlap = {
        picture.group: np.corrcoef(values.reshape(-1, 2).T)[0, 1]
        for picture, values in zip(images.pictures, images.values, strict=True)
    }
    assert all(0.155 < overlap[well] < 0.265 for well, dose in doses.items() if dose == 0)
    assert all(0.755 < overlap[well] < 0.815 for well, dose in doses.items() if dose >= 6)
