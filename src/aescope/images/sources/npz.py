"""NPZ: several NumPy arrays in one zip, such as Keras' own sets; labels lie beside the pictures under `y...`."""

import re
import zipfile
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TypeAlias

import numpy as np

from aescope.images.array_layout import Layout, layout_of
from aescope.images.header import Block, Header, Unreadable
from aescope.images.sources import picture_format
from aescope.images.sources.npy import array_header
from aescope.records import ImageRequest

Described: TypeAlias = dict[str, tuple[tuple[int, ...], np.dtype[np.generic]]]


@picture_format("NPZ", names=r"\.npz$", begins=lambda start, file: start.startswith(b"PK") and file.suffix == ".npz")
def look(file: Path, request: ImageRequest) -> Header:
    """Shapes and types of all arrays from their headers, and the labels; the pictures are not unpacked."""
    with zipfile.ZipFile(file) as packed:
        described = _described(packed)
        chosen, labels = _pictures_and_labels(described)
        shape, kind = described[chosen]
        promised = int(np.prod(shape, dtype=object)) * kind.itemsize
        there = packed.getinfo(f"{chosen}.npy").file_size
        if there < promised:
            raise Unreadable(f"is damaged: its array {chosen!r} promises {promised} bytes, {there} are there")
        classes = _labels(packed, labels, shape[0]) if labels else ()
    layout = layout_of(shape, kind, request.pages)
    header = layout.header("NPZ", partial(_decode, file, chosen, layout), classes)
    others = sorted(set(described) - {chosen, labels})
    if others:
        says = f"read from its array {chosen!r}; left out: {', '.join(others)}"
        return replace(header, says=(*header.says, says))
    return header


def _described(packed: zipfile.ZipFile) -> Described:
    described: Described = {}
    for name in packed.namelist():
        if name.endswith(".npy"):
            with packed.open(name) as opened:
                described[name.removesuffix(".npy")] = array_header(opened)
    return described


def _pictures_and_labels(described: Described) -> tuple[str, str]:
    """Names of the array that holds the pictures and of the one that holds their labels, or "".

    The pictures are the only array of two and more axes, else `x_train`, `images`, `data` or `x`.
    """
    candidates = [name for name, (shape, _) in described.items() if len(shape) >= 2 and all(shape)]
    if len(candidates) > 1:
        known: list[str] = [name for name in ("x_train", "images", "data", "x") if name in candidates]
        candidates = known[:1] or candidates
    if len(candidates) != 1:
        held = ", ".join(f"{name} {shape}" for name, (shape, _) in described.items()) or "no array"
        raise Unreadable(f"holds {held}; name the one with the pictures `images`, or save it as NPY")
    (chosen,) = candidates
    count = described[chosen][0][0]
    names = (re.sub("^x", "y", chosen), "labels", "y", "target")
    fitting = [name for name in names if name != chosen and name in described and described[name][0][:1] == (count,)]
    return chosen, fitting[0] if fitting else ""


def _labels(packed: zipfile.ZipFile, name: str, count: int) -> tuple[str, ...]:
    with packed.open(f"{name}.npy") as opened:
        labels = np.lib.format.read_array(opened, allow_pickle=False).reshape(count, -1)
    return tuple(str(label) for label in labels[:, 0].tolist()) if labels.shape[1] == 1 else ()


def _decode(file: Path, name: str, layout: Layout) -> Block:
    with zipfile.ZipFile(file) as packed, packed.open(f"{name}.npy") as opened:
        return layout.ordered(np.lib.format.read_array(opened, allow_pickle=False))
