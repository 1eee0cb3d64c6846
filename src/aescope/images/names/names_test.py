import pytest

from aescope.images.names import PATTERNS, NameParts, pattern_of


@pytest.mark.parametrize(
    ("stem", "parts"),
    [
        ("CK01 - B - 02(fld 1 wv FITC - FITC)", NameParts("CK01 B02 field 1", "FITC", "B02", "CK01")),
        ("CK01 - P - 24(fld 12 wv TexasRed - TexasRed)", NameParts("CK01 P24 field 12", "TexasRed", "P24", "CK01")),
        ("B - 02(fld 1 wv DAPI - FITC)", NameParts("B02 field 1", "DAPI-FITC", "B02", "")),
        ("G1_0001_Ch4", None),
    ],
)
def test_incell_names_tell_plate_well_field_and_channel(stem, parts):
    assert PATTERNS["INCell"].parse(stem) == parts


@pytest.mark.parametrize(
    ("stem", "key", "channel"),
    [
        ("G1_0001_Ch4", "G1_0001", "Ch4"),
        ("G1_Ch3", "G1", "Ch3"),
        ("well7-DAPI", "well7", "DAPI"),
        ("A1--W00001--P00001--Z00000--T00000--mcherry", "A1--W00001--P00001--Z00000--T00000", "mcherry"),
        ("field 3 Texas Red", "field 3", "Texas Red"),
        ("IM-Assays-EXP2_A01_s1_w3", "IM-Assays-EXP2_A01_s1", "w3"),
    ],
)
def test_a_channel_at_the_end_is_parted_from_the_name(stem, key, channel):
    assert PATTERNS["channel last"].parse(stem) == NameParts(key, channel)


def test_a_channel_at_the_start_is_parted_from_the_name():
    assert PATTERNS["channel first"].parse("Channel1-01-A-01") == NameParts("01-A-01", "Channel1")


@pytest.mark.parametrize("stem", ["CD3_1_act_9_1_12", "1005", "tcell", "0a7d30b25235", "Anaphase_0000"])
def test_a_name_without_a_channel_is_not_read(stem):
    assert all(PATTERNS[name].parse(stem) is None for name in PATTERNS)


def test_the_pattern_of_most_names_is_taken():
    stems = ("G1_1_Ch3", "G1_1_Ch4", "G1_2_Ch3", "G1_2_Ch4", "overview")
    assert pattern_of(stems).name == "channel last"
    assert pattern_of(("CK01 - B - 02(fld 1 wv FITC - FITC)",)).name == "INCell"


@pytest.mark.parametrize(
    "stems",
    [
        tuple(f"img_c{number}" for number in range(9)),
        ("a_c1", "b_c2", "c_c3", "d_c4"),
        ("overview", "a_Ch1", "tcell", "dcell"),
        (),
    ],
)
def test_running_numbers_are_no_channels(stems):
    assert pattern_of(stems) is None
