"""The verdict on a run: the first line of the design's table that fits, in a word and in a sentence."""

import math
from collections.abc import Mapping

from aescope.records import Answers, Judgement, Measurement, Run
from aescope.rules.sentence import sentence

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
    return Judgement(verdict, sentence(verdict, run, answers, measured), measured["still_improving"].value)


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
        # A smooth constant can beat the mean of few noisy training pictures a little: that is no picture either.
        around = lower is not None and upper is not None and lower <= 0 <= upper
        return "mean_image_only" if around or skill > _ABOUT_THE_MEAN else "constant_output"
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
