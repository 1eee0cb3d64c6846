"""Options are read or refused in words; help can be read without loading what is slow."""

import pytest

from aescope.cli import _keys, _pairs
from aescope.errors import UsageError
from tests.stories.command_line import aescope


def test_named_options_keep_equal_signs_in_their_values():
    assert _pairs(["cells=a=b", "CIFAR=c"], "--data") == {"cells": "a=b", "CIFAR": "c"}


@pytest.mark.parametrize("text", ["cells", "=place", "cells="])
def test_a_named_option_without_name_or_value_is_refused(text):
    with pytest.raises(UsageError, match="NAME=VALUE"):
        _pairs([text], "--data")


def test_keys_are_parted_by_commas_or_blanks():
    assert _keys(["1,4.1 6", "old-records"]) == ("1", "4.1", "6", "old-records")


@pytest.mark.parametrize("command", ["run", "check", "demo", "simulate"])
def test_every_command_explains_itself(capsys, command):
    ran = aescope(capsys, command, "--help")
    assert ran.status == 0
    assert "NOTEBOOK" in ran.out or command in ran.out


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (["run", "x.md", "--nonsense"], "--nonsense"),
        (["run", "x.md", "--seeds", "0"], "at least 1"),
        (["run", "x.md", "--device", "abacus"], "one of auto"),
        (["run", "x.md", "--keras", "1"], "one of 3"),
        (["check", "nowhere.md"], "nowhere.md"),
        (["run"], "NOTEBOOK"),
        (["simulate", "x", "--kind", "liver"], "one of cells"),
    ],
)
def test_wrong_usage_exits_with_two_and_says_what_was_expected(capsys, tmp_path, monkeypatch, words, says):
    monkeypatch.chdir(tmp_path)
    ran = aescope(capsys, *words)
    assert ran.status == 2
    assert says in ran.err
    assert list(tmp_path.iterdir()) == []
