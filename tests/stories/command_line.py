"""Runs a command as a user does, in this process: its exit status and what it printed."""

from dataclasses import dataclass

import pytest

from aescope.cli import main


@dataclass(frozen=True)
class Ran:
    """Exit status, standard output and standard error of one command."""

    status: int
    out: str
    err: str


def aescope(capsys: pytest.CaptureFixture[str], *words: object) -> Ran:
    """Run `aescope WORDS...`."""
    with pytest.raises(SystemExit) as left:
        main([str(word) for word in words])
    printed = capsys.readouterr()
    return Ran(int(left.value.code or 0), printed.out, printed.err)
