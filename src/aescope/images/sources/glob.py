"""A pattern with `*`, `?`, `[...]` or `**` for files and folders."""

import glob
import os
from pathlib import Path

from aescope.images.files import as_written, in_natural_order, left_out
from aescope.images.sources import FORMATS, Found, place
from aescope.records import ImageRequest


@place("glob", rank=30)
def find(location: str, request: ImageRequest, base_folder: Path, size: int | None) -> Found | None:
    """The files that match; of folders that match, the pictures directly in them. A pattern may match nothing."""
    if not glob.has_magic(location):
        return None
    pattern = os.path.expanduser(location)
    matched = [base_folder / name for name in glob.glob(pattern, root_dir=base_folder, recursive=True)]
    files = [file for file in matched if file.is_file() and not left_out(file)]
    for folder in (each for each in matched if each.is_dir() and not location.endswith("**")):
        files += [
            file
            for file in folder.iterdir()
            if file.is_file() and not left_out(file) and any(FORMATS[name].names.search(file.name) for name in FORMATS)
        ]
    root = _common_folder(files) or base_folder
    notes = () if files else ("no file matches this pattern",)
    return Found(
        f"files {as_written(base_folder / pattern)}", root, in_natural_order(sorted(set(files)), root), notes=notes
    )


def _common_folder(files: list[Path]) -> Path | None:
    folders = {file.parent for file in files}
    if not folders:
        return None
    first = min(folders)
    return next(folder for folder in (first, *first.parents) if all(each.is_relative_to(folder) for each in folders))
