import json
import math
import subprocess
import sys
from dataclasses import fields, replace
from pathlib import Path

import numpy as np
import pytest

from aescope.engine.store import load_run, save_run
from aescope.errors import UsageError
from aescope.records import Epoch, Run
from tests.small_run import small_images, small_run, textured

_IMAGES = small_images(textured(12, 0), held_out=4)
_RUN = replace(
    small_run(_IMAGES, after=_IMAGES.values[8:] * np.float32(0.9)),
    levels={"floor": 0.0, "pca": None},
    latents=textured(12, 1).reshape(12, -1),
    latent_pictures=np.arange(12),
    activations_after={"conv2d_1": textured(1, 2)[0]},
)


def _same(one, other):
    if isinstance(one, np.ndarray):
        return one.dtype == other.dtype and np.array_equal(one, other)
    if isinstance(one, dict):
        return one.keys() == other.keys() and all(_same(one[name], other[name]) for name in one)
    if isinstance(one, tuple):
        return len(one) == len(other) and all(map(_same, one, other))
    if isinstance(one, float) and math.isnan(one):
        return math.isnan(other)
    if hasattr(one, "__dataclass_fields__"):
        return all(_same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    return one == other


def _saved(tmp_path, run=_RUN):
    save_run(tmp_path / "0", "abc", run, plan_json={"key": "1"})
    return tmp_path / "0"


def _loaded(folder, known_as="abc", images=_IMAGES):
    return load_run(folder, known_as, _RUN.plan, images)


def test_a_run_comes_back_as_it_was_and_says_that_it_was_kept(tmp_path):
    found = _loaded(_saved(tmp_path))
    assert isinstance(found, Run) and found.reused
    assert _same(replace(found, reused=False), _RUN)


def test_numbers_that_json_does_not_have_come_back_too(tmp_path):
    odd = replace(
        _RUN,
        epochs=(Epoch(math.inf, math.nan, 1e-3, 0.5, 1.0), Epoch(-math.inf, 1.0, 1e-3, 0.5, 1.0)),
        gradients_last={"conv2d_1/kernel": math.nan},
    )
    folder = _saved(tmp_path, odd)
    written = json.loads((folder / "history.json").read_text(), parse_constant=pytest.fail)
    assert written["epochs"][0]["loss"] is None and written["epochs"][0]["why_null"] == {
        "loss": "inf",
        "val_loss": "nan",
    }
    assert _same(replace(_loaded(folder), reused=False), odd)


def test_a_run_of_another_hash_is_none(tmp_path):
    assert _loaded(_saved(tmp_path), known_as="abd") is None


def test_a_folder_without_a_run_is_none(tmp_path):
    assert _loaded(tmp_path) is None and _loaded(tmp_path / "not there") is None


@pytest.mark.parametrize(
    "name", ["history.json", "weights.safetensors", "latents.npz", "measurements.npz", "manifest.json"]
)
@pytest.mark.parametrize("fault", ["cut", "changed", "emptied", "lost", "a folder"])
def test_a_file_that_is_not_as_it_was_written_makes_the_run_absent(tmp_path, name, fault):
    folder = _saved(tmp_path)
    path, content = folder / name, (folder / name).read_bytes()
    path.unlink()
    match fault:
        case "cut":
            path.write_bytes(content[: len(content) // 2])
        case "changed":
            path.write_bytes(content[:20] + bytes([content[20] ^ 1]) + content[21:])
        case "emptied":
            path.write_bytes(b"")
        case "a folder":
            path.mkdir()
    assert _loaded(folder) is None


@pytest.mark.parametrize("manifest", ["[]", "{}", "null", '{"format": 1, "known_as": "abc", "files": {}}'])
def test_a_manifest_that_says_something_else_makes_the_run_absent(tmp_path, manifest):
    folder = _saved(tmp_path)
    for path in folder.iterdir():
        path.unlink()
    (folder / "manifest.json").write_text(manifest)
    assert _loaded(folder) is None


def test_a_manifest_that_points_out_of_its_folder_is_not_followed(tmp_path):
    folder = _saved(tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["../secret"] = manifest["files"]["history.json"]
    (tmp_path / "secret").write_bytes((folder / "history.json").read_bytes())
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert _loaded(folder) is None


def test_a_run_of_more_pictures_than_there_are_is_none(tmp_path):
    assert _loaded(_saved(tmp_path), images=small_images(textured(6, 0), held_out=2)) is None


def test_a_run_that_was_written_over_is_the_new_one_and_leaves_nothing_behind(tmp_path):
    folder = _saved(tmp_path)
    save_run(folder, "later", replace(_RUN, seed=5))
    assert _loaded(folder, "later").seed == 5 and _loaded(folder) is None
    assert not [path for path in folder.iterdir() if path.name.startswith(".aescope-")]


def test_a_run_that_is_half_written_does_not_exist(tmp_path, monkeypatch):
    folder = _saved(tmp_path)

    def full(*arguments):
        raise OSError(28, "No space left on device", "measurements.npz")

    monkeypatch.setattr("aescope.engine.store._write_arrays", full)
    with pytest.raises(UsageError, match=r"measurements\.npz.*No space left.*--out"):
        save_run(folder, "abc", _RUN)
    assert _loaded(folder) is None


def test_a_kept_run_is_read_without_torch(tmp_path):
    code = f"""
import sys
from pathlib import Path
sys.path.insert(0, "src")
from aescope import engine
from tests.small_run import small_images, small_plan, textured
images = small_images(textured(12, 0), held_out=4)
assert engine.load_run(Path({str(_saved(tmp_path))!r}), "abc", small_plan(), images).reused
assert "torch" not in sys.modules
"""
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=Path(__file__).parents[3])
