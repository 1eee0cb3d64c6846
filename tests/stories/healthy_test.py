"""Healthy notebooks on real pictures of clothes and digits: they run, and they learn."""

from pathlib import Path

import pytest

from aescope import Options, run
from tests.shared_data import shared

EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.mark.real
@pytest.mark.parametrize(
    ("notebook", "name", "place", "learns"),
    [
        ("digits.md", "digits", ("mnist", "t10k-images-idx3-ubyte.gz"), {"dense", "conv"}),
        ("fashion.md", "fashion", ("fashion-mnist", "train-images-idx3-ubyte.gz"), {"1", "2", "3"}),
    ],
)
@pytest.mark.long
def test_a_small_notebook_learns_real_pictures(tmp_path, notebook, name, place, learns):
    data = {name: str(shared("data", *place))}
    study, _ = run(EXAMPLES / notebook, Options(out=tmp_path / "out", data=data))
    assert {outcome.status for outcome in study.outcomes} == {"done"}
    learned = {outcome.experiment.key for outcome in study.outcomes if outcome.judgement.verdict == "learned"}
    assert learned >= learns
