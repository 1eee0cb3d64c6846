"""Drawings are escaped, axes are straight, labels stay apart."""

import pytest

from aescope.report.svg import Axis, apart, drawing, element, path, tick_labels


def test_whatever_is_written_into_a_drawing_is_text():
    hostile = '"><script>alert(1)</script>'
    drawn = drawing(10, 10, element("text", hostile, class_=hostile), title=hostile)
    assert "<script>" not in drawn
    assert drawn.count("&lt;script&gt;") == 3


def test_attributes_are_written_as_svg_names_them():
    assert element("path", class_="a", stroke_width=1.5, x=2.0) == '<path class="a" stroke-width="1.5" x="2"></path>'


def test_one_point_is_a_dot_and_several_a_line():
    assert path([(1, 2)], "line").startswith("<circle")
    assert 'd="M1 2 L3 4"' in path([(1, 2), (3, 4)], "line")


def test_values_stand_where_their_share_of_the_axis_is():
    assert Axis(0, 10, 100, 200).at(2.5) == 125
    assert Axis(0, 10, 100, 200).at(99) == 200
    assert Axis(1e-8, 1, 0, 8, logarithmic=True).at(1e-2) == pytest.approx(6)
    assert Axis(1e-8, 1, 0, 8, logarithmic=True).at(0) == 0


@pytest.mark.parametrize(
    ("axis", "ticks"),
    [
        (Axis(0, 1, 0, 1), [0, 0.2, 0.4, 0.6, 0.8, 1]),
        (Axis(-1907.8, -1905.1, 0, 1), [-1907.5, -1907, -1906.5, -1906, -1905.5]),
        (Axis(0.5, 2e3, 0, 1, True), [1, 10, 100, 1000]),
        (Axis(2, 5, 0, 1, True), [2, 5]),
    ],
)
def test_ticks_are_round(axis, ticks):
    assert axis.ticks() == pytest.approx(ticks)


def test_labels_have_the_digits_that_tell_them_apart():
    assert tick_labels([1.44577e-7, 1.44578e-7]) == ["1.44577e-07", "1.44578e-07"]
    assert tick_labels([0.2, 0.4]) == ["0.2", "0.4"]


def test_labels_move_only_as_far_as_they_must():
    assert apart([10, 50, 90], 15, 0, 100) == [10, 50, 90]
    assert apart([50, 50, 50], 15, 0, 100) == [50, 65, 80]
    assert apart([98, 99, 97], 15, 0, 100) == [85, 100, 70]
