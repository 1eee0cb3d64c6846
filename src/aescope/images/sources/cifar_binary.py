"""CIFAR's binary batches: records of one label byte (two in CIFAR-100) and 3 x 32 x 32 colour bytes."""

from functools import partial
from pathlib import Path

import numpy as np

from aescope.images.header import COLOURS, Block, Header, whole
from aescope.images.sources import picture_format
from aescope.records import ImageRequest

_SIDE = 32
_COLOURS = 3 * _SIDE * _SIDE


def _label_bytes(file: Path) -> int:
    """Label bytes of each record, or 0 where the file's size is not that of whole records."""
    size = file.stat().st_size
    return next((labels for labels in (1, 2) if size and size % (labels + _COLOURS) == 0), 0)


@picture_format(
    "CIFAR binary",
    names=r"^(data_batch_\d+|test_batch|train|test)\.bin$",
    begins=lambda start, file: file.suffix == ".bin" and _label_bytes(file) > 0,
)
def look(file: Path, request: ImageRequest) -> Header:
    """Count from the file's size, labels from its records, their names from the text file beside."""
    labels = _records(file)[:, _label_bytes(file) - 1].tolist()
    names = _names(file)
    return Header(
        "CIFAR binary",
        len(labels),
        _SIDE,
        _SIDE,
        COLOURS,
        np.dtype(np.uint8),
        partial(_decode, file),
        labels=tuple(names[label] if label < len(names) else str(label) for label in labels),
    )


def _records(file: Path) -> np.ndarray:
    return np.frombuffer(whole(file), np.uint8).reshape(-1, _label_bytes(file) + _COLOURS)


def _decode(file: Path) -> Block:
    records = _records(file)[:, _label_bytes(file) :]
    return records.reshape(-1, 3, _SIDE, _SIDE).transpose(0, 2, 3, 1)


def _names(file: Path) -> list[str]:
    for name in ("batches.meta.txt", "fine_label_names.txt"):
        beside = file.with_name(name)
        if beside.exists():
            return [line.strip() for line in beside.read_text(encoding="utf-8").splitlines() if line.strip()]
    return []
