"""TIFF of every depth, OME-TIFF, ImageJ stacks: what the pages are is told by the axes, counts stay as stored."""

import logging
import math
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from aescope.images.header import Block, Header, Unreadable
from aescope.images.memory import in_words
from aescope.images.sources import picture_format
from aescope.images.tiff_axes import Axes, axes_of
from aescope.records import ImageRequest

_SIGNATURES = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
# How a page's numbers are to be understood, by their code in the file.
_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE, _CMYK, _YCBCR = 0, 1, 2, 3, 5, 6
# Deflate packs at most 1,032 bytes into one and LZW about as many; whatever promises more than this is damaged.
_MOST_PACKED = 5000
_READ = frozenset({_WHITE_IS_ZERO, _BLACK_IS_ZERO, _RGB, _PALETTE, _CMYK, _YCBCR})


@picture_format("TIFF", names=r"\.(tiff?|btf|tf8|lsm|stk)$", begins=lambda start, file: start.startswith(_SIGNATURES))
def look(file: Path, request: ImageRequest) -> Header:
    """Shape, axes and type from the tags; nothing is decoded.

    Raises Unreadable where part of a picture is not in the file: the decoder would put zeros there, or nothing.
    """
    with _opened(file) as tiff:
        if not tiff.series:
            raise Unreadable("is damaged: no page can be found in it; it was probably not copied whole")
        series = tiff.series[0]
        page = series.keyframe
        kind = _kind(series.dtype)
        _refuse_unknown_colours(page)
        _refuse_missing_parts(series, tiff.filehandle.size)
        axes = axes_of(series.axes, tuple(map(int, series.shape)), request.pages, *_samples(page))
        others = len(tiff.series) - 1
    says = [*axes.says]
    if page.photometric == _WHITE_IS_ZERO:
        says.append("stores white as 0; the counts were kept as stored, so light is dark")
    if page.photometric == _PALETTE:
        says.append("has a colour table; its indices were taken as counts")
    if others:
        says.append(f"holds {others} more series of another size or kind, which were left out")
    return Header(
        "TIFF",
        axes.count,
        axes.height,
        axes.width,
        axes.channels,
        kind,
        partial(_decode, file, axes),
        names=axes.names,
        together=axes.together,
        says=tuple(says),
        stored="bool" if series.dtype == np.bool_ else "",
    )


def _decode(file: Path, axes: Axes) -> Block:
    with _opened(file) as tiff:
        counts = np.asarray(tiff.series[0].asarray())
    # A damaged file may decode to an array of another size, or an empty one, without an exception.
    if counts.shape != axes.shape:
        raise Unreadable(f"is damaged: it promises {axes.shape} and gives {counts.shape}")
    return axes.ordered(counts)


@contextmanager
def _opened(file: Path) -> Iterator[Any]:
    """The file's TIFF reader, alone (an OME-TIFF may name others of its set), without its log on standard error."""
    import tifffile

    log = logging.getLogger("tifffile")
    was, log.disabled = log.disabled, True
    try:
        with tifffile.TiffFile(file, _multifile=False) as tiff:
            yield tiff
    finally:
        log.disabled = was


def _kind(stored: np.dtype[Any] | None) -> np.dtype[Any]:
    if stored is None or stored.kind not in "biuf" or stored.itemsize > 8:
        raise Unreadable(f"holds {stored or 'no numbers'}; pictures are whole or floating-point numbers")
    return np.dtype(np.uint8) if stored.kind == "b" else stored.newbyteorder("=")


def _samples(page: Any) -> tuple[tuple[str, ...], int]:
    """Names of the colours in each pixel, and how many samples after them are transparency."""
    colours = {_RGB: ("red", "green", "blue"), _YCBCR: ("red", "green", "blue")}
    names = {**colours, _CMYK: ("cyan", "magenta", "yellow", "black")}.get(int(page.photometric), ())
    # Of unspecified extra samples a fourth one of colours is transparency in practice.
    transparent = sum(int(sample) in (1, 2) for sample in page.extrasamples)
    if names and not transparent and page.samplesperpixel == len(names) + 1:
        transparent = 1
    return names, transparent


def _refuse_unknown_colours(page: Any) -> None:
    name = getattr(page.photometric, "name", str(page.photometric))
    if int(page.photometric) not in _READ:
        raise Unreadable(f"stores {name} values, which are not read: save it as grey or RGB")
    if page.photometric == _YCBCR and "JPEG" not in getattr(page.compression, "name", ""):
        raise Unreadable("stores YCbCr colours without JPEG, which are not read: save it as RGB")


def _refuse_missing_parts(series: Any, size: int) -> None:
    if not math.prod(series.shape) or not series.shape:
        raise Unreadable(f"holds no picture: its shape is {series.shape}")
    stored = 0
    for page in series.pages:
        if page is None:
            raise Unreadable("is damaged: one of its pages is missing")
        if not page.databytecounts or len(page.dataoffsets) != len(page.databytecounts):
            raise Unreadable("is damaged: it does not say where its pixels are")
        for start, length in zip(page.dataoffsets, page.databytecounts, strict=True):
            stored += length
            if not length or start + length > size:
                raise Unreadable(
                    f"ends early: pixels should lie up to byte {start + length}, the file has {size}; it is damaged "
                    "or was not copied whole"
                )
    promised = math.prod(series.shape) * series.dtype.itemsize
    if promised > _MOST_PACKED * stored:
        raise Unreadable(f"claims {in_words(promised)} of pixels in {in_words(stored)}: it is damaged")
