"""A simulated plate as a microscope would leave it: one TIFF per field and channel, a plate map, and the truth.

A file appears under its name only once it is whole. The folder carries a list of what was written; nothing that is not
on that list is ever touched, and a folder that holds such a thing is refused.
"""

import csv
import io
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import tifffile

from aescope.errors import UsageError
from aescope.images.simulate.cells import FIELD
from aescope.images.simulate.channels import CHANNEL_NAMES
from aescope.images.simulate.field import SimulatedField, check_request, simulate_plate
from aescope.images.simulate.plate import PlateLayout, Well

PLATE_MAP, TRUTH, LIST = "plate-map.csv", "truth.csv", "aescope-plate.json"
_TEMPORARY = ".aescope-"
_PLATE_MAP_COLUMNS = ("plate", "well", "row", "column", "compound", "concentration_um", "control")
_TRUTH_COLUMNS = (
    "plate", "well", "field", "t_cells", "unstained_t_cells", "dendritic_cells", "unstained_dendritic_cells", "overlap",
)  # fmt: skip


def write_plate(folder: Path, layout: PlateLayout, *, size: int = FIELD, fields: int = 10, seed: int = 0) -> list[Path]:
    """Write every field of a plate, cut to `size` pixels, with its plate map and the truth; the paths written.

    The folder may be missing, empty, or one that this function wrote, whole or interrupted: then its files are
    replaced, and those of the old plate that the new one has no use for are removed.
    Raises UsageError where the folder holds anything else or cannot be written, and for fields or a seed that cannot
    be; ImagesError for such a size.
    """
    check_request(fields, seed, size)
    try:
        before = _our_files(folder)
        names = [*_picture_names(layout, fields), PLATE_MAP, TRUTH]
        folder.mkdir(parents=True, exist_ok=True)
        # The list comes first and names the old files too, so that an interrupted folder is known to be ours.
        _write(folder / LIST, _list(layout, [*names, *sorted(before - set(names))], complete=False))
        truth = []
        for made in simulate_plate(layout, fields, seed, size):
            for channel, counts in zip(made.channels, np.moveaxis(made.counts, -1, 0), strict=True):
                _write(folder / picture_name(made.well, made.field, channel), _tiff(counts))
            truth.append(_truth_row(made))
        _write(folder / PLATE_MAP, _csv(_PLATE_MAP_COLUMNS, map(_plate_map_row, layout.wells)))
        _write(folder / TRUTH, _csv(_TRUTH_COLUMNS, truth))
        for name in before - set(names):
            (folder / name).unlink(missing_ok=True)
        _write(folder / LIST, _list(layout, names, complete=True))
    except OSError as error:
        raise UsageError(f"{folder}: cannot be written ({error.strerror}). Choose another folder.") from None
    return [folder / name for name in (*names, LIST)]


def picture_name(well: Well, field: int, channel: str) -> str:
    """The name that an INCell microscope gives the file: `CK01 - B - 02(fld 1 wv FITC - FITC).tif`."""
    return f"{well.plate} - {well.row} - {well.column:02d}(fld {field} wv {channel} - {channel}).tif"


def _picture_names(layout: PlateLayout, fields: int) -> Iterator[str]:
    for well in layout.wells:
        for field in range(1, fields + 1):
            for channel in CHANNEL_NAMES:
                yield picture_name(well, field, channel)


def _our_files(folder: Path) -> set[str]:
    """What an earlier call left in the folder. Raises UsageError where anything else is there."""
    if not folder.exists():
        return set()
    if not folder.is_dir():
        raise UsageError(f"{folder}: is a file, a folder was expected. Choose another one.")
    there = {entry.name for entry in folder.iterdir()}
    listed = _listed(folder / LIST)
    strange = sorted(name for name in there - listed if not name.startswith(_TEMPORARY))
    if strange:
        shown = ", ".join(strange[:3]) + (", ..." if len(strange) > 3 else "")
        raise UsageError(
            f"{folder}: holds {shown}, which is no part of a simulated plate; a new or empty folder, or one with "
            "nothing but a simulated plate, was expected. Choose another one."
        )
    return there - {LIST}


def _listed(path: Path) -> set[str]:
    """The names on the list of a plate written earlier, its own among them; none where it is not a list of ours."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return {path.name, *map(str, content["files"])}
    except (OSError, ValueError, KeyError, TypeError):
        return set()


def _list(layout: PlateLayout, names: Sequence[str], complete: bool) -> bytes:
    content = {"what": "a plate simulated by aescope", "plate": layout.name, "complete": complete, "files": list(names)}
    return (json.dumps(content, indent=1) + "\n").encode()


def _plate_map_row(well: Well) -> Sequence[object]:
    control = "yes" if well.control else "no"
    return well.plate, well.name, well.row, well.column, well.compound, f"{well.concentration_um:g}", control


def _truth_row(made: SimulatedField) -> Sequence[object]:
    counts = made.t_cells, made.unstained_t_cells, made.dendritic_cells, made.unstained_dendritic_cells
    return made.well.plate, made.well.name, made.field, *counts, f"{made.overlap:.4f}"


def _csv(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return text.getvalue().encode()


def _tiff(counts: np.ndarray) -> bytes:
    """A plain grey TIFF without date or description, so that the same counts give the same bytes."""
    content = io.BytesIO()
    tifffile.imwrite(content, counts, photometric="minisblack", metadata=None, software="aescope")
    return content.getvalue()


def _write(path: Path, content: bytes) -> None:
    temporary = path.with_name(_TEMPORARY + path.name)
    try:
        temporary.write_bytes(content)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)
