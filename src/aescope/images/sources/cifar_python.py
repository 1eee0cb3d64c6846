"""CIFAR's python batches: pickles, of which only plain data and one array of bytes are read, and nothing is called."""

from functools import partial
from pathlib import Path

import numpy as np

from aescope.images.header import COLOURS, Block, Header, Unreadable, whole
from aescope.images.plain_pickle import Plain, read_plain_pickle
from aescope.images.sources import picture_format
from aescope.records import ImageRequest

_SIDE = 32
_COLOURS = 3 * _SIDE * _SIDE


@picture_format(
    "CIFAR python",
    names=r"^(data_batch_\d+|test_batch|train|test)$",
    begins=lambda start, file: start[:1] == b"\x80" and start[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"),
)
def look(file: Path, request: ImageRequest) -> Header:
    """The whole batch is read at once: its labels and its pictures lie in one pickle."""
    batch = read_plain_pickle(whole(file))
    data = batch.get("data") if isinstance(batch, dict) else None
    if not isinstance(data, np.ndarray) or data.dtype != np.uint8 or data.ndim != 2 or data.shape[1] != _COLOURS:
        raise Unreadable(f"is a pickle, but no CIFAR batch: it has no `data` of (pictures, {_COLOURS}) bytes")
    return Header(
        "CIFAR python",
        len(data),
        _SIDE,
        _SIDE,
        COLOURS,
        np.dtype(np.uint8),
        partial(_pictures, data),
        labels=_labels(file, batch, len(data)),
    )


def _pictures(data: np.ndarray) -> Block:
    return data.reshape(-1, 3, _SIDE, _SIDE).transpose(0, 2, 3, 1)


def _labels(file: Path, batch: dict[Plain, Plain], count: int) -> tuple[str, ...]:
    """Names of the classes where the file beside has them, else their numbers."""
    labels = batch.get("labels", batch.get("fine_labels"))
    if not isinstance(labels, list) or len(labels) != count:
        return ()
    names: Plain = []
    for beside in (file.with_name("batches.meta"), file.with_name("meta")):
        if beside.exists():
            meta = read_plain_pickle(whole(beside))
            if isinstance(meta, dict):
                names = meta.get("label_names", meta.get("fine_label_names", []))
    if isinstance(names, list) and all(isinstance(label, int) and 0 <= label < len(names) for label in labels):
        return tuple(str(names[label]) for label in labels)
    return tuple(map(str, labels))
