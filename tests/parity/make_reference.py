"""Computes and stores what Keras on TensorFlow makes of every case; runs in an environment of its own (README.md).

    python -m tests.parity.make_reference [--all] [GROUP...]

Each case is built twice, in float64 (the truth) and in float32, and each time runs twice: step by step as Python calls
it, and compiled (steps as `fit` takes them, the first gradients by XLA). In float64 both ways must agree; in float32
the larger deviation is Keras' own. Cases that have not changed since their arrays were made are kept; `--all` makes
them again.
"""

import json
import math
import sys
from collections.abc import Collection, Mapping, Sequence
from typing import Any, TypeAlias

import numpy as np

from tests.parity.case import Case, Update
from tests.parity.cases import GROUPS, UPDATE_CASES
from tests.parity.draws import Array
from tests.parity.keras_side import measure_case, measure_update
from tests.parity.reference import ARRAYS
from tests.parity.stored import relative, stride

# One case as it is stored: its index, its numbers, and each array's largest number and float32 deviation.
_Entry: TypeAlias = tuple[dict[str, list[int]], Array, Array]

# Two ways through the same formulas in float64 may round differently, near the clip at gradients of 1e7.
_SAME = 1e-9


class Disagreement(Exception):
    """Keras itself has two answers for a case: there is no truth to store."""


def main(groups: Collection[str], make_all: bool) -> None:
    """Makes the arrays of the named groups, or of all groups."""
    ARRAYS.mkdir(exist_ok=True)
    disagreements = []
    for group in groups or (*GROUPS, "updates"):
        members = UPDATE_CASES if group == "updates" else GROUPS[group]
        kept = {} if make_all else _kept(group, members)
        entries = {}
        for member in members:
            try:
                entries[member.name] = kept.get(member.name) or _entry(member)
            except Disagreement as disagreement:
                disagreements.append(str(disagreement))
        _write(group, members, entries)
        print(f"{group}: {len(entries)} cases, {len(entries) - len(kept)} of them made now", flush=True)
    if disagreements:
        raise SystemExit("\n".join(disagreements))


def _kept(group: str, members: Sequence[Case | Update]) -> dict[str, _Entry]:
    path = ARRAYS / f"{group}.npz"
    if not path.exists():
        return {}
    with np.load(path, allow_pickle=False) as archive:
        index, fingerprints = json.loads(str(archive["index"])), json.loads(str(archive["fingerprints"]))
        return {
            member.name: (index[member.name], archive[member.name], archive[f"{member.name}.norms"])
            for member in members
            if fingerprints.get(member.name) == member.fingerprint
        }


def _entry(member: Case | Update) -> _Entry:
    truth, deviations = _judge(member)
    keep = member.keep if isinstance(member, Case) else 100
    drawn = "weights_0/"
    values = [
        value.reshape(-1)[:: stride(value.shape, keep)] for key, value in truth.items() if not key.startswith(drawn)
    ]
    norms = np.array([[np.abs(value).max(), deviations.get(key, math.nan)] for key, value in truth.items()])
    return {key: list(value.shape) for key, value in truth.items()}, np.concatenate(values), norms


def _write(group: str, members: Sequence[Case | Update], entries: Mapping[str, _Entry]) -> None:
    made = [member for member in members if member.name in entries]
    everything: dict[str, Any] = {
        "index": np.array(json.dumps({name: index for name, (index, _, _) in entries.items()})),
        "fingerprints": np.array(json.dumps({member.name: member.fingerprint for member in made})),
    }
    for name, (_, values, norms) in entries.items():
        everything |= {name: values, f"{name}.norms": norms}
    np.savez_compressed(ARRAYS / f"{group}.npz", **everything)


def _judge(member: Case | Update) -> tuple[dict[str, Array], dict[str, float]]:
    """The float64 arrays by key, and for each how far Keras in float32 is off."""
    truth, again = _measure(member, "float64")
    for key, off in _off(again, truth).items():
        if off > _SAME:
            raise Disagreement(f"{member.name}: {key} in float64 differs by {off:.1e} between two ways to run Keras")
    if isinstance(member, Case) and not member.float32:
        return truth, {}
    eager, compiled = (_off(found, truth) for found in _measure(member, "float32"))
    return truth, {key: max(off, compiled.get(key, 0.0)) for key, off in eager.items()}


def _measure(member: Case | Update, floatx: str) -> tuple[dict[str, Array], dict[str, Array]]:
    return measure_case(member, floatx) if isinstance(member, Case) else measure_update(member, floatx)


def _off(found: Mapping[str, Array], truth: Mapping[str, Array]) -> dict[str, float]:
    return {
        key: relative(float(np.abs(found[key] - truth[key]).max()), float(np.abs(truth[key]).max()))
        for key in found
        if key in truth
    }


if __name__ == "__main__":
    words = sys.argv[1:]
    main([word for word in words if word != "--all"], make_all="--all" in words)
