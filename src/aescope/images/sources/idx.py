"""MNIST's idx files, packed with gzip or not; the labels lie in a file beside."""

import gzip
import math
from functools import partial
from pathlib import Path

import numpy as np

from aescope.images.array_layout import Layout, layout_of
from aescope.images.header import Block, Header, Unreadable, head_of
from aescope.images.sources import picture_format
from aescope.records import ImageRequest

_GZIP = b"\x1f\x8b"
# The third byte of an idx file: how its numbers are stored, big-endian.
_KINDS = {0x08: ">u1", 0x09: ">i1", 0x0B: ">i2", 0x0C: ">i4", 0x0D: ">f4", 0x0E: ">f8"}


def _begins(start: bytes, file: Path) -> bool:
    """Two zero bytes, a type and a count of axes; inside gzip any content is tried."""
    if start.startswith(_GZIP):
        return True
    return len(start) > 4 and start[:2] == b"\0\0" and start[2] in _KINDS and 1 <= start[3] <= 4


@picture_format("idx", names=r"idx[34]-ubyte(\.gz)?$", begins=_begins)
def look(file: Path, request: ImageRequest) -> Header:
    """Shape and type from the header, the labels from the file beside; the pictures are not unpacked."""
    shape, kind, _ = _header(file)
    if len(shape) not in (3, 4):
        raise Unreadable(f"is an idx file of {len(shape)} axis or axes: labels, not pictures")
    layout = layout_of(shape, kind.newbyteorder("="), request.pages)
    return layout.header("idx", partial(_decode, file, layout), _labels(file, shape[0]))


def _header(file: Path) -> tuple[tuple[int, ...], np.dtype[np.generic], int]:
    """Shape, type, and where the numbers begin."""
    start = _content(file, 20)
    if not _begins(start, file) or start.startswith(_GZIP):
        raise Unreadable("is packed with gzip, but holds no idx file")
    axes = start[3]
    shape = tuple(int.from_bytes(start[4 + 4 * axis : 8 + 4 * axis], "big") for axis in range(axes))
    return shape, np.dtype(_KINDS[start[2]]), 4 + 4 * axes


def _content(file: Path, length: int) -> bytes:
    """The first `length` bytes, unpacked, and never more than that in memory."""
    if head_of(file, 2) != _GZIP:
        return head_of(file, length)
    with gzip.open(file) as opened:
        return opened.read(length)


def _numbers(file: Path) -> np.ndarray:
    shape, kind, start = _header(file)
    size = math.prod(shape) * kind.itemsize
    content = _content(file, start + size)
    if len(content) < start + size:
        raise Unreadable(f"ends early: its header promises {size} bytes, {len(content) - start} are there")
    return np.frombuffer(content, kind, offset=start).reshape(shape).astype(kind.newbyteorder("="), copy=False)


def _decode(file: Path, layout: Layout) -> Block:
    return layout.ordered(_numbers(file))


def _labels(file: Path, count: int) -> tuple[str, ...]:
    """Labels from `train-labels-idx1-ubyte` beside `train-images-idx3-ubyte`, packed or not, or none."""
    name = file.name.removesuffix(".gz").replace("images", "labels").replace("idx3", "idx1").replace("idx4", "idx1")
    for beside in (file.with_name(name), file.with_name(f"{name}.gz")):
        if beside != file and beside.exists():
            labels = _numbers(beside)
            if labels.shape != (count,):
                raise Unreadable(f"has {count} pictures, but {beside.name} has labels of shape {labels.shape}")
            return tuple(map(str, labels.tolist()))
    return ()
