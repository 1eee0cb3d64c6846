"""The shape of the code, held by tests: siblings around records, one door per heavy dependency, nothing executed."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

_SOURCE = Path(__file__).parents[1] / "src"

# What every sibling package may lean on.
_COMMON = {"records", "registry", "source", "errors", "files"}
# The straight line and its command line, whose screen is a file of its own: they alone know all packages.
_KNOW_ALL = {"__init__", "__main__", "cli", "terminal", "study", "schedule"}

# One door per heavy dependency: where it may be imported.
_DOORS = {
    "torch": ("engine/",),
    "kornia": ("engine/", "images/alterations/"),
    "keras": ("engine/",),
    "tensorflow": ("engine/",),
    "openTSNE": ("projection/",),
    "umap": ("projection/",),
    "tifffile": ("images/sources/", "images/simulate", "report/"),
    "imagecodecs": ("images/sources/", "images/simulate", "report/"),
    "jinja2": ("report/",),
    "matplotlib": ("report/",),
}

# Seconds of import each: a command that trains nothing answers before they would have been loaded.
_SLOW = {"torch", "keras", "tensorflow", "sklearn", "openTSNE", "matplotlib"}


def _product_files(root: Path) -> Iterator[tuple[str, ast.Module]]:
    """Each source file below `root` that is no test: its path with forward slashes, and its syntax tree."""
    for path in sorted(root.rglob("*.py")):
        if not path.name.endswith("_test.py"):
            yield path.relative_to(root).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def _imported(file: str, tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Every import of a file, deep inside functions too, as line and absolute dotted name."""
    package = ["aescope", *file.split("/")[:-1]]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) + 1 - node.level] if node.level else []
            module = ".".join([*start, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{module}.{alias.name}"


def _broken_sibling_rule(root: Path) -> list[str]:
    """`FILE:LINE imports NAME` wherever a file leans on a package that it may not know."""
    broken = []
    for file, tree in _product_files(root):
        own = file.split("/")[0].removesuffix(".py")
        if own in _KNOW_ALL:
            continue
        for line, name in _imported(file, tree):
            parts = name.split(".")
            if parts[0] == "aescope" and len(parts) > 1 and parts[1] not in _COMMON | {own}:
                broken.append(f"{file}:{line} imports {name}")
    return broken


def _broken_doors(root: Path) -> list[str]:
    """`FILE:LINE imports NAME` wherever a heavy dependency comes in by another door than its own."""
    broken = []
    for file, tree in _product_files(root):
        for line, name in _imported(file, tree):
            doors = _DOORS.get(name.split(".")[0])
            if doors is not None and not file.startswith(doors):
                broken.append(f"{file}:{line} imports {name}")
    return broken


def _dangerous_calls(root: Path) -> list[str]:
    """`FILE:LINE NAME` wherever something could run or unpickle what a stranger wrote."""
    found = []
    for file, tree in _product_files(root):
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                switches = {keyword.arg for keyword in node.keywords if ast.unparse(keyword.value) == "True"}
                if (
                    called in {"exec", "eval", "compile", "__import__", "yaml.load", "yaml.unsafe_load", "torch.load"}
                    or called.startswith(("pickle.", "dill.", "joblib.load", "os.system", "os.popen"))
                    or switches & {"allow_pickle", "shell"}
                ):
                    found.append(f"{file}:{node.lineno} {called}")
            elif isinstance(node, ast.Import | ast.ImportFrom):
                names = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
                found += [f"{file}:{node.lineno} import {name}" for name in names if name in {"pickle", "dill"}]
    return found


def _late_annotations(root: Path) -> list[str]:
    """Files whose annotations could not be checked at run time."""
    late = {"__future__.annotations", "typing.TYPE_CHECKING"}
    return [
        f"{file}:{line}" for file, tree in _product_files(root) for line, name in _imported(file, tree) if name in late
    ]


def test_sibling_packages_never_import_one_another():
    assert _broken_sibling_rule(_SOURCE / "aescope") == []


def test_each_heavy_dependency_has_one_door():
    assert _broken_doors(_SOURCE / "aescope") == []


def test_nothing_runs_or_unpickles_what_a_stranger_wrote():
    assert _dangerous_calls(_SOURCE / "aescope") == []


def test_annotations_are_there_at_run_time():
    assert _late_annotations(_SOURCE / "aescope") == []


def test_every_source_folder_is_a_package():
    folders = {path.parent for path in (_SOURCE / "aescope").rglob("*.py")}
    assert [str(folder) for folder in sorted(folders) if not (folder / "__init__.py").exists()] == []


@pytest.mark.parametrize(
    "line",
    [
        "from aescope.plan.layers import conv2d",
        "from aescope import plan",
        "import aescope.plan",
        "from ..plan import layers",
        "from .. import plan",
        "def late():\n    import aescope.plan",
        "from aescope.study import run",
    ],
)
def test_an_import_of_a_sibling_is_found(tmp_path, line):
    _write(tmp_path / "rules/shape.py", line)
    assert len(_broken_sibling_rule(tmp_path)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "from aescope.records import Plan",
        "from aescope import errors",
        "from aescope.rules.cause import rank",
        "from . import cause",
        "from ..records import Plan",
        "import numpy",
    ],
)
def test_what_all_may_use_and_the_own_package_pass(tmp_path, line):
    _write(tmp_path / "rules/shape.py", line)
    assert not _broken_sibling_rule(tmp_path)


def test_the_straight_line_may_know_all_packages(tmp_path):
    _write(tmp_path / "study.py", "from aescope.plan import resolve")
    assert not _broken_sibling_rule(tmp_path)


def test_torch_by_another_door_is_found_and_by_its_own_passes(tmp_path):
    _write(tmp_path / "engine/torch/step.py", "import torch")
    assert not _broken_doors(tmp_path)
    _write(tmp_path / "probes/skill.py", "def late():\n    from torch.nn import functional")
    assert _broken_doors(tmp_path) == ["probes/skill.py:2 imports torch.nn.functional"]


@pytest.mark.parametrize(
    "line", ["eval('1')", "np.load(f, allow_pickle=True)", "yaml.load(f)", "import pickle", "run(x, shell=True)"]
)
def test_a_dangerous_call_is_found(tmp_path, line):
    _write(tmp_path / "plan/source.py", line)
    assert len(_dangerous_calls(tmp_path)) == 1


@pytest.mark.parametrize(
    "line", ["module.eval()", "np.load(f, allow_pickle=False)", "yaml.safe_load(f)", "re.compile('x')", "ast.parse(x)"]
)
def test_its_harmless_neighbour_passes(tmp_path, line):
    _write(tmp_path / "plan/source.py", line)
    assert not _dangerous_calls(tmp_path)


@pytest.mark.parametrize(
    "words",
    [["-c", "import aescope"], ["-c", "import aescope.cli"], ["-m", "aescope", "--help"], ["-m", "aescope", "check"]],
    ids=["import aescope", "import aescope.cli", "--help", "check"],
)
def test_what_trains_nothing_loads_neither_torch_nor_anything_slow(tmp_path, words):
    if words[-1] == "check":
        notebook = tmp_path / "notebook.md"
        notebook.write_text(_NOTEBOOK, encoding="utf-8")
        words = [*words, str(notebook)]
    assert not _loaded_by(words) & _SLOW


def _loaded_by(words: list[str]) -> set[str]:
    """The top-level packages that a fresh Python loads for these words, which have to succeed."""
    command = [sys.executable, "-X", "importtime", *words]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", cwd=_SOURCE, timeout=60)
    assert done.returncode == 0, done.stdout + "\n".join(
        line for line in done.stderr.splitlines() if not line.startswith("import time:")
    )
    names = [line.split("|")[2].strip() for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {name.split(".")[0] for name in names}


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


_NOTEBOOK = """\
## Model 1 - small

### Structure

```python
input_img = Input(shape=(imw, imh, c))
x = Conv2D(8, (3, 3), activation='relu', padding='same')(input_img)
encoded = MaxPooling2D((2, 2), padding='same')(x)
x = UpSampling2D((2, 2))(encoded)
decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(x)
```

### Parameters

- Optimiser = adam
- Loss function = binary crossentropy
"""
