"""Grey or colour bytes in, a PNG file out: nothing is resampled, nothing but the pixels is stored."""

import base64
import struct
import zlib
from typing import TypeAlias

import numpy as np
from jaxtyping import UInt8

Grey: TypeAlias = UInt8[np.ndarray, "_height _width"]
Colour: TypeAlias = UInt8[np.ndarray, "_height _width 3"]
Bitmap: TypeAlias = Grey | Colour

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_GREY, _COLOUR = 0, 2


def encode(bitmap: Bitmap) -> bytes:
    """The bitmap as a PNG of 8 bits a channel, each row with whichever filter leaves the smallest differences."""
    height, width = bitmap.shape[:2]
    kind = _GREY if bitmap.ndim == 2 else _COLOUR
    header = struct.pack(">IIBBBBB", width, height, 8, kind, 0, 0, 0)
    body = zlib.compress(_filtered(bitmap.reshape(height, width, -1)), 9)
    return _SIGNATURE + _chunk(b"IHDR", header) + _chunk(b"IDAT", body) + _chunk(b"IEND", b"")


def data_uri(png: bytes) -> str:
    """The file as an address that a page can carry within itself."""
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")


def _chunk(name: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def _filtered(pixels: UInt8[np.ndarray, "height width sample"]) -> bytes:
    """Rows behind their filter byte. Source: PNG (third edition), section 9 and the heuristic of section 12.7."""
    height, width, samples = pixels.shape
    here = pixels.astype(np.int16)
    left = np.zeros_like(here)
    left[:, 1:] = here[:, :-1]
    up = np.zeros_like(here)
    up[1:] = here[:-1]
    up_left = np.zeros_like(here)
    up_left[1:, 1:] = here[:-1, :-1]
    guess = left + up - up_left
    to_left, to_up, to_corner = abs(guess - left), abs(guess - up), abs(guess - up_left)
    paeth = np.where((to_left <= to_up) & (to_left <= to_corner), left, np.where(to_up <= to_corner, up, up_left))
    predictions = np.stack([np.zeros_like(here), left, up, (left + up) // 2, paeth])
    differences = (here - predictions).astype(np.uint8).reshape(5, height, width * samples)
    cost = np.abs(differences.view(np.int8).astype(np.int32)).sum(axis=2)
    chosen = cost.argmin(axis=0)
    rows = differences[chosen, np.arange(height)]
    return np.concatenate([chosen.astype(np.uint8)[:, None], rows], axis=1).tobytes()
