"""Pictures beside one another on a scale that is stated, and the views that this scale makes necessary."""

from dataclasses import replace

import numpy as np
import pytest

from aescope.report.comparison import ERROR, compare, range_of
from tests.factories import black, frozen, learned


def labels(outcome):
    return [view.label for view in compare(outcome.run, outcome.images).views]


def test_original_before_after_and_error_share_a_scale_as_wide():
    comparison = compare(learned().run, learned().images)
    assert labels(learned()) == ["original", "before", "after", ERROR]
    assert {view.scale for view in comparison.same_scale} == {comparison.scale}
    error = comparison.views[-1]
    assert error.scale.low == 0
    assert error.scale.high == pytest.approx(comparison.scale.width)
    assert error.values == pytest.approx(np.abs(comparison.views[2].values - comparison.originals), abs=1e-6)


def test_held_out_pictures_come_first_and_half_are_from_training():
    names = compare(learned().run, learned().images).names
    assert [name.split(", ")[1] for name in names] == ["held out", "held out", "training", "training"]
    assert compare(learned().run, learned().images, most=1).names == names[:1]


def test_white_because_all_is_brighter_is_said_and_shown_on_0_to_1_and_stretched():
    comparison = compare(black().run, black().images)
    after = next(view for view in comparison.views if view.label == "after")
    assert all(says.endswith("all above white") for says in after.says)
    assert [view.label for view in comparison.views if not view.on_common_scale] == [
        "original, on 0 to 1",
        "before, on 0 to 1",
        "after, on 0 to 1",
        "before, stretched",
        "after, stretched",
    ]


def test_without_a_last_activation_there_is_no_0_to_1_view():
    assert "original, on 0 to 1" not in labels(frozen())


def test_pictures_that_the_scale_shows_are_not_stretched():
    assert not any(label.endswith("stretched") for label in labels(learned()))


def test_a_run_without_photographs_has_nothing_to_compare():
    outcome = learned()
    assert compare(replace(outcome.run, photographs=()), outcome.images) is None
    assert compare(replace(outcome.run, shown=np.zeros(0, np.int64)), outcome.images) is None
    assert compare(None, outcome.images) is None


@pytest.mark.parametrize(
    ("values", "says"),
    [
        ([0.25, 0.25], "0.25 everywhere"),
        ([-1.0, 2.0], "-1 to 2"),
        ([1.0, np.nan, 2.0], "1 to 2, 1 values not finite (magenta)"),
        ([np.nan], "no finite value (magenta)"),
    ],
)
def test_ranges_in_words(values, says):
    assert range_of(np.array(values)) == says
