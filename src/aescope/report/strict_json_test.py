"""JSON without NaN, with every bit of a float and with reasons."""

import json

import numpy as np
import pytest

from aescope.report.strict_json import dumps, plain


def read(text):
    def refuse(constant):
        raise AssertionError(constant)

    return json.loads(text, parse_constant=refuse)


def test_floats_come_back_bit_for_bit():
    values = [1.445775e-07, 0.1 + 0.2, float(np.float32(0.1)), -1907.8, 5e-324]
    assert read(dumps({"values": values}))["values"] == values


def test_a_number_that_is_not_finite_is_null_with_its_reason_beside_it():
    made = plain({"loss": [1.0, float("nan"), float("inf")], "skill": float("-inf"), "count": 3})
    assert made["loss"] == [1.0, None, None]
    assert made["skill"] is None
    assert made["why_null"] == "loss: not finite at 2, 3 (counted from 1); skill: -inf"


def test_a_reason_that_is_there_already_is_kept():
    made = plain({"skill": float("nan"), "why_null": "the pictures do not vary"})
    assert made["why_null"] == "the pictures do not vary; skill: nan"


def test_finite_numbers_need_no_reason():
    assert plain({"loss": [1.0], "inner": {"skill": 0.5}}) == {"loss": [1.0], "inner": {"skill": 0.5}}


def test_arrays_numpy_numbers_and_points_become_plain():
    made = plain({"a": np.arange(2), "b": np.float32(0.5), "c": np.array([[np.nan, 1.0]]), "d": (1, 2), "e": True})
    assert made["a"] == [0, 1]
    assert made["b"] == 0.5
    assert made["c"] == [[None, 1.0]]
    assert made["d"] == [1, 2]
    assert made["e"] is True


def test_what_is_no_json_is_refused_rather_than_written():
    with pytest.raises(ValueError):
        json.dumps(float("nan"), allow_nan=False)
    assert "NaN" not in dumps({"x": float("nan")})
