import csv
import json
import re

import numpy as np
import pytest
import tifffile

from aescope.errors import ImagesError, UsageError
from aescope.images.names import incell
from aescope.images.simulate import plate_files
from aescope.images.simulate.field import simulate_field
from aescope.images.simulate.plate import PlateLayout, default_layout
from aescope.images.simulate.plate_files import LIST, PLATE_MAP, TRUTH, picture_name, write_plate

_LAYOUT = PlateLayout("CK01", default_layout("cells").wells[3:5])


def _names(folder) -> set[str]:
    return {entry.name for entry in folder.iterdir()}


def test_a_plate_is_one_file_per_field_and_channel_with_map_and_truth(tmp_path):
    folder = tmp_path / "Größe 1" / "plate"
    written = write_plate(folder, _LAYOUT, size=32, fields=2)
    assert {path.name for path in written} == _names(folder)
    assert len(written) == 2 * 2 * 3 + 3
    assert folder / "CK01 - E - 02(fld 1 wv FITC - FITC).tif" in written


def test_files_hold_the_counts_of_the_fields(tmp_path):
    write_plate(tmp_path, _LAYOUT, size=48, fields=2, seed=7)
    made = simulate_field(_LAYOUT.wells[1], 2, seed=7, size=48)
    for channel, name in enumerate(made.channels):
        stored = tifffile.imread(tmp_path / picture_name(made.well, 2, name))
        assert stored.dtype == np.uint16
        assert (stored == made.counts[..., channel]).all()


def test_names_are_read_by_the_pattern_of_that_microscope():
    for channel in ("FITC", "TexasRed", "Brightfield"):
        parts = incell.parse(picture_name(_LAYOUT.wells[1], 3, channel).removesuffix(".tif"))
        assert parts is not None
        assert (parts.plate, parts.well, parts.channel) == ("CK01", "B03", channel)


def test_the_plate_map_says_what_is_in_each_well(tmp_path):
    write_plate(tmp_path, _LAYOUT, size=16, fields=1)
    with (tmp_path / PLATE_MAP).open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(row["well"], row["compound"], row["concentration_um"], row["control"]) for row in rows] == [
        ("E02", "DMSO", "0", "yes"),
        ("B03", "AE-101", "1", "no"),
    ]


def test_the_truth_counts_cells_and_overlap_of_each_field(tmp_path):
    write_plate(tmp_path, _LAYOUT, fields=2)
    with (tmp_path / TRUTH).open(encoding="utf-8", newline="") as file:
        rows = {(row["well"], int(row["field"])): row for row in csv.DictReader(file)}
    assert len(rows) == 4
    made = simulate_field(_LAYOUT.wells[0], 2)
    row = rows["E02", 2]
    assert [int(row[name]) for name in ("t_cells", "dendritic_cells")] == [made.t_cells, made.dendritic_cells]
    assert float(row["overlap"]) == pytest.approx(made.overlap, abs=1e-4)


def test_the_same_plate_gives_the_same_bytes(tmp_path):
    for folder in ("first", "second"):
        write_plate(tmp_path / folder, _LAYOUT, size=16, fields=1)
    for name in _names(tmp_path / "first"):
        assert (tmp_path / "first" / name).read_bytes() == (tmp_path / "second" / name).read_bytes()


def test_a_plate_written_again_replaces_the_old_one_and_leaves_nothing_of_it(tmp_path):
    write_plate(tmp_path, _LAYOUT, size=16, fields=3)
    written = write_plate(tmp_path, PlateLayout("CK01", _LAYOUT.wells[:1]), size=24, fields=1)
    assert _names(tmp_path) == {path.name for path in written}
    assert tifffile.imread(written[0]).shape == (24, 24)


def test_a_plate_that_was_interrupted_can_be_written_again(tmp_path, monkeypatch):
    whole = plate_files._truth_row

    def interrupted(made):
        if made.field == 2:
            (tmp_path / ".aescope-half.tif").write_bytes(b"half")
            raise KeyboardInterrupt
        return whole(made)

    monkeypatch.setattr(plate_files, "_truth_row", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_plate(tmp_path, _LAYOUT, size=16, fields=2)
    assert json.loads((tmp_path / LIST).read_text(encoding="utf-8"))["complete"] is False
    monkeypatch.undo()
    written = write_plate(tmp_path, _LAYOUT, size=16, fields=2)
    assert _names(tmp_path) == {path.name for path in written}
    assert json.loads((tmp_path / LIST).read_text(encoding="utf-8"))["complete"] is True


def test_a_folder_with_other_content_is_refused_and_left_alone(tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"holds notes\.txt.*was expected"):
        write_plate(tmp_path, _LAYOUT, size=16, fields=1)
    assert _names(tmp_path) == {"notes.txt"}


def test_pictures_of_someone_elses_plate_are_refused_though_their_names_are_like_ours(tmp_path):
    name = picture_name(_LAYOUT.wells[0], 1, "FITC")
    (tmp_path / name).write_bytes(b"a real picture")
    with pytest.raises(UsageError, match=re.escape(name)):
        write_plate(tmp_path, _LAYOUT, size=16, fields=1)
    assert (tmp_path / name).read_bytes() == b"a real picture"


def test_a_file_added_to_our_plate_keeps_it_from_being_replaced(tmp_path):
    write_plate(tmp_path, _LAYOUT, size=16, fields=1)
    (tmp_path / "my analysis.csv").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match=r"my analysis\.csv"):
        write_plate(tmp_path, _LAYOUT, size=16, fields=1)


def test_an_empty_folder_is_taken(tmp_path):
    (tmp_path / "empty").mkdir()
    assert write_plate(tmp_path / "empty", _LAYOUT, size=16, fields=1)


@pytest.mark.parametrize("listed", ["{", "[]", '{"files": 3}', "\x00"])
def test_a_list_that_is_not_ours_vouches_for_nothing(tmp_path, listed):
    (tmp_path / LIST).write_text(listed, encoding="utf-8")
    with pytest.raises(UsageError, match=re.escape(LIST)):
        write_plate(tmp_path, _LAYOUT, size=16, fields=1)


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "plate").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        write_plate(tmp_path / "plate", _LAYOUT, size=16, fields=1)


def test_a_request_that_cannot_be_leaves_no_folder_behind(tmp_path):
    with pytest.raises(ImagesError):
        write_plate(tmp_path / "plate", _LAYOUT, size=500)
    with pytest.raises(UsageError):
        write_plate(tmp_path / "plate", _LAYOUT, fields=0)
    assert not (tmp_path / "plate").exists()
