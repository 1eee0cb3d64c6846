"""A folder with everything below it: pictures in natural order, thumbnails and the official test parts left out."""

import os
from collections import Counter
from pathlib import Path

from aescope.images.files import as_written, in_natural_order, left_out
from aescope.images.sources import FORMATS, Found, place
from aescope.records import ImageRequest

# Formats of microscopes and cameras that are not read: said, where they lie in the folder.
_NOT_READ = {
    ".nd2": "Nikon", ".czi": "Zeiss", ".lif": "Leica", ".oib": "Olympus", ".oif": "Olympus", ".vsi": "Olympus",
    ".dv": "DeltaVision", ".zvi": "Zeiss", ".ims": "Imaris", ".svs": "Aperio", ".bmp": "BMP", ".gif": "GIF",
}  # fmt: skip
_TEST_PARTS = (("data_batch", "test_batch"), ("train-images", "t10k-images"))


@place("folder", rank=20)
def find(location: str, request: ImageRequest, base_folder: Path, size: int | None) -> Found | None:
    """All files below the folder that are named like pictures; links to folders are not followed."""
    root = base_folder / Path(location).expanduser()
    if not root.is_dir():
        return None
    everything = [Path(folder) / name for folder, _, names in os.walk(root) for name in names]
    kept = [file for file in everything if not left_out(file)]
    pictures = [file for file in kept if any(FORMATS[name].names.search(file.name) for name in FORMATS)]
    pictures, notes = _without_test_part(pictures)
    unread = Counter(file.suffix.lower() for file in kept if file.suffix.lower() in _NOT_READ)
    notes += [
        f"{count} file(s) of {_NOT_READ[suffix]} ({suffix}) are not read: export them as TIFF"
        for suffix, count in sorted(unread.items())
    ]
    if not pictures:
        held = ", ".join(sorted({file.suffix.lower() or file.name for file in kept})[:8]) or "no files"
        notes.append(f"holds {held}, but no pictures in a format that is read ({', '.join(FORMATS)})")
    return Found(f"folder {as_written(root)}", root, in_natural_order(pictures, root), notes=tuple(notes))


def _without_test_part(files: list[Path]) -> tuple[list[Path], list[str]]:
    """The files without the test part that CIFAR and MNIST bring along, where their training part is there."""
    for training, test in _TEST_PARTS:
        if any(file.name.startswith(training) for file in files):
            tests = [file for file in files if file.name.startswith(test)]
            if tests:
                names = ", ".join(file.name for file in tests)
                said = f"{names}: the set's official test part, left out; give the file as the place to read it"
                return [file for file in files if file not in tests], [said]
    return files, []
