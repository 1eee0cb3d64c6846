"""Our optimizers by themselves against Keras': gradients are given, one in five of them exactly zero, down to 1e-8."""

import numpy as np
import pytest
import torch

from aescope.engine.torch.optimizer import optimizers
from tests.parity.case import Update
from tests.parity.cases import UPDATE_CASES
from tests.parity.reference import load_update
from tests.plans import planned

_NAMES = [update.name for update in UPDATE_CASES]
# A few rounding steps, where Keras' own float32 was lucky.
_FLOAT32_STEPS = 4 * float(np.finfo(np.float32).eps)


def _off(update: Update, dtype: torch.dtype):
    """How far each tensor is from Keras' float64 after each step that is stored, and how far Keras' float32 was."""
    reference = load_update(update.name)
    weights = {name: torch.from_numpy(start.copy()).to(dtype) for name, start in reference.before.items()}
    call = planned("decoded = Conv2D(1, 1)(input_img)", (2, 2, 1), optimizer=update.optimizer).optimizer
    optimizer = optimizers[call.name](call, list(weights.values()), "3")
    for step, gradients in enumerate(reference.gradients, start=1):
        optimizer.step([torch.from_numpy(gradients[name]).to(dtype) for name in weights])
        for name, stored in reference.after.get(step, {}).items():
            yield f"{name} after {step}", stored.off_by(weights[name].double().numpy()), stored.float32_deviation


@pytest.mark.parametrize("update", UPDATE_CASES, ids=_NAMES)
def test_in_float64_the_formula_is_keras(update):
    assert {name: off for name, off, _ in _off(update, torch.float64) if not off <= 1e-9} == {}


@pytest.mark.parametrize("update", UPDATE_CASES, ids=_NAMES)
def test_in_float32_it_is_no_further_from_the_truth_than_twice_keras(update):
    found = list(_off(update, torch.float32))
    assert [each for each in found if not each[1] <= max(2 * (each[2] or 0.0), _FLOAT32_STEPS)] == []
