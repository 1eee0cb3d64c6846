import pytest

from aescope.errors import ImagesError
from aescope.images import memory


def test_some_memory_is_free_here():
    assert 0 < memory.free_bytes() < 2**63


@pytest.mark.parametrize(
    ("size", "words"), [(17, "17 bytes"), (1536, "1.5 kB"), (80_000_000_000, "80 GB"), (3.2e15, "3200 TB")]
)
def test_sizes_are_said_in_words(size, words):
    assert memory.in_words(int(size)) == words


def test_what_fits_passes_and_what_does_not_is_refused(monkeypatch):
    monkeypatch.setattr(memory, "free_bytes", lambda: 1000)
    memory.refuse_what_cannot_fit("cells", 400, 600, "")
    with pytest.raises(ImagesError, match=r"cells needs 1\.0 kB .*1\.0 kB of memory are free\. Crop it\."):
        memory.refuse_what_cannot_fit("cells", 400, 601, "Crop it.")


@pytest.mark.skipif(not memory.Path("/proc/self/statm").exists(), reason="Linux")
def test_a_limit_of_the_process_counts():
    import subprocess
    import sys

    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**31, 2**31));"
        "from aescope.images.memory import free_bytes; assert 0 < free_bytes() < 2**31, free_bytes()"
    )
    source = memory.Path(__file__).parents[2]
    assert subprocess.run([sys.executable, "-c", code], cwd=source, timeout=60).returncode == 0
