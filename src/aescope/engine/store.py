"""A run in a folder, and back: enough to draw its report again without training and without torch.

Every file is written under a temporary name and renamed; the manifest comes last, with the size and hash of all others.
A folder without one, with another run's, or with a file that is not as its manifest says, holds no run.
"""

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load, save

from aescope.engine.written_run import history, latent_arrays, measurements, run_of, weight_arrays
from aescope.errors import UsageError
from aescope.records import Arrays, Images, Plan, Run

_MANIFEST = "manifest.json"
# Raised when a file's meaning changes: runs of another format are trained anew.
_FORMAT = 1


def save_run(folder: Path, known_as: str, run: Run, *, plan_json: Mapping[str, Any] | None = None) -> None:
    """Keep the run in the folder under the hash by which it is known; `plan_json` is the plan as plan/ writes it out.

    Raises UsageError naming the file where the file system refuses.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / _MANIFEST).unlink(missing_ok=True)
        written = [
            _write_json(folder / "plan.json", plan_json or {}),
            _write_json(folder / "history.json", history(run)),
            _write_weights(folder / "weights.safetensors", weight_arrays(run)),
            _write_arrays(folder / "latents.npz", latent_arrays(run)),
            _write_arrays(folder / "measurements.npz", measurements(run)),
        ]
        files = {path.name: {"bytes": path.stat().st_size, "sha256": _hash(path)} for path in written}
        _write_json(folder / _MANIFEST, {"format": _FORMAT, "known_as": known_as, "files": files})
    except OSError as error:
        place = error.filename or folder
        raise UsageError(
            f"{place}: the run cannot be written there ({error.strerror}). Choose another folder with --out."
        ) from None


def load_run(folder: Path, known_as: str, plan: Plan, images: Images) -> Run | None:
    """The run that is known by this hash, marked as reused; None where the folder does not hold it whole."""
    try:
        manifest = json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
        if manifest["format"] != _FORMAT or manifest["known_as"] != known_as:
            return None
        for name, said in manifest["files"].items():
            path = folder / name
            if path.parent != folder or path.stat().st_size != said["bytes"] or _hash(path) != said["sha256"]:
                return None
        text: dict[str, Any] = json.loads((folder / "history.json").read_text(encoding="utf-8"))
        arrays, latents = _read_arrays(folder / "measurements.npz"), _read_arrays(folder / "latents.npz")
        found = run_of(plan, text, arrays, latents, load((folder / "weights.safetensors").read_bytes()))
    except (OSError, ValueError, LookupError, TypeError, AttributeError, zipfile.BadZipFile, SafetensorError):
        return None
    indices = np.concatenate([found.shown, found.measured, found.measured_training, found.latent_pictures])
    return found if not len(indices) or int(indices.max()) < len(images.values) else None


@contextmanager
def _whole(path: Path) -> Iterator[IO[bytes]]:
    """A file that appears under its name only when it is complete."""
    handle, temporary = tempfile.mkstemp(prefix=".aescope-", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
        os.chmod(temporary, 0o644)
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _write_json(path: Path, content: object) -> Path:
    with _whole(path) as file:
        file.write(json.dumps(content, indent=1, ensure_ascii=False, allow_nan=False).encode())
    return path


def _write_weights(path: Path, tensors: Arrays) -> Path:
    with _whole(path) as file:
        file.write(save({name: np.ascontiguousarray(tensor) for name, tensor in tensors.items()}))
    return path


def _write_arrays(path: Path, arrays: Arrays) -> Path:
    with _whole(path) as file, zipfile.ZipFile(file, "w", zipfile.ZIP_STORED, allowZip64=True) as archive:
        for name, array in arrays.items():
            with archive.open(f"{name}.npy", "w", force_zip64=True) as member:
                np.lib.format.write_array(member, np.asarray(array), allow_pickle=False)
    return path


def _read_arrays(path: Path) -> dict[str, np.ndarray]:
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
