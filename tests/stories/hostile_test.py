"""Notebooks that are wrong or hostile: each refused with file, line, what was found and the mend; nothing executed."""

import json
from pathlib import Path

import pytest

from tests.stories.command_line import aescope

GOOD = """\
x = Conv2D(4, (3, 3), activation='relu', padding='same')(input_img)
encoded = MaxPooling2D((2, 2), padding='same')(x)
x = UpSampling2D((2, 2))(encoded)
decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(x)
"""


def notebook(*sections: str) -> str:
    return "# Hostile\n\n" + "\n".join(sections)


def section(key: str, code: str = GOOD, *, parameters: str = "* n epochs = 1\n* batch size = 8", more: str = "") -> str:
    return (
        f"## Model {key}\n\n### Structure\n\n```python\n{code}```\n\n"
        f"### Parameters\n\n* Loss function = mse\n* Optimiser = adam\n{parameters}\n\n{more}\n"
    )


def written(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "log.md"
    path.write_text(text, encoding="utf-8")
    return path


def run(capsys, tmp_path, text, *more):
    out = tmp_path / "out"
    ran = aescope(capsys, "run", written(tmp_path, text), "--out", out, "--size", 32, "--quiet", *more)
    return ran, out


@pytest.mark.parametrize(
    ("bad", "says"),
    [
        (GOOD.replace("MaxPooling2D", "MaxPoling2D"), ["log.md:", "MaxPoling2D", "MaxPooling2D"]),
        (GOOD.replace("padding='same')(x)", "pading='same')(x)"), ["log.md:", "pading", "padding"]),
        (GOOD.replace("Conv2D(4,", "Conv2D(10**9,"), ["log.md", "1"]),
        (GOOD.replace("decoded =", "for i in range(3):\n    decoded ="), ["log.md:"]),
    ],
)
def test_a_structure_that_cannot_be_read_is_refused_and_the_others_run(capsys, tmp_path, bad, says):
    ran, out = run(capsys, tmp_path, notebook(section("good"), section("bad1", bad)))
    assert ran.status == 1
    good, refused = json.loads((out / "results.json").read_text())["experiments"]
    assert (good["status"], refused["status"]) == ("done", "refused")
    for part in says:
        assert part in refused["error"]


def test_an_unknown_optimiser_is_refused_with_the_nearest_known(capsys, tmp_path):
    text = notebook(section("good"), section("m2").replace("Optimiser = adam", "Optimiser = adan"))
    ran, out = run(capsys, tmp_path, text)
    assert ran.status == 1
    error = json.loads((out / "results.json").read_text())["experiments"][1]["error"]
    assert "adan" in error
    assert "adam" in error
    assert "log.md:" in error


def test_an_unknown_parameter_is_refused_with_the_nearest_known(capsys, tmp_path):
    ran, _ = run(capsys, tmp_path, notebook(section("1", parameters="* n epoks = 3")))
    assert ran.status == 2
    assert "epoks" in ran.err
    assert "epochs" in ran.err


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (notebook(section("1"), section("1")), ["log.md:3", "log.md:"]),
        (notebook(section("1", more="![Loss function](../results/model1_loss.png)")), ["log.md:", "../results"]),
        (notebook(section("1", "x = __import__('os').system('touch executed')\n" + GOOD)), ["log.md:", "__import__"]),
        (notebook(section("1", "x = open('executed', 'w')\n" + GOOD)), ["log.md:", "open"]),
        ("# Nothing to train\n\nOnly words.\n", ["log.md", "no experiment"]),
    ],
)
def test_a_fault_of_the_whole_notebook_writes_nothing(capsys, tmp_path, monkeypatch, text, says):
    monkeypatch.chdir(tmp_path)
    ran, out = run(capsys, tmp_path, text)
    assert ran.status == 2
    assert not out.exists()
    assert not (tmp_path / "executed").exists()
    for part in says:
        assert part in ran.err


def test_a_notebook_that_is_no_utf8_says_where(capsys, tmp_path):
    path = tmp_path / "log.md"
    path.write_bytes("# Gr\xfcn\n".encode("latin-1"))
    ran = aescope(capsys, "run", path)
    assert ran.status == 2
    assert "UTF-8" in ran.err


def test_a_picture_of_28_through_three_poolings_is_refused_with_both_sizes(capsys, tmp_path):
    import numpy as np

    digits = np.random.default_rng(0).integers(0, 255, (20, 28, 28), dtype=np.uint8)
    np.save(tmp_path / "digits.npy", digits)
    pool, up = "x = MaxPooling2D((2, 2), padding='same')(x)\n", "x = UpSampling2D((2, 2))(x)\n"
    code = (
        "x = Conv2D(4, (3, 3), padding='same')(input_img)\n"
        + 3 * pool
        + 3 * up
        + "decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(x)\n"
    )
    text = notebook(section("1", code, more="### Data\n\n* Images = digits\n"))
    ran, _ = run(capsys, tmp_path, text, "--data", f"digits={tmp_path / 'digits.npy'}")
    assert ran.status == 2
    for part in ("28", "32", "log.md:"):
        assert part in ran.err


def test_a_place_that_is_not_there_is_refused_by_name(capsys, tmp_path):
    ran, _ = run(capsys, tmp_path, notebook(section("1")), "--data", "cells=nowhere/at/all")
    assert ran.status == 2
    assert "nowhere" in ran.err


def test_a_folder_of_others_is_refused_and_left_alone(capsys, tmp_path):
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "thesis.docx").write_text("years of work")
    ran, out = run(capsys, tmp_path, notebook(section("1")))
    assert ran.status == 2
    assert [entry.name for entry in out.iterdir()] == ["thesis.docx"]


def test_an_unknown_key_says_which_there_are(capsys, tmp_path):
    ran, _ = run(capsys, tmp_path, notebook(section("1")), "--only", "9")
    assert ran.status == 2
    assert "1" in ran.err


def test_strict_exits_with_three_where_a_model_did_not_learn(capsys, tmp_path):
    text = notebook(section("1", GOOD.replace(", activation='sigmoid'", "")).replace("mse", "binary_crossentropy"))
    ran, _ = run(capsys, tmp_path, text, "--strict", "--scaling", "cells=sobel; divide 65535")
    assert ran.status == 3


def test_resume_without_a_run_before_is_refused(capsys, tmp_path):
    ran, out = run(capsys, tmp_path, notebook(section("1")), "--resume")
    assert ran.status == 2
    assert "--resume" in ran.err
    assert not out.exists()


def test_a_misspelt_argument_of_a_map_is_said_before_anything_is_trained(capsys, tmp_path):
    drawn = "```python\nTSNE(perplexty=4).fit_transform(encoded)\n```\n"
    ran, _ = run(capsys, tmp_path, notebook(section("1", more=drawn)))
    assert ran.status == 2
    assert "perplexty" in ran.err
    assert "perplexity" in ran.err
    assert "log.md:" in ran.err
