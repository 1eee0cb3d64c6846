import pytest

from aescope.errors import UnknownName
from aescope.images.simulate.plate import default_layout


def test_the_plate_of_cells_has_twelve_wells_of_three_classes():
    wells = default_layout("cells").wells
    assert len({well.name for well in wells}) == 12
    assert sorted({well.compound for well in wells}) == ["AE-101", "AE-202", "DMSO"]


def test_each_class_has_an_overlap_of_its_own():
    overlaps: dict[str, set[float]] = {}
    for well in default_layout("cells").wells:
        overlaps.setdefault(well.compound, set()).add(well.overlap)
    assert max(overlaps["AE-101"]) < min(overlaps["DMSO"]) <= max(overlaps["DMSO"]) < min(overlaps["AE-202"])


def test_only_the_solvent_is_a_control():
    wells = default_layout("cells").wells
    assert [well.name for well in wells if well.control] == ["B02", "C02", "D02", "E02"]
    assert all(well.concentration_um > 0 for well in wells if not well.control)


def test_the_dmso_plate_has_six_control_wells_and_a_name_of_its_own():
    layout = default_layout("DMSO")
    assert len(layout.wells) == 6
    assert all(well.control for well in layout.wells)
    assert layout.name != default_layout("cells").name


def test_a_well_is_found_by_its_name_in_any_case():
    assert default_layout("cells")["b03"].compound == "AE-101"


def test_an_unknown_well_or_plate_is_refused_with_a_known_name():
    with pytest.raises(UnknownName, match=r'no well "B20".*"B0'):
        default_layout("cells")["B20"]
    with pytest.raises(UnknownName, match=r'no simulated plate "dmos".*DMSO'):
        default_layout("dmos")
