"""Numbers as people read them."""

import math

import pytest

from aescope.report.numbers import number, percent, plural, shape, signed, skill, spread_of, values_of, varies_by


@pytest.mark.parametrize(
    ("value", "digits", "text"),
    [
        (0.0, 3, "0"),
        (1.445775e-07, 7, "1.445775e-07"),
        (-1907.8, 5, "-1,907.8"),
        (0.5731234, 3, "0.573"),
        (12345.678, 3, "12,300"),
        (65535.0, 5, "65,535"),
        (1.0, 3, "1"),
        (0.1 + 0.2, 7, "0.3"),
        (0.0009996, 3, "0.001"),
        (123456.0, 3, "1.23e+05"),
        (math.nan, 3, "not finite"),
        (-math.inf, 3, "not finite"),
        (None, 3, "not known"),
    ],
)
def test_a_number_has_the_digits_that_were_asked_for(value, digits, text):
    assert number(value, digits) == text


def test_small_things_are_told_from_nothing():
    assert percent(0.0) == "0 %"
    assert percent(0.00123) == "0.12 %"
    assert percent(0.0149) == "1 %"
    assert percent(None) == "not known"


def test_skills_are_short_while_they_mean_something():
    assert skill(0.934, (0.91, 0.951)) == "0.93 (0.91 to 0.95)"
    assert signed(-2.3e18) == "-2.3e+18"
    assert skill(None, None) == "not known"
    assert signed(-0.001) == "0.00"


def test_a_large_share_is_told_as_times():
    assert varies_by(0.001).endswith("is 0.1 % of the originals'")
    assert varies_by(323.86).endswith("is 324 times the originals'")
    assert varies_by(None).endswith("not known")


def test_words_around_numbers():
    assert plural(1, "picture") == "1 picture"
    assert plural(1200, "picture") == "1,200 pictures"
    assert shape((25, 25, 16)) == "25 x 25 x 16"
    assert shape(None) == "not known"
    assert spread_of(0.5, 0.5) == "0.5"
    assert spread_of(0.0, 3.1e-9) == "0 to 3.1e-09"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1e-7, "1e-07"),
        (250.0, "250"),
        (1 / 3, "0.3333333333333333"),
        ((2, 2), "(2, 2)"),
        (True, "True"),
        (None, "None"),
    ],
)
def test_arguments_are_short_and_exact(value, text):
    assert values_of(value) == text
