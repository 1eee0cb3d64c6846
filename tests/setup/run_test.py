"""`run.py`: sets up once, notices what was interrupted, refuses with the mend, and passes words on.

Packages are installed by a stand-in here; the real set-up is what starts every test run in a fresh clone.
"""

import ast
import importlib.util
import multiprocessing
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType

import pytest

_RUN = Path(__file__).parents[2] / "run.py"


class _Environment:
    """A project folder with its `run.py`, and the steps of the set-up that were taken there."""

    def __init__(self, root: Path, run: ModuleType) -> None:
        self.root = root
        self.run = run
        self.steps: list[str] = []
        self.words: list[str] = []


@pytest.fixture
def project(tmp_path, monkeypatch) -> _Environment:
    environment = _Environment(tmp_path, _load(tmp_path))
    run = environment.run

    def make_venv(folder, **options):
        environment.steps.append("venv")
        run.PYTHON.parent.mkdir(parents=True)
        run.PYTHON.touch()

    def start(command):
        environment.steps.append("start")
        environment.words = command

    monkeypatch.setattr("venv.create", make_venv)
    monkeypatch.setattr(run, "pip_install", lambda *words: environment.steps.append(" ".join(words)))
    monkeypatch.setattr(run, "hand_over", start)
    return environment


def _load(root: Path) -> ModuleType:
    """`run.py` as it is, with `root` as its project folder."""
    (root / "requirements").mkdir(exist_ok=True)
    for name, text in {
        "requirements/lock.txt": "x==1",
        "requirements/torch.txt": "torch==2",
        "pyproject.toml": "",
    }.items():
        (root / name).write_text(text, encoding="utf-8")
    (root / "run.py").write_bytes(_RUN.read_bytes())
    spec = importlib.util.spec_from_file_location("run_under_test", root / "run.py")
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    return run


def test_the_first_start_sets_up_and_passes_the_words_on(project, capsys):
    project.run.main(["check", "my notebook.md"])
    lock, torch, itself = project.steps[1:4]
    assert project.steps[0] == "venv"
    assert "--require-hashes" in lock
    assert torch == f"-r {project.root / 'requirements/torch.txt'}"
    assert itself.endswith(f"-e {project.root}")
    assert project.steps[4:] == ["start"]
    assert project.words[1:] == ["-P", "-m", "aescope", "check", "my notebook.md"]
    said = capsys.readouterr()
    assert "GB are free" in said.err
    assert said.out == ""


def test_the_second_start_sets_nothing_up(project):
    project.run.main(["demo"])
    project.steps.clear()
    project.run.main(["demo"])
    assert project.steps == ["start"]


@pytest.mark.parametrize("file", ["requirements/lock.txt", "requirements/torch.txt", "pyproject.toml"])
def test_a_changed_requirement_sets_up_again(project, file):
    project.run.main(["demo"])
    (project.root / file).write_text("y==2", encoding="utf-8")
    project.steps.clear()
    project.run.main(["demo"])
    assert project.steps[0] == "venv"


def test_a_moved_project_sets_up_again(project):
    project.run.main(["demo"])
    elsewhere = project.root / "elsewhere"
    shutil.copytree(project.run.VENV, elsewhere / ".venv")
    assert project.run.is_ready(None)
    assert not _load(elsewhere).is_ready(None)


def test_an_interrupted_set_up_is_begun_again(project, monkeypatch):
    monkeypatch.setattr(project.run, "pip_install", _interrupt)
    assert project.run.main(["demo"]) == 130
    assert project.run.PYTHON.exists()
    (project.run.VENV / "half").touch()
    monkeypatch.setattr(project.run, "pip_install", lambda *words: None)
    project.run.main(["demo"])
    assert project.steps == ["venv", "venv", "start"]
    assert not (project.run.VENV / "half").exists()


def _interrupt(*words):
    raise KeyboardInterrupt


def test_a_failing_pip_says_why_and_starts_nothing(project, monkeypatch, capfd):
    monkeypatch.undo()
    monkeypatch.setattr(project.run, "PYTHON", Path(sys.executable))
    with pytest.raises(project.run.Refused, match=r"(?s)no such.lock.*next start"):
        project.run.pip_install("--no-index", "-r", str(project.root / "no such.lock"))


def test_an_index_for_torch_is_used_for_torch_alone(project):
    project.run.main(["--torch-index", "file:///wheels", "demo"])
    assert [step for step in project.steps if "--index-url" in step] == [
        f"-r {project.root / 'requirements/torch.txt'} --index-url file:///wheels"
    ]
    assert project.words[4:] == ["demo"]


def test_another_index_sets_up_again_and_none_keeps_the_torch_that_is_there(project):
    project.run.main(["demo"])
    assert not project.run.is_ready("file:///wheels")
    project.run.main(["demo", "--torch-index", "file:///wheels"])
    assert project.run.is_ready("file:///wheels")
    assert project.run.is_ready(None)


def test_an_index_without_its_address_is_refused(project, capsys):
    assert project.run.main(["demo", "--torch-index"]) == 2
    assert "needs the address" in capsys.readouterr().err


def test_too_little_disk_space_is_refused_before_anything_is_written(project, monkeypatch, capsys):
    monkeypatch.setattr(project.run, "NEEDED_GB", 1e9)
    assert project.run.main(["demo"]) == 2
    assert "too little disk space" in capsys.readouterr().err
    assert not project.run.VENV.exists()


def test_an_environment_that_someone_else_made_is_left_alone(project, capsys):
    (project.run.VENV / "lib").mkdir(parents=True)
    assert project.run.main(["demo"]) == 2
    assert "Move it away" in capsys.readouterr().err
    assert (project.run.VENV / "lib").exists()


def test_a_python_without_venv_is_told_the_package(project, monkeypatch, capsys):
    monkeypatch.setitem(sys.modules, "ensurepip", None)
    assert project.run.main(["demo"]) == 2
    assert f"python{sys.version_info.major}.{sys.version_info.minor}-venv" in capsys.readouterr().err


def test_an_old_python_is_told_which_one_is_needed(project, monkeypatch, capsys):
    monkeypatch.setattr(sys, "version_info", (3, 8, 18))
    assert project.run.main(["demo"]) == 2
    assert "needs Python 3.11 or newer" in capsys.readouterr().err


def test_an_old_python_can_read_the_file_that_refuses_it():
    ast.parse(_RUN.read_text(encoding="ascii"), feature_version=(3, 8))


def test_no_words_explain_the_words_and_set_nothing_up(project, capsys):
    assert project.run.main([]) == 2
    assert "python3 run.py demo" in capsys.readouterr().err
    assert project.steps == []


def test_of_two_set_ups_at_once_the_second_waits(tmp_path):
    _load(tmp_path)
    context = multiprocessing.get_context("spawn")
    log = context.Queue()
    both = [context.Process(target=_hold, args=(str(tmp_path / "run.py"), log)) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join(timeout=60)
    events = [log.get(timeout=10) for _ in range(4)]
    assert [what for what, _ in events] == ["in", "out", "in", "out"]
    assert events[0][1] == events[1][1] != events[2][1]


def _hold(run_file: str, log) -> None:
    """Holds the lock of a project for a moment and logs, with its process id, when it got and gave it."""
    spec = importlib.util.spec_from_file_location("run_under_test", run_file)
    run = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(run)
    with run.one_at_a_time():
        log.put(("in", os.getpid()))
        time.sleep(0.3)
        log.put(("out", os.getpid()))


@pytest.mark.skipif(os.name == "nt", reason="Windows gives no lock on to a child")
def test_a_pip_that_outlives_its_killed_set_up_holds_the_lock(tmp_path):
    _load(tmp_path)
    module = tmp_path / "pip"
    module.mkdir()
    (module / "__init__.py").touch()
    (module / "__main__.py").write_text("import time, pathlib\ntime.sleep(1)\npathlib.Path('ended').touch()")
    dying = (
        "import os, sys, threading, time, run\nrun.PYTHON = sys.executable\n"
        "threading.Timer(0.4, os._exit, [9]).start()\nwith run.one_at_a_time():\n    run.pip_install()"
    )
    next_one = "import pathlib, run\nwith run.one_at_a_time():\n    print(pathlib.Path('ended').exists())"
    assert subprocess.run([sys.executable, "-c", dying], cwd=tmp_path, timeout=30).returncode == 9
    done = subprocess.run([sys.executable, "-c", next_one], cwd=tmp_path, timeout=30, capture_output=True, text=True)
    assert done.stdout.strip() == "True"
    assert "Waiting" in done.stderr


def test_a_set_up_that_died_locks_nobody_out(tmp_path):
    _load(tmp_path)
    dying = "import os, run\nwith run.one_at_a_time():\n    os._exit(9)"
    living = "import run\nwith run.one_at_a_time():\n    print('free')"
    assert subprocess.run([sys.executable, "-c", dying], cwd=tmp_path, timeout=30).returncode == 9
    done = subprocess.run([sys.executable, "-c", living], cwd=tmp_path, timeout=30, capture_output=True, text=True)
    assert done.stdout.strip() == "free"
