"""The lock: complete, hashed, without addresses and without what cannot be used on a machine that has no GPU."""

import re
import tomllib
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_LOCK = (_ROOT / "requirements/lock.txt").read_text(encoding="utf-8")
_PROJECT = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def _name(requirement: str) -> str:
    """The name that a requirement begins with, spelt as package indexes compare names."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement)[0]).lower()


_ENTRIES = {_name(entry): entry for entry in re.split(r"\n(?=\w)", _LOCK)}


def test_the_lock_holds_neither_cuda_nor_torch_nor_what_drags_them_in():
    banned = re.compile(r"torch|torchvision|torchaudio|triton|nvidia-.*|cuda-.*|lpips|tensorflow.*|keras")
    assert [name for name in _ENTRIES if banned.fullmatch(name)] == []


def test_the_lock_holds_no_address():
    assert not re.search(r"://|--(extra-)?index-url|--find-links", _LOCK)


def test_every_package_is_pinned_to_one_version_and_hashed():
    assert [name for name, entry in _ENTRIES.items() if not re.match(r"[\w.-]+==[\w.]+ ", entry)] == []
    assert [name for name, entry in _ENTRIES.items() if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("part", ["core", "test", "dev"])
def test_the_lock_holds_everything_that_the_project_names(part):
    extras = _PROJECT["project"]["optional-dependencies"]
    named = _PROJECT["project"]["dependencies"] if part == "core" else extras[part]
    assert {_name(requirement) for requirement in named} - {"torch"} <= set(_ENTRIES)


def test_the_lock_holds_what_builds_the_project():
    assert {_name(requirement) for requirement in _PROJECT["build-system"]["requires"]} <= set(_ENTRIES)


def test_what_torch_itself_needs_is_locked_for_the_torch_that_is_installed():
    (torch,) = _PROJECT["tool"]["uv"]["dependency-metadata"]
    assert (_ROOT / "requirements/torch.txt").read_text(encoding="utf-8").strip() == f"torch=={torch['version']}"
    assert {_name(requirement) for requirement in torch["requires-dist"]} <= set(_ENTRIES)
