"""JPEG: grey and colour, 8 bits; what the compression lost is lost."""

import struct
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np

from aescope.images.header import COLOURS, GREY, Block, Header, Unreadable, whole
from aescope.images.sources import picture_format
from aescope.records import ImageRequest

# Markers that carry the size: baseline, extended, progressive and lossless frames of either coder.
_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_SCAN = 0xDA
_END = b"\xff\xd9"


@picture_format("JPEG", names=r"\.jpe?g$", begins=lambda start, file: start.startswith(b"\xff\xd8"))
def look(file: Path, request: ImageRequest) -> Header:
    """Size and channels from the frame header; nothing is decoded."""
    content = whole(file)
    for marker, at in _segments(content):
        if marker in _FRAMES:
            depth, height, width, channels = struct.unpack(">BHHB", content[at : at + 6])
            if depth != 8 or channels not in (1, 3) or not height or not width:
                raise Unreadable(
                    f"has {height} x {width} pixels of {channels} channel(s) and {depth} bits; read are 1 or 3 of 8"
                )
            return Header(
                "JPEG", 1, height, width, GREY if channels == 1 else COLOURS, np.dtype(np.uint8), partial(_decode, file)
            )
    raise Unreadable("is a JPEG without a frame: it is damaged or was not copied whole")


def _decode(file: Path) -> Block:
    import imagecodecs

    content = whole(file)
    scan = next((at for marker, at in _segments(content) if marker == _SCAN), len(content))
    # The decoder fills what is missing with grey and says nothing.
    if content.rfind(_END) < scan:
        raise Unreadable(f"ends early, after {len(content)} bytes: it is damaged or was not copied whole")
    counts = np.asarray(imagecodecs.jpeg8_decode(content))
    return counts[np.newaxis, ..., np.newaxis] if counts.ndim == 2 else counts[np.newaxis]


def _segments(content: bytes) -> Iterator[tuple[int, int]]:
    """Marker and start of the payload of each segment up to the first scan."""
    at = 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker = content[at + 1]
        if marker == 0xFF:  # padding
            at += 1
            continue
        yield marker, at + 4
        if marker == _SCAN:
            return
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
