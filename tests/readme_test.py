"""The README's own notebook and commands are true."""

import re
from pathlib import Path

import numpy as np
import pytest
import tifffile

from tests.stories.command_line import aescope

_ROOT = Path(__file__).parents[1]
_README = (_ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture
def notebook(tmp_path, monkeypatch) -> Path:
    """The notebook of the README, saved beside twelve pictures of its user, in a folder where nothing else is."""
    (text,) = re.findall(r"^````markdown\n(.*?)^````$", _README, flags=re.MULTILINE | re.DOTALL)
    path = tmp_path / "my-notebook.md"
    path.write_text(text, encoding="utf-8")
    (tmp_path / "pictures").mkdir()
    random = np.random.default_rng(0)
    for number in range(12):
        counts = random.integers(100, 4000, size=(128, 128), dtype=np.uint16)
        tifffile.imwrite(tmp_path / "pictures" / f"field {number}.tif", counts)
    monkeypatch.chdir(tmp_path)
    return path


def test_the_first_own_notebook_passes_the_check(notebook, capsys):
    checked = aescope(capsys, "check", "my-notebook.md")
    assert checked.status == 0, checked.err


def test_the_first_own_notebook_runs_and_writes_what_the_readme_says(notebook, capsys):
    ran = aescope(capsys, "run", "my-notebook.md", "--epochs", 1)
    assert ran.status == 0, ran.err
    written = notebook.with_name("my-notebook-aescope")
    named = re.findall(r"^\| `(\S+)` \|", _README, flags=re.MULTILINE)
    assert named
    for name in named:
        assert list(written.glob(name.replace("KEY/SEED/", "*/*/"))), f"{name} was not written"
    assert (written / "results/model1_output.png").exists()
    kept = re.sub(
        r"<!-- aescope:(\S+):begin -->.*?<!-- aescope:\1:end -->\n+",
        "",
        (written / "notebook.md").read_text(encoding="utf-8"),
        flags=re.DOTALL,
    )
    assert kept.split() == notebook.read_text(encoding="utf-8").split()


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", _README)) - {"results/model1_output.png"}))
def test_what_the_readme_links_is_there(link):
    assert (_ROOT / link).exists()


@pytest.mark.parametrize("command", sorted(set(re.findall(r"run\.py (\w+)", _README)) - {"test", "lint"}))
def test_every_command_of_the_readme_has_its_help(command, capsys):
    helped = aescope(capsys, command, "--help")
    assert helped.status == 0
    assert "usage" in helped.out.lower()


@pytest.mark.parametrize(
    "option", sorted(set(re.findall(r"(?<!-)(--[a-z][a-z-]+)", _README)) - {"--torch-index", "--help"})
)
def test_every_option_of_the_readme_is_one(option, capsys):
    shown = "".join(aescope(capsys, command, "--help").out for command in ("run", "demo"))
    assert option in shown
