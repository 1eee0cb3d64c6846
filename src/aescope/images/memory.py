"""How much memory is free, and the refusal of image sets that cannot fit it."""

import ctypes
import os
import sys
from pathlib import Path

from aescope.errors import ImagesError

# Free memory that is left for everything but pictures: libraries, the network, the system.
_SPARE = 256 * 2**20


def free_bytes() -> int:
    """Bytes that this process can still take, as far as the system tells; the largest number where it does not."""
    known = [free for free in (_of_machine(), _of_container(), _of_process()) if free is not None]
    return max(0, min(known) - _SPARE) if known else sys.maxsize


def refuse_what_cannot_fit(what: str, counts: int, pixels: int, mend: str) -> None:
    """Raise ImagesError with the figures where `counts` + `pixels` bytes are more than is free."""
    free = free_bytes()
    if counts + pixels > free:
        raise ImagesError(
            f"{what} needs {in_words(counts + pixels)} ({in_words(counts)} as stored, {in_words(pixels)} as pixels), "
            f"but {in_words(free)} of memory are free. {mend}"
        )


def in_words(size: int) -> str:
    """`3.2 GB`, `17 kB`."""
    amount = float(size)
    for unit in ("bytes", "kB", "MB", "GB", "TB"):
        if amount < 1000 or unit == "TB":
            break
        amount /= 1000
    return f"{amount:.0f} {unit}" if amount >= 10 or unit == "bytes" else f"{amount:.1f} {unit}"


def _of_machine() -> int | None:
    """What the whole machine has left, or nearly: of macOS only the total is known."""
    try:
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024
    except (OSError, ValueError):
        pass
    if sys.platform == "win32":
        return _of_windows()
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (ValueError, OSError):
        return None


def _of_windows() -> int | None:
    class Status(ctypes.Structure):
        """MEMORYSTATUSEX."""

        _fields_ = (
            ("length", ctypes.c_ulong),
            ("load", ctypes.c_ulong),
            *((name, ctypes.c_ulonglong) for name in ("total", "available", "c", "d", "e", "f", "g")),
        )

    status = Status(length=ctypes.sizeof(Status))
    kernel = getattr(ctypes, "windll").kernel32  # noqa: B009 - exists on Windows only
    return int(status.available) if kernel.GlobalMemoryStatusEx(ctypes.byref(status)) else None


def _of_container() -> int | None:
    """What the control group allows beyond what it uses; files that it has only cached can be dropped."""
    folder = Path("/sys/fs/cgroup")
    try:
        limit = int((folder / "memory.max").read_text(encoding="ascii"))
        used = int((folder / "memory.current").read_text(encoding="ascii"))
        cached = next(
            int(line.split()[1])
            for line in (folder / "memory.stat").read_text(encoding="ascii").splitlines()
            if line.startswith("inactive_file ")
        )
    except (OSError, ValueError, StopIteration):
        return None
    return limit - used + cached


def _of_process() -> int | None:
    """What `ulimit -v` allows beyond what is mapped."""
    try:
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_AS)
        if limit == resource.RLIM_INFINITY:
            return None
        mapped = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        return limit - mapped * os.sysconf("SC_PAGE_SIZE")
    except (ImportError, OSError, ValueError):
        return None
