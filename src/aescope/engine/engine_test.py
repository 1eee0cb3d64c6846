import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import aescope
from aescope import engine
from aescope.errors import UsageError
from aescope.records import Session
from tests.plans import planned
from tests.small_run import small_images, textured

_PLAN = planned("decoded = Conv2D(1, (3, 3), padding='same')(input_img)", (8, 8, 1), epochs=2)


def test_the_door_does_not_load_torch():
    code = "import aescope.engine, sys; assert 'torch' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60, cwd=Path(aescope.__file__).parents[1])


def test_what_is_opened_is_a_session():
    session = engine.open_session(_PLAN, seed=0, device="cpu")
    assert isinstance(session, Session) and session.engine == "torch" and session.device == "cpu"


@pytest.mark.parametrize(
    ("wanted", "message"), [({"engine": "torhc"}, 'did you mean "torch"'), ({"device": "gpu"}, "cpu")]
)
def test_an_engine_or_a_device_that_is_not_there_is_refused(wanted, message):
    with pytest.raises(UsageError, match=message):
        engine.open_session(_PLAN, seed=0, **wanted)


def test_a_plan_and_images_become_a_run():
    images = small_images(textured(10, 0), held_out=2)
    run = engine.train(_PLAN, images, seed=0, device="cpu", references={"pca": lambda wanted: images.values[wanted]})
    assert run.status == "done" and run.plan is _PLAN and len(run.epochs) == 2
    assert run.levels["pca"] == run.levels["floor"] == 0.0
    assert not np.array_equal(run.weights_before["conv2d_1/kernel"], run.weights_after["conv2d_1/kernel"])


def test_auto_stands_for_a_device_that_is_there():
    assert engine.default_device() in ("cpu", "mps") or engine.default_device().startswith("cuda")
