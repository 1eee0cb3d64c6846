"""A run as text and arrays, and back; what JSON cannot hold (NaN, infinity) is null with its name beside it."""

import math
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

import numpy as np

from aescope.records import Arrays, Epoch, Photograph, Plan, Run

_EPOCH = tuple(each.name for each in fields(Epoch))
# Fields of a run that are one array each.
_ARRAYS = ("shown", "measured", "before", "after", "measured_training", "training_after")
_LATENTS = ("latents", "latent_pictures")


def history(run: Run) -> dict[str, object]:
    """Everything of a run that is no array."""
    return {
        "engine": run.engine,
        "device": run.device,
        "status": run.status,
        "seed": run.seed,
        "seconds": run.seconds,
        "epochs": [_numbers({name: getattr(epoch, name) for name in _EPOCH}) for epoch in run.epochs],
        "photographs": [{"moment": photograph.moment, "epoch": photograph.epoch} for photograph in run.photographs],
        "gradients_first": _numbers(run.gradients_first),
        "gradients_last": _numbers(run.gradients_last),
        "levels": dict(run.levels),
    }


def measurements(run: Run) -> Arrays:
    """The arrays of a run but for weights and latents."""
    arrays = {name: getattr(run, name) for name in _ARRAYS}
    for number, photograph in enumerate(run.photographs):
        arrays[f"photograph/{number}"] = photograph.reconstructions
    for moment in ("before", "after"):
        for node, found in getattr(run, f"activations_{moment}").items():
            arrays[f"activations_{moment}/{node}"] = found
    return arrays


def latent_arrays(run: Run) -> Arrays:
    """The latents and whose they are."""
    return {name: getattr(run, name) for name in _LATENTS}


def weight_arrays(run: Run) -> Arrays:
    """All weights, those before training under `before/`, those after under `after/`."""
    return {
        **{f"before/{name}": tensor for name, tensor in run.weights_before.items()},
        **{f"after/{name}": tensor for name, tensor in run.weights_after.items()},
    }


def run_of(plan: Plan, text: Mapping[str, Any], arrays: Arrays, latents: Arrays, weights: Arrays) -> Run:
    """The run again, marked as reused. Raises KeyError, TypeError or ValueError where a part is not what it was."""
    photographs = tuple(
        Photograph(str(each["moment"]), int(each["epoch"]), arrays[f"photograph/{number}"])
        for number, each in enumerate(text["photographs"])
    )
    return Run(
        plan=plan,
        seed=int(text["seed"]),
        engine=str(text["engine"]),
        device=str(text["device"]),
        status=str(text["status"]),
        epochs=tuple(Epoch(**_read(each)) for each in text["epochs"]),
        photographs=photographs,
        gradients_first=_read(text["gradients_first"]),
        gradients_last=_read(text["gradients_last"]),
        levels={str(name): None if value is None else float(value) for name, value in text["levels"].items()},
        weights_before=_below("before/", weights),
        weights_after=_below("after/", weights),
        activations_before=_below("activations_before/", arrays),
        activations_after=_below("activations_after/", arrays),
        seconds=float(text["seconds"]),
        reused=True,
        **{name: arrays[name] for name in _ARRAYS},
        **{name: latents[name] for name in _LATENTS},
    )


def _below(start: str, arrays: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    return {name.removeprefix(start): array for name, array in arrays.items() if name.startswith(start)}


def _numbers(named: Mapping[str, float]) -> dict[str, object]:
    written: dict[str, object] = {name: value if math.isfinite(value) else None for name, value in named.items()}
    lost = {name: str(value) for name, value in named.items() if not math.isfinite(value)}
    return {**written, "why_null": lost} if lost else written


def _read(written: Mapping[str, Any]) -> dict[str, float]:
    why = written.get("why_null", {})
    return {name: float(why[name] if value is None else value) for name, value in written.items() if name != "why_null"}
