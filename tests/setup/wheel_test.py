"""What someone gets who installs aescope without cloning it."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> zipfile.ZipFile:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(command, cwd=_ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 0, done.stderr
    (path,) = folder.glob("*.whl")
    with zipfile.ZipFile(path) as opened:
        yield opened


def test_the_wheel_holds_every_source_file_and_no_test(wheel):
    source = _ROOT / "src"
    files = {path.relative_to(source).as_posix() for path in source.rglob("*.py") if not path.name.endswith("_test.py")}
    assert {name for name in wheel.namelist() if name.endswith(".py")} == files


def test_the_wheel_holds_what_is_no_python(wheel):
    assert {"aescope/py.typed", "aescope/examples/immune-cells.md"} <= set(wheel.namelist())
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in wheel.namelist())


def test_the_wheel_asks_for_what_runs_and_not_for_what_tests(wheel):
    (metadata,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
    lines = wheel.read(metadata).decode("utf-8").splitlines()
    needs = [line.removeprefix("Requires-Dist: ") for line in lines if line.startswith("Requires-Dist: ")]
    always = [need for need in needs if "extra ==" not in need]
    assert any(need.startswith("torch") for need in always)
    assert not [need for need in always if need.startswith(("pytest", "hatchling", "keras", "tensorflow"))]
