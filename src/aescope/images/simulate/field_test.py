import time

import numpy as np
import pytest

from aescope.errors import ImagesError, UsageError
from aescope.images.simulate.cells import FIELD
from aescope.images.simulate.field import simulate_field, simulate_plate
from aescope.images.simulate.plate import PlateLayout, Well, default_layout

_WELL = default_layout("cells")["C03"]


def test_a_field_has_three_channels_of_12_bits():
    made = simulate_field(_WELL, 1)
    assert made.counts.shape == (FIELD, FIELD, 3)
    assert made.channels == ("FITC", "TexasRed", "Brightfield")
    assert made.counts.dtype == np.uint16
    assert made.counts.max() <= 4095


def test_the_same_seed_gives_the_same_field_and_another_seed_another():
    first, again, other = (simulate_field(_WELL, 3, seed).counts for seed in (5, 5, 6))
    assert (first == again).all()
    assert (first != other).mean() > 0.5


def test_fields_wells_and_plates_differ():
    same_place = Well("CK02", _WELL.row, _WELL.column, _WELL.compound, _WELL.concentration_um, _WELL.overlap)
    made = [simulate_field(_WELL, 1), simulate_field(_WELL, 2), simulate_field(same_place, 1)]
    made.append(simulate_field(default_layout("cells")["D03"], 1))
    for first in range(len(made)):
        for second in range(first):
            assert (made[first].counts != made[second].counts).mean() > 0.5


def test_a_field_made_alone_is_the_one_in_its_plate():
    layout = PlateLayout("CK01", default_layout("cells").wells[:2])
    in_plate = list(simulate_plate(layout, fields=2, seed=4))
    assert [(made.well.name, made.field) for made in in_plate] == [("B02", 1), ("B02", 2), ("C02", 1), ("C02", 2)]
    alone = simulate_field(layout.wells[1], 2, seed=4)
    assert (alone.counts == in_plate[-1].counts).all()
    assert (alone.masks == in_plate[-1].masks).all()


@pytest.mark.parametrize("size", [64, 96, 129])
def test_a_smaller_picture_is_a_cut_of_the_whole_field(size):
    whole, cut = simulate_field(_WELL, 1), simulate_field(_WELL, 1, size=size)
    assert cut.counts.shape == (size, size, 3)
    places = [
        (top, left)
        for top in range(FIELD - size + 1)
        for left in range(FIELD - size + 1)
        if (whole.counts[top, left] == cut.counts[0, 0]).all()
        and (whole.counts[top : top + size, left : left + size] == cut.counts).all()
    ]
    ((top, left),) = places
    assert (whole.masks[top : top + size, left : left + size] == cut.masks).all()


def test_small_pictures_show_stained_cells_but_not_all_in_the_middle():
    cuts = [simulate_field(well, field, size=64) for well in default_layout("cells").wells for field in (1, 2)]
    assert np.mean([cut.masks[..., 0].any() for cut in cuts]) > 0.9
    assert np.mean([cut.masks[..., 1].any() for cut in cuts]) > 0.9
    assert np.mean([cut.masks[..., 0] for cut in cuts], axis=0).max() < 0.6


def test_small_pictures_keep_background_and_noise():
    whole, cut = (np.stack([simulate_field(_WELL, f, size=size).counts for f in range(1, 9)]) for size in (FIELD, 64))
    for channel in range(2):
        assert np.percentile(cut[..., channel], 10) == pytest.approx(np.percentile(whole[..., channel], 10), rel=0.03)


@pytest.mark.parametrize("size", [7, 201, 0, -5])
def test_a_size_that_no_cut_can_have_is_refused(size):
    with pytest.raises(ImagesError, match=f"{size}x{size}.*Ask for 8 to 200"):
        simulate_field(_WELL, 1, size=size)


@pytest.mark.parametrize(("field", "seed"), [(0, 0), (1, -1)])
def test_fields_count_from_1_and_seeds_from_0(field, seed):
    with pytest.raises(UsageError, match="fields count from 1, seeds from 0"):
        simulate_field(_WELL, field, seed)


def test_the_smallest_picture_can_be_made():
    assert simulate_field(_WELL, 1, size=8).counts.shape == (8, 8, 3)


def test_stained_cells_are_brighter_than_their_surroundings():
    fields = list(simulate_plate(PlateLayout("CK01", (_WELL,)), fields=6))
    for channel in range(2):
        counts = np.stack([made.counts[..., channel] for made in fields]).astype(float)
        mask = np.stack([made.masks[..., channel] for made in fields])
        assert counts[mask].mean() > 1.3 * np.median(counts[~mask])


def test_unstained_cells_are_dark_in_all_channels():
    # A pixel in the middle of an unstained T cell is below the background by far more than the mean's noise.
    made = simulate_field(_WELL, 1)
    dark = made.counts[..., 2] < np.percentile(made.counts[..., 2], 2)
    unstained = dark & ~made.masks.any(axis=-1)
    assert unstained.sum() > 50
    for channel in range(2):
        counts = made.counts[..., channel].astype(float)
        assert counts[unstained].mean() < np.median(counts) - 5


def test_overlap_is_the_share_of_the_t_cells_on_dendritic_cells():
    made = simulate_field(default_layout("cells")["E04"], 1)
    t_cells, dendritic = made.masks[..., 0], made.masks[..., 1]
    assert made.overlap == pytest.approx((t_cells & dendritic).sum() / t_cells.sum())


def test_classes_differ_in_overlap_beyond_the_scatter_of_their_fields():
    measured: dict[str, list[float]] = {}
    for made in simulate_plate(default_layout("cells"), fields=5):
        measured.setdefault(made.well.compound, []).append(made.overlap)
    mean = {compound: np.mean(overlaps) for compound, overlaps in measured.items()}
    error = {compound: np.std(overlaps) / len(overlaps) ** 0.5 for compound, overlaps in measured.items()}
    for low, high in (("AE-101", "DMSO"), ("DMSO", "AE-202")):
        assert mean[high] - mean[low] > 3 * np.hypot(error[low], error[high])


def test_cells_are_counted_in_the_picture_alone():
    whole, cut = simulate_field(_WELL, 1), simulate_field(_WELL, 1, size=64)
    assert 0 < cut.t_cells + cut.unstained_t_cells < whole.t_cells + whole.unstained_t_cells
    assert 0 < cut.dendritic_cells <= whole.dendritic_cells


def test_a_plate_of_small_pictures_takes_less_than_a_second_a_dozen():
    simulate_field(_WELL, 1, size=64)
    start = time.process_time()
    list(simulate_plate(default_layout("cells"), fields=1, size=64))
    assert time.process_time() - start < 1.0
