import subprocess
import sys
from pathlib import Path

import pytest

from aescope.engine.torch import memory

_SOURCE = Path(memory.__file__).parents[3]
_ON_GLIBC = memory._glibc() is not None

# Pages that the kernel hands out while blocks of 16 MB are taken and given back twenty times.
_PROGRAM = """
import resource, sys
import numpy as np
from aescope.engine.torch.memory import keep_big_buffers
if sys.argv[1] == "kept":
    assert keep_big_buffers()
np.ones(4_000_000, np.float32)
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(20):
    np.ones(4_000_000, np.float32)
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


def _fresh_pages(how):
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM, how], capture_output=True, text=True, timeout=60, cwd=_SOURCE, check=True
    )
    return int(done.stdout)


@pytest.mark.skipif(not _ON_GLIBC, reason="glibc alone gives big blocks back to the kernel")
def test_a_block_that_was_freed_is_used_again():
    # Twenty blocks of 3,907 pages, or of at least 8 huge ones.
    assert _fresh_pages("kept") < 100 < _fresh_pages("as it is")


@pytest.mark.parametrize("platform", ["darwin", "win32"])
def test_elsewhere_nothing_is_done(monkeypatch, platform):
    monkeypatch.setattr(memory.sys, "platform", platform)
    assert memory.keep_big_buffers() is False
    memory.give_back()


def test_where_glibc_cannot_be_found_nothing_is_done(monkeypatch):
    def missing(name):
        raise OSError(name)

    monkeypatch.setattr(memory.ctypes, "CDLL", missing)
    assert memory.keep_big_buffers() is False


@pytest.mark.skipif(not _ON_GLIBC, reason="needs glibc")
def test_what_nobody_uses_can_be_handed_back():
    memory.give_back()
