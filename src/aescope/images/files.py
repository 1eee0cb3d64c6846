"""Names of files: their natural order, what a picture folder holds besides pictures, and how a place is written."""

import os
import re
from pathlib import Path

# Small copies that microscopes write beside the pictures, and what operating systems leave in folders.
_LEFT_OUT = re.compile(r"^\.|_thumb|^thumbs\.db$|^desktop\.ini$", re.IGNORECASE)


def natural(name: str) -> tuple[tuple[int, int, str], ...]:
    """A key that sorts `cell_2` before `cell_10`, without regard to case."""
    pieces = re.findall(r"\d+|\D+", name.casefold())
    return tuple((0, int(piece), "") if piece.isdecimal() else (1, 0, piece) for piece in pieces)


def left_out(file: Path) -> bool:
    """Whether a file is a thumbnail, hidden, or the system's."""
    return _LEFT_OUT.search(file.name) is not None


def in_natural_order(files: list[Path], root: Path) -> tuple[Path, ...]:
    """Files by folder and name, as people count them."""
    return tuple(sorted(files, key=lambda file: [natural(part) for part in _below(file, root).parts]))


def below(file: Path, root: Path) -> str:
    """The file's path inside the root, with forward slashes on every system; its name where it lies elsewhere."""
    return _below(file, root).as_posix()


def as_written(path: Path) -> str:
    """A path as a person at this folder would write it: relative where that is shorter."""
    try:
        relative = os.path.relpath(path)
    except ValueError:  # another drive
        return str(path)
    return relative if len(relative) < len(str(path)) else str(path)


def _below(file: Path, root: Path) -> Path:
    return file.relative_to(root) if file.is_relative_to(root) else Path(file.name)
