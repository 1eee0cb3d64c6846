"""Writing that never loses what was there: whole files under a temporary name, then renamed; folders that are ours."""

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

from aescope.errors import UsageError

# What a run writes at the top of its folder (design, section 4); anything else there is not ours.
OURS = frozenset({"report.html", "notebook.md", "results.json", "results", "runs"})
_TEMPORARY = ".aescope-"


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` so that a reader sees the old file or the new one, never a half.

    Raises UsageError naming the path where the file system refuses.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, temporary = tempfile.mkstemp(prefix=_TEMPORARY, dir=path.parent)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(content)
            os.chmod(temporary, 0o644)
            os.replace(temporary, path)
        except BaseException:
            Path(temporary).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise UsageError(f"{path}: cannot be written ({error.strerror}). Choose another folder with --out.") from None


def output_folder(wanted: Path | None, notebook: Path, linked: Iterable[str] = ()) -> Path:
    """The folder to write to: `wanted`, or NOTEBOOKNAME-aescope in the current folder.

    `linked` are the pictures that the notebook links and a run writes, as paths below the folder: what lies at their
    top is ours too. Nothing is made yet. Raises UsageError for a file and for a folder with content that is not ours.
    """
    folder = wanted or Path(f"{notebook.stem}-aescope")
    if not folder.exists():
        return folder
    if not folder.is_dir():
        raise UsageError(f"{folder}: is a file, a folder was expected. Choose another one with --out.")
    ours = OURS | {PurePosixPath(path).parts[0] for path in linked}
    strange = sorted(
        entry.name for entry in folder.iterdir() if entry.name not in ours and not entry.name.startswith(_TEMPORARY)
    )
    if strange:
        shown = ", ".join(strange[:3]) + (", ..." if len(strange) > 3 else "")
        raise UsageError(
            f"{folder}: holds {shown}, which aescope did not write; an empty folder or one of ours was expected. "
            "Choose another one with --out."
        )
    return folder
