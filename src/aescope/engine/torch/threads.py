"""How many threads compute: as many as OMP_NUM_THREADS says, else as many as this process may use."""

import os
from collections.abc import Mapping
from pathlib import Path

_QUOTA = Path("/sys/fs/cgroup/cpu.max")


def thread_count(environment: Mapping[str, str] = os.environ, quota: Path = _QUOTA) -> int:
    """At least 1; a container's share of the processors counts where Linux tells it."""
    asked = environment.get("OMP_NUM_THREADS", "").split(",")[0].strip()
    if asked.isdigit() and int(asked) > 0:
        return int(asked)
    available = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min(available, _quota(quota) or available))


def _quota(path: Path) -> int | None:
    """Whole processors of a cgroup's `cpu.max` ("200000 100000" is 2), None where there is no limit."""
    try:
        limit, period = path.read_text(encoding="ascii").split()
        return max(1, int(limit) // int(period))
    except (OSError, ValueError, ZeroDivisionError):
        return None
