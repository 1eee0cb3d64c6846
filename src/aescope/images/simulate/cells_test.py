import numpy as np
import pytest

from aescope.images.simulate.cells import BRIGHTEST_T_CELL, CANVAS, ON_HOST, Scene, draw_scene


def _nearest_host(scene: Scene) -> np.ndarray:
    """Distance of each stained T cell to the nearest stained dendritic cell, in radii of that cell."""
    cells = scene.t_cells.disc.centre[scene.t_cells.stained]
    hosts = scene.dendritic.disc.where(scene.dendritic.stained)
    return (np.linalg.norm(cells[:, None] - hosts.centre, axis=-1) / hosts.radius).min(axis=1)


def _scenes(overlap: float, density: float = 1.0) -> list[Scene]:
    return [draw_scene(overlap, density, np.random.default_rng(seed)) for seed in range(20)]


def test_with_full_overlap_every_stained_t_cell_lies_on_a_dendritic_cell():
    assert max(_nearest_host(scene).max() for scene in _scenes(1.0)) <= ON_HOST


def test_without_overlap_hardly_any_stained_t_cell_lies_on_one():
    on_one = np.concatenate([_nearest_host(scene) for scene in _scenes(0.0)]) <= ON_HOST
    assert on_one.mean() < 0.02


def test_twice_the_density_gives_twice_the_cells():
    thin, thick = (sum(len(scene.t_cells.peak) for scene in _scenes(0.3, density)) for density in (0.5, 1.0))
    assert thick / thin == pytest.approx(2.0, rel=0.1)


def test_even_the_thinnest_field_has_a_stained_cell_of_each_kind():
    for scene in _scenes(0.3, density=0.001):
        assert scene.t_cells.stained.any()
        assert scene.dendritic.stained.any()


def test_all_cells_lie_on_the_canvas_and_no_t_cell_is_brighter_than_the_brightest():
    for scene in _scenes(0.8):
        for cells in (scene.t_cells, scene.dendritic):
            assert (cells.disc.centre >= 0).all()
            assert (cells.disc.centre <= CANVAS - 1).all()
        assert scene.t_cells.peak.max() <= BRIGHTEST_T_CELL


def test_chosen_cells_keep_their_looks():
    cells = draw_scene(0.3, 1.0, np.random.default_rng(0)).t_cells
    some = cells.where(cells.stained)
    assert some.stained.all()
    assert some.shade.tolist() == cells.shade[cells.stained].tolist()
    assert some.disc.radius.tolist() == cells.disc.radius[cells.stained].tolist()
