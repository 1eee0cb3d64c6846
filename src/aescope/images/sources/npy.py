"""NPY: one array of pictures as NumPy stored it; files that would have to be unpickled are refused."""

from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from aescope.images.array_layout import Layout, layout_of
from aescope.images.header import Block, Header, Unreadable
from aescope.images.sources import picture_format
from aescope.records import ImageRequest

_SIGNATURE = b"\x93NUMPY"


@picture_format("NPY", names=r"\.npy$", begins=lambda start, file: start.startswith(_SIGNATURE))
def look(file: Path, request: ImageRequest) -> Header:
    """Shape and type from the array's header; the axes are told by `layout_of`."""
    with file.open("rb") as opened:
        shape, kind = array_header(opened)
        promised, there = int(np.prod(shape, dtype=object)) * kind.itemsize, file.stat().st_size - opened.tell()
    if there < promised:
        raise Unreadable(f"ends early: its header promises {promised} bytes, {there} are there")
    layout = layout_of(shape, kind, request.pages)
    return layout.header("NPY", partial(_decode, file, layout))


def array_header(opened: Any) -> tuple[tuple[int, ...], np.dtype[np.generic]]:
    """Shape and type of the array that begins here in an opened file. Raises Unreadable for Python objects."""
    version = np.lib.format.read_magic(opened)
    read = np.lib.format.read_array_header_1_0 if version == (1, 0) else np.lib.format.read_array_header_2_0
    shape, _, kind = read(opened)
    if kind.hasobject:
        raise Unreadable("holds Python objects, which are never unpickled: save it as one array of numbers")
    return shape, kind


def _decode(file: Path, layout: Layout) -> Block:
    return layout.ordered(np.load(file, mmap_mode="r", allow_pickle=False))
