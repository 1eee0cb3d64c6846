"""Sets up `.venv/` on first use and runs aescope in it, with nothing but Python and pip there before.

    python3 run.py demo             the story in three minutes
    python3 run.py test [--long]    the tests; further words go to pytest
    python3 run.py lint             ruff and mypy
    python3 run.py WORDS...         any aescope command: python -m aescope WORDS...

With `--torch-index URL`, torch comes from that package index; `PIP_...` variables hold as for pip itself.
"""

import contextlib
import functools
import hashlib
import itertools
import os
import platform
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
# Stands in every environment that run.py began; says from what it was made once that is complete.
STAMP = VENV / "aescope-setup.txt"
LOCK, TORCH = ROOT / "requirements/lock.txt", ROOT / "requirements/torch.txt"
# Measured with torch's CPU build on Linux: 1.5 after the set-up, 1.7 once everything has been imported.
NEEDED_GB = 2.0


class Refused(Exception):
    """What keeps the set-up from starting or ending, and the mend."""


def main(words):
    """Does what the words ask for, after the set-up where that is needed; returns the exit status."""
    try:
        if sys.version_info < (3, 11):
            raise Refused(f"aescope needs Python 3.11 or newer; this is {platform.python_version()}: {sys.executable}")
        index, words = torch_index(words)
        if not words:
            raise Refused(__doc__)
        if not is_ready(index):
            with one_at_a_time():
                if not is_ready(index):
                    set_up(index)
        if words[:1] == ["test"]:
            return test(words[1:])
        if words[:1] == ["lint"]:
            return max(in_venv("ruff", "check"), in_venv("ruff", "format", "--check"), in_venv("mypy"))
    except Refused as problem:
        say(problem)
        return 2
    except KeyboardInterrupt:
        return 130
    return hand_over([str(PYTHON), "-P", "-m", "aescope", *words])


def hand_over(command):
    """Becomes the command, so that it gets every signal itself."""
    if os.name != "nt":  # where execv would give the shell back before the command is done
        os.execv(command[0], command)
    return subprocess.call(command)


def test(words):
    """Runs the tests on all cores; pytest's closing line and the coverage come last."""
    # A file's tests share what they trained, so they stay together; the stories begin, small files fill the gaps.
    workers = ["-n", "auto", "--maxprocesses", "8", "--dist", "loadfile", "--no-loadscope-reorder"]
    status = in_venv("pytest", *workers, "--cov", "--cov-report=", *words)
    report = [str(PYTHON), "-m", "coverage", "report", "--format=total"]
    percent = subprocess.run(report, stdout=subprocess.PIPE, encoding="utf-8", cwd=ROOT).stdout.strip()
    if percent.isdigit():
        print(f"Coverage: these tests ran {percent} % of the lines of src/aescope.", flush=True)
    return status


def torch_index(words):
    """The address behind `--torch-index`, None without it, and the other words."""
    if "--torch-index" not in words:
        return None, words
    at = words.index("--torch-index")
    if at + 1 == len(words):
        raise Refused("--torch-index needs the address of a package index behind it.")
    return words[at + 1], words[:at] + words[at + 2 :]


def is_ready(index):
    """Whether the environment is complete and made from what is asked for; without an index, any torch will do."""
    if not (PYTHON.exists() and STAMP.exists()):
        return False
    made_from, _, made_with = STAMP.read_text(encoding="utf-8").partition(" ")
    return made_from == fingerprint() and index in (None, made_with)


def fingerprint():
    """Changes when the environment has to be made anew."""
    parts = [path.read_bytes() for path in (LOCK, TORCH, ROOT / "pyproject.toml")]
    parts += [str(part).encode() for part in (sys.version, sys.platform, platform.machine(), ROOT)]
    return hashlib.sha256(b"\0".join(parts)).hexdigest()


@contextlib.contextmanager
def one_at_a_time():
    """Waits for any other set-up; the system releases the lock when this process and its pip end, however they end."""
    with open(ROOT / ".venv.lock", "a") as file:
        os.set_inheritable(file.fileno(), True)
        if os.name == "nt":
            import msvcrt

            take = functools.partial(msvcrt.locking, file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            take = functools.partial(fcntl.flock, file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        for attempt in itertools.count():
            try:
                take()
                break
            except OSError:
                if attempt == 0:
                    say(f"Waiting for another set-up of {VENV} ...")
                time.sleep(0.5)
        yield


def set_up(index):
    """Makes the environment from nothing. The stamp is completed last: what was interrupted is begun again."""
    try:
        import ensurepip  # noqa: F401
        import venv
    except ImportError:
        package = "python{}.{}-venv".format(*sys.version_info)
        raise Refused(f"This Python lacks `venv`. On Debian and Ubuntu: sudo apt install {package}") from None
    if VENV.exists() and not STAMP.exists():
        raise Refused(f"{VENV} was not made by run.py, which would replace it. Move it away, then try again.")
    shutil.rmtree(VENV, ignore_errors=True)
    free = shutil.disk_usage(ROOT).free / 1e9
    say(f"Setting up {VENV}, once: needs {NEEDED_GB} GB of disk, {free:.1f} GB are free.")
    if free < NEEDED_GB:
        raise Refused(f"That is too little disk space. Free some, or move {ROOT} to another disk.")
    if sys.platform == "linux" and not index:
        say("(Where pip finds torch with CUDA, 4 GB more; --torch-index URL takes another build, see README.)")
    start = time.monotonic()
    VENV.mkdir(exist_ok=True)
    STAMP.write_text("unfinished", encoding="utf-8")
    say("[1/4] an environment of its own")
    venv.create(VENV, symlinks=os.name != "nt", with_pip=True)
    say("[2/4] what aescope and its tests need, each package checked against its hash")
    pip_install("--require-hashes", "--no-deps", "-r", str(LOCK))
    say(f"[3/4] {TORCH.read_text(encoding='utf-8').strip()}")
    pip_install("-r", str(TORCH), *(["--index-url", index] if index else []))
    say("[4/4] aescope")
    pip_install("--no-deps", "--no-build-isolation", "-e", str(ROOT))
    STAMP.write_text(f"{fingerprint()} {index or ''}", encoding="utf-8")
    say(f"Ready after {time.monotonic() - start:.0f} s.")


def pip_install(*words):
    """Runs pip and, on a terminal, shows where it is; on a failure, the end of what it said."""
    command = [str(PYTHON), "-m", "pip", "install", "--no-compile", "--no-input", "--disable-pip-version-check", *words]
    pip = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
        close_fds=False,  # a pip that outlives a killed run.py goes on holding the lock
    )
    said = []
    for line in pip.stdout:
        said.append(line)
        if sys.stderr.isatty() and line.startswith(("Collecting", "Installing")):
            sys.stderr.write(f"\r{line.strip()[:75]:75}\r")
    if pip.wait() != 0:
        raise Refused("".join(said[-25:]) + "\npip could not go on, see above. The next start begins the set-up again.")


def in_venv(module, *words):
    """Runs a module of the environment in the project's folder; returns the exit status."""
    return subprocess.call([str(PYTHON), "-m", module, *words], cwd=ROOT)


def say(text):
    """Prints where it does not mix with what a command prints."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
