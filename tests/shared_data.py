"""Finds the real pictures that lie beside the repository where there are any; no clone carries them."""

from pathlib import Path

import pytest

_SHARED = Path(__file__).parents[2] / "shared"


def shared(*parts: str) -> Path:
    """The path `../shared/PART/PART...`; skips the test that asks where it is missing."""
    path = _SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"needs ../shared/{'/'.join(parts)}: not part of a clone")
    return path
