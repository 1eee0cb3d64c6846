import numpy as np
import pytest

from aescope.images.simulate.bodies import Bodies, dendritic_bodies, dendritic_pattern, t_bodies, t_pattern
from aescope.images.simulate.cells import CANVAS, Cells, Scene
from aescope.images.simulate.placing import Discs


def _cells(*centres: tuple[float, float], radius: float = 6.0, elongation: float = 1.0, **changes: float) -> Cells:
    count = len(centres)
    looks = {"angle": 0.0, "bend": 0.0, "peak": 100.0, "shade": 1.0, "core": 0.0} | changes
    arrays = {name: np.full(count, value) for name, value in looks.items()}
    disc = Discs(np.array(centres), np.full(count, radius))
    return Cells(disc, np.full(count, elongation), focus=np.zeros(count, np.int64), **arrays)


def _bodies(*centres: tuple[float, float], **looks: float) -> Bodies:
    cells = _cells(*centres, **looks)
    return t_bodies(Scene(cells, cells))


@pytest.mark.parametrize("elongation", [1.0, 1.6])
def test_a_cell_has_the_area_of_the_round_cell_of_its_radius(elongation):
    area = _bodies((100.3, 80.7), elongation=elongation).area()
    assert area.sum() == pytest.approx(np.pi * 6.0**2, rel=0.05)
    rows, columns = np.nonzero(area)
    assert (rows.mean(), columns.mean()) == pytest.approx((100.3, 80.7), abs=0.2)


def test_a_long_cell_lies_along_its_angle():
    cells = _cells((100.0, 100.0), radius=8.0, elongation=2.0, angle=np.pi / 2)
    rows, columns = np.nonzero(dendritic_bodies(Scene(cells, cells)).area())
    assert np.ptp(rows) > 1.6 * np.ptp(columns)


def test_a_bent_cell_keeps_its_centre_and_leaves_the_middle_of_its_chord():
    cells = _cells((100.0, 100.0), radius=8.0, elongation=2.0, bend=1.0)
    area = dendritic_bodies(Scene(cells, cells)).area()
    rows, _ = np.nonzero(area)
    assert rows.mean() == pytest.approx(100.0, abs=1.0)
    tips = [np.nonzero(area[:, 100 + side])[0].mean() for side in (-9, 9)]
    assert min(tips) - np.nonzero(area[:, 100])[0].mean() > 3


def test_the_stain_is_brightest_in_the_middle_and_nothing_outside():
    stain = _bodies((100.0, 80.0)).stain(focus=0)
    assert stain[100, 80] == pytest.approx(100.0)
    # A dome is 1 - (3/6)^2 as thick at half its radius.
    assert stain[100, 83] == pytest.approx(75.0)
    assert stain[100, 87] == 0


def test_cells_that_meet_do_not_pile_up():
    assert _bodies((100.0, 80.0), (102.0, 80.0)).stain(focus=0).max() == pytest.approx(100.0)


def test_unstained_cells_and_other_focus_layers_do_not_shine():
    assert _bodies((100.0, 80.0), peak=0.0).stain(focus=0).max() == 0
    assert not _bodies((100.0, 80.0), peak=0.0).area().any()
    assert _bodies((100.0, 80.0)).stain(focus=1).max() == 0


def test_a_t_cell_is_a_dark_blob_with_a_bright_rim_and_a_ring_once_its_core_is_light():
    blob = t_pattern(_bodies((100.0, 100.0)), contrast=1.0, core=0.0)
    assert blob[100, 100] == pytest.approx(-1.0, abs=0.02)
    assert blob[100, 107] > 0.05
    ring = t_pattern(_bodies((100.0, 100.0), core=1.0), contrast=1.0, core=0.7)
    assert ring[100, 103] < ring[100, 100] - 0.3


def test_contrast_makes_faint_cells_fainter():
    faint = _bodies((100.0, 100.0), shade=0.5)
    depths = [t_pattern(faint, contrast, core=0.0)[100, 100] for contrast in (0.0, 1.0, 2.0)]
    assert depths == pytest.approx([-1.0, -0.5, -0.25], abs=0.02)


def test_a_dendritic_cell_has_a_dark_outline_and_never_passes_minus_one():
    one, pile = (dendritic_pattern(_bodies(*[(100.0, 100.0)] * count)) for count in (1, 5))
    assert one[100, 105] < one[100, 100] < 0
    assert pile.min() == -1.0


def test_a_cell_at_the_edge_of_the_canvas_is_cut():
    area = _bodies((0.0, CANVAS - 1.0)).area()
    assert area.shape == (CANVAS, CANVAS)
    assert area.sum() == pytest.approx(np.pi * 6.0**2 / 4, rel=0.25)
