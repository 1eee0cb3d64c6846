"""The template's three answers as results.json has them."""

from collections.abc import Mapping, Sequence
from typing import Any

from aescope.records import Answers, ImageAnswer, LayerChange, LossAnswer, WeightAnswer


def result_of_answers(answers: Answers) -> Mapping[str, Any]:
    """A number that is null has its reason in `why_null` beside it."""
    return {
        "does_the_loss_move": _loss(answers.does_the_loss_move),
        "do_the_weights_change": _weights(answers.do_the_weights_change),
        "is_the_image_reconstructed": _pictures(answers.is_the_image_reconstructed),
    }


def _loss(answer: LossAnswer) -> Mapping[str, Any]:
    numbers = {
        "first": answer.first,
        "last": answer.last,
        "floor": answer.floor,
        "mean_image": answer.mean_image,
        "position": answer.position,
    }
    return {"answer": answer.answer, **numbers, "plateau": answer.plateau, **_why(numbers, answer.why_null)}


def _weights(answer: WeightAnswer) -> Mapping[str, Any]:
    return {
        "answer": answer.answer,
        "layers": [_change(layer) for layer in answer.layers],
        "tensors": [_change(tensor) for tensor in answer.tensors],
    }


def _change(change: LayerChange) -> Mapping[str, Any]:
    return {
        "name": change.name,
        "relative_change": change.relative_change,
        "moved": change.moved,
        "size": change.size,
        "answer": change.answer,
    }


def _pictures(answer: ImageAnswer) -> Mapping[str, Any]:
    numbers: dict[str, float | Sequence[float] | None] = {
        "skill": answer.skill,
        "skill_interval": answer.skill_interval,
        "untrained_skill": answer.untrained_skill,
        "training_skill": answer.training_skill,
        "pca_skill": answer.pca_skill,
        "position": answer.position,
        "ssim": answer.ssim,
        "psnr_db": answer.psnr_db,
        "input_dependence": answer.input_dependence,
    }
    return {
        "answer": answer.answer,
        **numbers,
        "changed_by_training": answer.changed_by_training,
        **_why(numbers, answer.why_null),
    }


def _why(numbers: Mapping[str, Any], reason: str) -> Mapping[str, str]:
    """The reason that came with the answer, or which numbers could not be measured on this run."""
    missing = [name for name, value in numbers.items() if value is None]
    if not missing:
        return {}
    return {"why_null": reason or f"not defined for this run: {', '.join(missing)}"}
