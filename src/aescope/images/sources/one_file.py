"""One file that holds pictures: a TIFF stack, a NumPy array, a CIFAR batch, or a single picture."""

from pathlib import Path

from aescope.images.files import as_written
from aescope.images.sources import Found, place
from aescope.records import ImageRequest


@place("file", rank=10)
def find(location: str, request: ImageRequest, base_folder: Path, size: int | None) -> Found | None:
    """That file, whatever its name: its content tells the format."""
    file = base_folder / Path(location).expanduser()
    return Found(f"file {as_written(file)}", file.parent, (file,)) if file.is_file() else None
