"""Keeps big buffers between steps: glibc gives every large block back to the kernel and asks for it anew.

A step of a picture network allocates hundreds of megabytes in blocks of a few. Each time the kernel hands out a fresh
block it has to clear every page of it, which costs about as much as the arithmetic
(docs/decisions/0030-big-buffers-are-kept.md has the measurement).
"""

import ctypes
import platform
import sys

# glibc's malloc.h.
_TRIM_THRESHOLD, _TOP_PAD, _MMAP_MAX = -1, -2, -4
# Bytes asked for beyond what is needed when the heap grows, so that it grows rarely.
_AHEAD = 64 << 20


def keep_big_buffers() -> bool:
    """Tell glibc to serve large blocks from its heap and to keep what is freed; True where that took effect.

    It holds for the whole process. Anywhere else (macOS, Windows, musl) nothing is done.
    """
    libc = _glibc()
    if libc is None:
        return False
    return all(
        libc.mallopt(option, value) == 1
        for option, value in ((_MMAP_MAX, 0), (_TRIM_THRESHOLD, 2**31 - 1), (_TOP_PAD, _AHEAD))
    )


def give_back() -> None:
    """Hand the kernel what the heap keeps and nobody uses; after a training."""
    libc = _glibc()
    if libc is not None:
        libc.malloc_trim(0)


def _glibc() -> ctypes.CDLL | None:
    if sys.platform != "linux" or platform.libc_ver()[0] != "glibc":
        return None
    try:
        return ctypes.CDLL("libc.so.6")
    except OSError:
        return None
