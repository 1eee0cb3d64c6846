"""The torch engine against Keras 3 on TensorFlow: outputs, loss, gradients, weights after steps, case by case.

In float64 both sides agree to 1e-9 of each tensor's largest number. In float32 ours is no further from the float64
truth than twice Keras' own float32; where Keras was lucky, a few rounding steps are let pass.
"""

from collections.abc import Iterator, Mapping

import numpy as np
import pytest
import torch

from aescope.engine.torch.layer import Pass
from aescope.engine.torch.session import TorchSession
from tests.parity.case import Case
from tests.parity.cases import CASES, GROUPS
from tests.parity.planned import plan_of
from tests.parity.reference import Reference, load
from tests.parity.stored import Stored

_MEANING = 1e-9
# Where Keras' own float32 is off by less, that was luck: sums of a hundred products, rounded in another order.
_FLOAT32_STEPS = 16 * float(np.finfo(np.float32).eps)


def _session(case: Case, reference: Reference, dtype: str) -> TorchSession:
    session = TorchSession(plan_of(case), seed=0, device="cpu", dtype=dtype)
    session.set_weights(reference.weights_before)
    return session


def _compared(case: Case, dtype: str) -> Iterator[tuple[str, Stored, np.ndarray]]:
    """Every array of a case: its name, what Keras found, what we find."""
    reference = load(case.name)
    session = _session(case, reference, dtype)
    inputs, targets = (array.astype(dtype) for array in (reference.inputs, reference.targets))
    yield "outputs", reference.outputs, session.predict(inputs)
    if not case.trains:
        return
    yield from _below("gradients", reference.gradients, session.gradients(inputs, targets))
    if reference.input_gradient is not None:
        yield "input_gradient", reference.input_gradient, _input_gradient(session, inputs, targets)
    for step in range(1, max(reference.weights_after) + 1):
        loss = np.float64(session.step(inputs, (1, step), targets))
        if step == 1 and reference.loss is not None:
            yield "loss", reference.loss, loss
        if step in reference.weights_after:
            yield from _below(f"weights_{step}", reference.weights_after[step], session.weights())


def _input_gradient(session: TorchSession, inputs: np.ndarray, targets: np.ndarray) -> np.ndarray:
    """The gradient by the pixels: it shows where a pooling layer sends each single one."""
    pictures, wanted = torch.from_numpy(inputs.copy()).requires_grad_(), torch.from_numpy(targets)
    loss = session._total(pictures, wanted, Pass(training=True))
    return torch.autograd.grad(loss, pictures)[0].numpy()


def _below(
    folder: str, wanted: Mapping[str, Stored], found: Mapping[str, np.ndarray]
) -> Iterator[tuple[str, Stored, np.ndarray]]:
    for name, stored in wanted.items():
        yield f"{folder}/{name}", stored, found[name]


def _names(cases: tuple[Case, ...]) -> list[str]:
    return [case.name for case in cases]


@pytest.mark.parametrize("case", CASES, ids=_names(CASES))
def test_in_float64_the_torch_engine_means_what_keras_means(case):
    off = {name: stored.off_by(found) for name, stored, found in _compared(case, "float64")}
    assert {name: by for name, by in off.items() if not by <= _MEANING} == {}


_IN_FLOAT32 = tuple(case for case in CASES if case.float32)


@pytest.mark.parametrize("case", _IN_FLOAT32, ids=_names(_IN_FLOAT32))
def test_in_float32_the_torch_engine_is_no_further_from_the_truth_than_twice_keras(case):
    too_far = {}
    for name, stored, found in _compared(case, "float32"):
        assert found.dtype == np.float32 or name == "loss"
        allowed = max(2 * (stored.float32_deviation or 0.0), _FLOAT32_STEPS)
        if not stored.off_by(found) <= allowed:
            too_far[name] = (stored.off_by(found), stored.float32_deviation)
    assert too_far == {}


def test_every_group_of_cases_is_compared():
    assert len(CASES) == sum(map(len, GROUPS.values())) > 200
