from pathlib import Path

import pytest

from aescope.errors import ImagesError
from aescope.images.fields import fields_of, well_in
from aescope.records import Place

ROOT = Path("/plate")


def fields(*names, channels=()):
    return fields_of([ROOT / name for name in names], ROOT, channels, Place("cells"))


def test_channels_pair_by_name_and_never_by_order():
    found, notes = fields("x_Ch2.tif", "y_Ch1.tif", "x_Ch1.tif", "y_Ch2.tif")
    assert [field.name for field in found] == ["x", "y"]
    assert [[file.name for _, file in field.files] for field in found] == [
        ["x_Ch1.tif", "x_Ch2.tif"],
        ["y_Ch1.tif", "y_Ch2.tif"],
    ]
    assert [channel for channel, _ in found[0].files] == ["Ch1", "Ch2"]
    assert not notes


def test_a_missing_mate_is_named_and_the_others_go_on():
    found, (note,) = fields("x_Ch1.tif", "x_Ch2.tif", "y_Ch1.tif", "z_Ch1.tif", "z_Ch2.tif")
    assert [field.name for field in found] == ["x", "z"]
    assert str(note.place) == "y"
    assert note.says == "left out: no Ch2 beside y_Ch1.tif"


def test_an_unknown_name_and_a_second_file_of_one_channel_are_named():
    found, notes = fields("x_Ch1.tif", "x_Ch2.tif", "x_ch2.tif", "overview.tif")
    assert len(found) == 1
    assert [str(note.place) for note in notes] == ["x_ch2.tif", "overview.tif"]


def test_only_the_channels_asked_for_are_taken_in_their_order():
    (found,), notes = fields("x_DAPI.tif", "x_GFP.tif", "x_RFP.tif", channels=("rfp", "dapi"))
    assert [channel for channel, _ in found.files] == ["RFP", "DAPI"]
    assert not notes


def test_a_mate_that_nobody_asked_for_is_not_missed():
    found, notes = fields("x_DAPI.tif", "x_GFP.tif", "y_DAPI.tif", channels=("DAPI",))
    assert len(found) == 2
    assert not notes


def test_a_channel_that_no_file_shows_is_refused_with_the_nearest():
    with pytest.raises(ImagesError, match='cells: no file shows the channel "DAPPI"; did you mean "DAPI"'):
        fields("x_DAPI.tif", "x_GFP.tif", channels=("DAPPI",))


def test_files_of_one_name_in_two_folders_are_two_fields():
    found, _ = fields("a/x_Ch1.tif", "a/x_Ch2.tif", "b/x_Ch1.tif", "b/x_Ch2.tif")
    assert [(field.name, field.folder) for field in found] == [("a/x", "a"), ("b/x", "b")]


def test_files_without_channels_are_fields_of_their_own():
    found, _ = fields("tcell.tif", "dcell.tif")
    assert [field.name for field in found] == ["tcell.tif", "dcell.tif"]


def test_incell_fields_know_their_well():
    found, _ = fields("CK01 - B - 02(fld 1 wv FITC - FITC).tif", "CK01 - B - 02(fld 1 wv TexasRed - TexasRed).tif")
    assert [(field.name, field.well, field.plate) for field in found] == [("CK01 B02 field 1", "B02", "CK01")]


@pytest.mark.parametrize(
    ("name", "well"),
    [("01-A-01", "A01"), ("plate_B12_s1", "B12"), ("IXMtest_A01_s2", "A01"), ("tcell", ""), ("Z9", "")],
)
def test_a_well_is_found_in_a_name(name, well):
    assert well_in(name) == well
