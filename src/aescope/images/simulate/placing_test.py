import numpy as np
import pytest

from aescope.images.simulate.placing import NOWHERE, Clumps, Discs, beside, on, place


def _distances(discs: Discs) -> np.ndarray:
    apart = np.linalg.norm(discs.centre[:, None] - discs.centre[None], axis=-1)
    return apart[np.triu_indices(len(apart), 1)]


def test_cells_keep_their_distance_where_there_is_room():
    random = np.random.default_rng(0)
    radius = np.full(20, 4.0)
    placed = place(random.uniform(0, 500, (20, 12, 2)), radius, NOWHERE, 1.0)
    assert _distances(placed).min() >= 8.0


def test_cells_keep_clear_of_what_is_there_before():
    random = np.random.default_rng(0)
    there = Discs(np.array([[50.0, 50.0]]), np.array([30.0]))
    placed = place(random.uniform(0, 100, (10, 40, 2)), np.full(10, 2.0), there, 1.0)
    assert np.linalg.norm(placed.centre - 50.0, axis=1).min() >= 32.0


def test_the_freest_place_is_taken_where_none_is_free():
    there = Discs(np.array([[0.0, 0.0]]), np.array([100.0]))
    tried = np.array([[[1.0, 0.0], [0.0, 7.0], [3.0, 3.0]]])
    assert place(tried, np.array([1.0]), there, 1.0).centre.tolist() == [[0.0, 7.0]]


def test_a_cell_on_a_host_lies_within_its_reach():
    hosts = Discs(np.array([[40.0, 60.0]] * 50), np.full(50, 10.0))
    tried = on(hosts, 0.6, np.random.default_rng(0))
    distance = np.linalg.norm(tried - [40.0, 60.0], axis=-1)
    assert distance.max() <= 6.0
    # Even over a disc, half of the places lie outside of 1 / sqrt(2) of the reach.
    assert np.median(distance) == pytest.approx(6.0 / np.sqrt(2), rel=0.1)


def test_a_cell_beside_another_lies_at_the_wanted_distance():
    others = Discs(np.array([[10.0, 20.0], [30.0, 40.0]]), np.array([5.0, 5.0]))
    tried = beside(others, np.array([7.0, 9.0]), np.random.default_rng(0))
    distance = np.linalg.norm(tried - others.centre[:, None], axis=-1)
    np.testing.assert_allclose(distance, [[7.0] * tried.shape[1], [9.0] * tried.shape[1]])


def test_clumps_put_cells_closer_together_than_chance():
    # Mean distance of two random points in a square of side 1 is 0.5214.
    def mean_distance(seed: int) -> float:
        random = np.random.default_rng(seed)
        places = Clumps.draw(256, random).places(100, random)[:, 0]
        assert ((places >= 0) & (places <= 256)).all()
        return float(_distances(Discs(places, np.zeros(100))).mean())

    assert np.mean([mean_distance(seed) for seed in range(10)]) < 0.5214 * 256 * 0.95


def test_centres_off_the_canvas_move_onto_its_edge():
    moved = Discs(np.array([[-3.0, 20.0], [300.0, 5.0]]), np.ones(2)).within(256)
    assert moved.centre.tolist() == [[0.0, 20.0], [255.0, 5.0]]
