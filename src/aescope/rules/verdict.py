"""The verdict on a run: the first line of the design's table that fits, in a word and in a sentence."""

import math
from collections.abc import Mapping

from aescope.records import Answers, Judgement, Measurement, Run

# Lower bound of skill: half the variance around the mean image is a picture that one recognises.
_LEARNED = 0.5
# Share of the originals' variance over images; below it the output is the same picture for every input.
_DEPENDS = 0.01
# Skill; as good as the mean image within what a slightly wrong constant costs.
_ABOUT_THE_MEAN = -0.1
# Share of the largest value; less variation than float32 rounding is none.
_VARIES = 1e-7


def judge(run: Run, answers: Answers, measured: Mapping[str, Measurement]) -> Judgement:
    """The verdict of the design's table, in its order; skill decides, symptoms do not."""
    verdict = _verdict(run, answers, measured)
    return Judgement(verdict, _sentence(verdict, run, answers, measured), measured["still_improving"].value)


def _verdict(run: Run, answers: Answers, measured: Mapping[str, Measurement]) -> str:
    pictures = answers.is_the_image_reconstructed
    variation = measured["held_out_variation"].value
    if variation is not None and variation <= _VARIES:
        return "nothing_to_learn"
    if not _finite(run):
        return "diverged"
    if answers.do_the_weights_change.answer == "no":
        return "nothing_moved"
    lower, upper = pictures.skill_interval or (None, None)
    untrained = pictures.untrained_skill if pictures.untrained_skill is not None else -math.inf
    if lower is not None and lower > _LEARNED and lower > untrained:
        return "learned"
    if _learned_by_heart(measured) and _held_out_loss_rose(run):
        return "overfitted"
    if lower is not None and lower > 0 and lower > untrained:
        return "partly_learned"
    dependence, skill = pictures.input_dependence, pictures.skill
    if dependence is not None and dependence < _DEPENDS and skill is not None:
        around = lower is not None and upper is not None and lower <= 0 <= upper
        return "mean_image_only" if around or _ABOUT_THE_MEAN < skill <= 0 else "constant_output"
    return "unclear"


def _finite(run: Run) -> bool:
    losses = all(math.isfinite(epoch.loss) for epoch in run.epochs)
    weights = all(bool((abs(tensor) < math.inf).all()) for tensor in run.weights_after.values())
    return losses and weights and bool((abs(run.after) < math.inf).all())


def _learned_by_heart(measured: Mapping[str, Measurement]) -> bool:
    interval = measured["training_skill"].value[1]
    return interval is not None and bool(interval[0] > _LEARNED)


def _held_out_loss_rose(run: Run) -> bool:
    losses = [epoch.val_loss for epoch in run.epochs if math.isfinite(epoch.val_loss)]
    if len(losses) < 3:
        return False
    # A tenth of the whole fall back up again: more than the wobble of single epochs in healthy runs.
    return losses[-1] - min(losses) > 0.1 * (losses[0] - min(losses)) and losses[-1] > min(losses)


def _percent(value: float | None) -> str:
    return "an unknown share" if value is None else f"{100 * value:.0f} %"


def _brightness(run: Run) -> str:
    """What a constant output looks like on the scale 0 to 1 of a sigmoid, or its value."""
    level = float(run.after.mean()) if run.after.size else 0.0
    if level <= 0.02:
        return f"nearly black (mean {level:.3g})"
    if level >= 0.98:
        return f"white (mean {level:.3g})"
    return f"grey (mean {level:.3g})"


def _sentence(verdict: str, run: Run, answers: Answers, measured: Mapping[str, Measurement]) -> str:
    pictures, loss = answers.is_the_image_reconstructed, answers.does_the_loss_move
    interval = pictures.skill_interval
    spread = (
        f" ({_percent(interval[0])} to {_percent(interval[1])} over {len(run.measured)} pictures)" if interval else ""
    )
    explained = (
        f"explain {_percent(pictures.skill)} of the variance of held-out pictures around the mean image{spread}; "
        f"the untrained network {_percent(pictures.untrained_skill)}"
    )
    variation = measured["held_out_variation"].value
    return {
        "nothing_to_learn": (
            f"The held-out pictures do not vary ({variation} of their largest value): any constant will do."
        ),
        "diverged": f"Loss, weights or outputs are not finite after {len(run.epochs)} epochs.",
        "nothing_moved": (
            f"No weight moved by more than float rounding in {len(run.epochs)} epochs; the loss stayed at {loss.last}; "
            f"the pictures after training are those before it (skill {_percent(pictures.skill)})."
        ),
        "learned": f"The reconstructions {explained}.",
        "overfitted": (
            f"Training pictures are learned by heart (skill {_percent(pictures.training_skill)}); on held-out ones the "
            f"reconstructions {explained}, and the held-out loss rose."
        ),
        "partly_learned": f"The reconstructions {explained}: better than the mean image, not yet the pictures.",
        "mean_image_only": f"Every input gives the same picture, about as good as the mean image: they {explained}.",
        "constant_output": (
            f"Every input gives the same {_brightness(run)} picture, worse than the mean image: the reconstructions "
            f"{explained}."
        ),
        "unclear": f"The reconstructions {explained}. More held-out pictures or more epochs would settle it.",
    }[verdict]
