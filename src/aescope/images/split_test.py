import numpy as np
import pytest

from aescope.errors import ImagesError
from aescope.images.geometry import cut_images
from aescope.images.split import split
from aescope.records import Step
from tests.small_images import asked, counts, images_of


def grouped(*groups):
    return images_of(counts(len(groups), 8, 8, 1), groups=groups, training=[])


def sides(images):
    groups = [picture.group for picture in images.pictures]
    return {groups[each] for each in images.training}, {groups[each] for each in images.held_out}


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize(("count", "held"), [(5, 1), (7, 1), (12, 2), (25, 5), (100, 20)])
def test_a_fifth_of_the_groups_is_held_out_and_at_least_one(count, held, seed):
    images = split(grouped(*(f"w{number // 2}" for number in range(2 * count))), asked(), seed=seed)
    training, out = sides(images)
    assert len(out) == held
    assert not training & out
    assert sorted([*images.training, *images.held_out]) == list(range(2 * count))
    assert images.history[-1].step.arguments == {"held_out": 0.2, "by": "group", "seed": seed}


def test_a_seed_draws_the_same_and_another_differently():
    images = grouped(*(f"w{number}" for number in range(50)))
    first, again, other = (split(images, asked(), seed=seed).held_out.tolist() for seed in (0, 0, 1))
    assert first == again != other


def test_the_validation_split_overrules():
    images = split(grouped(*"abcdefghij"), asked(validation_split="0.4"), seed=0)
    assert len(images.held_out) == 4


def test_under_five_wells_it_is_by_picture_with_a_note():
    images = split(grouped(*("A01",) * 6, *("A02",) * 6), asked(), seed=0)
    assert len(images.held_out) == 2
    assert "2 group(s) are too few to hold one out: split by picture" in images.notes[-1].says


def test_five_wells_need_no_note():
    assert not split(grouped(*"ABCDE" * 2), asked(), seed=0).notes


def test_wells_that_were_asked_for_are_not_parted():
    images = split(grouped(*("A01",) * 6, *("A02",) * 6), asked(split_by="well"), seed=0)
    training, out = sides(images)
    assert (len(training), len(out)) == (1, 1)
    assert "2 groups only" in images.notes[-1].says


@pytest.mark.parametrize("seed", range(8))
def test_tiles_of_one_picture_are_never_parted(seed):
    images = cut_images(grouped("a", "b"), [Step("tile", {"height": 4, "width": 4, "stride": 1})])
    images = split(images, asked(), seed=seed)
    training, out = sides(images)
    assert len(images.pictures) == 50
    assert (len(training), len(out)) == (1, 1)


def test_tiles_of_a_single_picture_are_split_with_a_note_unless_they_overlap():
    apart = cut_images(grouped("a"), [Step("tile", {"height": 2, "width": 2, "stride": 0})])
    images = split(apart, asked(), seed=0)
    assert (len(images.training), len(images.held_out)) == (13, 3)
    assert "of the same picture" in images.notes[-1].says
    overlapping = cut_images(grouped("a"), [Step("tile", {"height": 2, "width": 2, "stride": 1})])
    with pytest.raises(ImagesError, match="one picture only"):
        split(overlapping, asked(), seed=0)


def test_a_single_picture_cannot_be_split():
    with pytest.raises(ImagesError, match="cells has one picture only"):
        split(grouped("a"), asked(), seed=0)


def test_indices_are_whole_numbers_in_order():
    images = split(grouped(*"abcdefghij"), asked(), seed=3)
    assert images.training.dtype == np.int64
    assert images.training.tolist() == sorted(images.training.tolist())
