"""The template's three questions, answered from measurements: the loss, the weights, the pictures."""

import math
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from aescope.probes.registry import measure
from aescope.records import (
    Answers,
    ImageAnswer,
    Images,
    LayerChange,
    LossAnswer,
    Measurement,
    Run,
    WeightAnswer,
)

# Lower bounds of skill: half the variance around the mean image is a picture that one recognises; above 0 is better
# than the best constant picture.
LEARNED = 0.5
PARTLY = 0.0
# Share of the largest value; a few float32 rounding steps.
_CHANGED = 1e-6


def answers(run: Run, images: Images) -> tuple[Answers, Mapping[str, Measurement]]:
    """The answers and every measurement that they rest on."""
    measured = measure(run, images)
    return Answers(_loss(run, measured), _weights(measured), _pictures(measured)), measured


def _finite(value: float | None) -> float | None:
    return value if value is not None and math.isfinite(value) else None


def _loss(run: Run, measured: Mapping[str, Measurement]) -> LossAnswer:
    first, last = (run.epochs[0].loss, run.epochs[-1].loss) if run.epochs else (None, None)
    whys = [measured[name].why_null for name in ("loss_moves", "loss_position")]
    return LossAnswer(
        answer=measured["loss_moves"].value,
        first=_finite(first),
        last=_finite(last),
        floor=run.levels.get("floor"),
        mean_image=run.levels.get("mean_image"),
        position=measured["loss_position"].value,
        plateau=measured["plateau"].value,
        why_null="; ".join(why for why in whys if why),
    )


def _weights(measured: Mapping[str, Measurement]) -> WeightAnswer:
    tensors: tuple[LayerChange, ...] = measured["weight_change"].value
    layers = []
    for name, members in groupby(tensors, key=lambda tensor: tensor.name.split("/")[0]):
        of_layer = list(members)
        strongest = max(of_layer, key=lambda tensor: tensor.relative_change)
        layers.append(
            LayerChange(
                name,
                strongest.relative_change,
                sum(tensor.moved for tensor in of_layer),
                sum(tensor.size for tensor in of_layer),
                "yes" if any(tensor.answer == "yes" for tensor in of_layer) else "no",
            )
        )
    changed = sum(layer.answer == "yes" for layer in layers)
    answer = "no" if not changed else "yes" if changed == len(layers) else "some"
    return WeightAnswer(answer, tuple(layers), tensors)


def _pictures(measured: Mapping[str, Measurement]) -> ImageAnswer:
    value, interval = measured["skill"].value
    untrained = measured["untrained_skill"].value[0]
    lower = interval[0] if interval else None
    above_untrained = lower is not None and (untrained is None or lower > untrained)
    answer = "no"
    if above_untrained and lower is not None and lower > PARTLY:
        answer = "yes" if lower > LEARNED else "partly"
    change: Any = measured["picture_change"].value
    return ImageAnswer(
        answer=answer,
        skill=value,
        skill_interval=interval,
        untrained_skill=untrained,
        training_skill=measured["training_skill"].value[0],
        pca_skill=measured["pca_skill"].value[0],
        position=measured["loss_position"].value,
        ssim=measured["ssim"].value,
        psnr_db=measured["psnr_db"].value,
        input_dependence=measured["input_dependence"].value,
        changed_by_training=change is None or change > _CHANGED,
        why_null=measured["skill"].why_null,
    )
