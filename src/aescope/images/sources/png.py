"""PNG: grey, colour and palette, 8 and 16 bits; transparency is left out, and said where it hides something."""

import struct
import zlib
from functools import partial
from pathlib import Path

import numpy as np

from aescope.images.header import COLOURS, GREY, Block, Header, Unreadable, whole
from aescope.images.sources import picture_format
from aescope.records import ImageRequest

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
# Colour types of the specification with the depths that they may have: grey, colour, palette, grey with alpha, colour
# with alpha.
_CHANNELS = {0: GREY, 2: COLOURS, 3: COLOURS, 4: GREY, 6: COLOURS}
_DEPTHS = {0: (1, 2, 4, 8, 16), 2: (8, 16), 3: (1, 2, 4, 8), 4: (8, 16), 6: (8, 16)}


@picture_format("PNG", names=r"\.png$", begins=lambda start, file: start.startswith(_SIGNATURE))
def look(file: Path, request: ImageRequest) -> Header:
    """Size, channels and depth from the first chunk; nothing is decoded."""
    with file.open("rb") as opened:
        start = opened.read(29)
    if len(start) < 29 or start[12:16] != b"IHDR":
        raise Unreadable(f"is a PNG that ends in its header ({len(start)} bytes)")
    width, height, depth, colour_type = struct.unpack(">IIBB", start[16:26])
    if not width or not height:
        raise Unreadable(f"claims {width} x {height} pixels")
    if depth not in _DEPTHS.get(colour_type, ()):
        raise Unreadable(f"has colour type {colour_type} with {depth} bits, which PNG does not know: it is damaged")
    kind = np.dtype(np.uint16 if depth == 16 else np.uint8)
    return Header("PNG", 1, height, width, _CHANNELS[colour_type], kind, partial(_decode, file))


def _decode(file: Path) -> Block:
    import imagecodecs

    content = whole(file)
    _refuse_damage(content)
    counts = np.asarray(imagecodecs.png_decode(content))
    counts = counts[..., np.newaxis] if counts.ndim == 2 else counts
    channels = counts.shape[-1]
    return counts[np.newaxis, ..., : channels - 1 if channels in (2, 4) else channels]


def _refuse_damage(content: bytes) -> None:
    """Raise Unreadable where a chunk is cut off or its checksum is wrong: the decoder lets some of that pass."""
    at = len(_SIGNATURE)
    while at + 12 <= len(content):
        (length,) = struct.unpack(">I", content[at : at + 4])
        name, end = content[at + 4 : at + 8], at + 8 + length
        if end + 4 > len(content):
            break
        if zlib.crc32(content[at + 4 : end]) != int.from_bytes(content[end : end + 4], "big"):
            raise Unreadable(f"is damaged: wrong checksum in its chunk {name.decode('latin-1')!r}")
        if name == b"IEND":
            return
        at = end + 4
    raise Unreadable(f"ends early, after {len(content)} bytes: it is damaged or was not copied whole")
