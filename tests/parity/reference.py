"""Reads what Keras computed for a case: `load(name)` for a network, `load_update(name)` for an optimiser by itself."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from tests.parity.case import Shape
from tests.parity.cases import GROUPS, UPDATE_CASES, named
from tests.parity.draws import case_inputs, case_targets, case_weights, update_gradients, update_start
from tests.parity.stored import Stored, stride

ARRAYS = Path(__file__).parent / "arrays"
STEPS = (1, 3)
UPDATE_STEPS = (1, 2, 3, 10)
UPDATE_SHAPES: Mapping[str, Shape] = {"from_zero": (10,), "from_one": (2, 5)}

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Reference:
    """What goes into a case and what Keras made of it in float64. Arrays lie as in Keras (channels last, kernel HWIO).

    `inputs`, `targets` and `weights_before` are drawn, whole, and exact in float32 (but for cases without float32).
    `outputs` are those of inference with the weights before training, `training_outputs` those of the first training
    step where they differ (batch normalisation), else the same. `loss` is what the first step trains on, penalties
    included; `gradients` are its gradients by weight, `input_gradient` that by the pixels. `weights_after[n]` are all
    weights after n steps on the same batch, moving averages included. Where training is random, everything after
    `outputs` is None or empty.
    """

    inputs: Array
    targets: Array
    weights_before: Mapping[str, Array]
    outputs: Stored
    training_outputs: Stored | None
    loss: Stored | None
    input_gradient: Stored | None
    gradients: Mapping[str, Stored]
    weights_after: Mapping[int, Mapping[str, Stored]]


@dataclass(frozen=True)
class UpdateReference:
    """Two tensors before, the gradients of steps 1 to 10, and what the optimiser made of them after 1, 2, 3, 10."""

    before: Mapping[str, Array]
    gradients: tuple[Mapping[str, Array], ...]
    after: Mapping[int, Mapping[str, Stored]]


def load(name: str) -> Reference:
    """The reference of a case; KeyError names a case whose arrays have not been made."""
    case = named(name)
    stored = _stored(next(group for group, cases in GROUPS.items() if case in cases), name, case.keep)
    shapes = {name: kept.shape for name, kept in _below("weights_0", stored).items()}
    return Reference(
        inputs=case_inputs(case),
        targets=case_targets(case, stored["outputs"].shape),
        weights_before=case_weights(case, shapes),
        outputs=stored["outputs"],
        training_outputs=stored.get("training_outputs", stored["outputs"]) if case.trains else None,
        loss=stored.get("loss"),
        input_gradient=stored.get("input_gradient"),
        gradients=_below("gradients", stored),
        weights_after={step: _below(f"weights_{step}", stored) for step in STEPS if case.trains},
    )


def load_update(name: str) -> UpdateReference:
    """The reference of an optimiser by itself."""
    update = next(update for update in UPDATE_CASES if update.name == name)
    stored = _stored("updates", name, keep=100)
    return UpdateReference(
        before=update_start(update, dict(UPDATE_SHAPES)),
        gradients=tuple(update_gradients(update, dict(UPDATE_SHAPES), step) for step in range(1, 11)),
        after={step: _below(f"weights_{step}", stored) for step in UPDATE_STEPS},
    )


def _below(folder: str, stored: Mapping[str, Stored]) -> dict[str, Stored]:
    return {key.removeprefix(f"{folder}/"): kept for key, kept in stored.items() if key.startswith(f"{folder}/")}


def _stored(group: str, name: str, keep: int) -> dict[str, Stored]:
    index, arrays = _index(group), _group(group)
    values, norms = arrays[name], arrays[f"{name}.norms"]
    stored, start = {}, 0
    for (key, listed), (largest, deviation) in zip(index[name].items(), norms, strict=True):
        shape = tuple(listed)
        step = stride(shape, keep)
        # A shape alone, for the weights before training, which are drawn.
        count = 0 if key.startswith("weights_0/") else -(-int(np.prod(shape)) // step)
        float32 = None if np.isnan(deviation) else float(deviation)
        stored[key] = Stored(values[start : start + count], shape, step, float(largest), float32)
        start += count
    if start != len(values):
        raise ValueError(f"{group}.npz: {name} holds {len(values)} numbers, its index tells of {start}")
    return stored


def fingerprints(group: str) -> dict[str, int]:
    """The fingerprints of the cases that the arrays of a group were made from."""
    found: dict[str, int] = json.loads(str(_group(group)["fingerprints"]))
    return found


@cache
def _index(group: str) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = json.loads(str(_group(group)["index"]))
    return found


@cache
def _group(group: str) -> dict[str, Any]:
    with np.load(ARRAYS / f"{group}.npz", allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}
