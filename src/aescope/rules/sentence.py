"""A verdict in a sentence: every number with its yardstick and its spread."""

from collections.abc import Mapping

from aescope.records import Answers, ImageAnswer, Measurement, Run

# Mean pixel, on the scale 0 to 1 on which viewers draw: what an eye takes for black and for white.
_BLACK, _WHITE = 0.02, 0.98


def sentence(verdict: str, run: Run, answers: Answers, measured: Mapping[str, Measurement]) -> str:
    """What the verdict rests on, for someone who has only this line."""
    pictures, loss = answers.is_the_image_reconstructed, answers.does_the_loss_move
    compared = _compared(pictures, len(run.measured))
    variation = measured["held_out_variation"].value
    return {
        "nothing_to_learn": (
            f"The held-out pictures do not vary ({variation} of their largest value): any constant will do."
        ),
        "diverged": f"Loss, weights or outputs are not finite after {len(run.epochs)} epochs.",
        "nothing_moved": (
            f"No weight moved by more than float rounding in {len(run.epochs)} epochs; the loss stayed at "
            f"{_short(loss.last)}; the pictures after training are those before it."
        ),
        "learned": f"{compared}.",
        "overfitted": (
            f"Training pictures are learned by heart (skill {_short(pictures.training_skill)}), held-out ones are not: "
            f"{_lower(compared)}, and the held-out loss rose."
        ),
        "partly_learned": f"{compared}: better than the mean image, not yet the pictures.",
        "mean_image_only": f"Every input gives the same picture, about as good as the mean image: {_lower(compared)}.",
        "constant_output": f"Every input gives the same {_brightness(run)} picture: {_lower(compared)}.",
        "unclear": _unclear(run, pictures, compared),
    }[verdict]


def _compared(pictures: ImageAnswer, count: int) -> str:
    """The reconstructions beside the mean image, the best constant picture."""
    skill, interval, untrained = pictures.skill, pictures.skill_interval, pictures.untrained_skill
    if skill is None:
        return f"The skill is not known, as {pictures.why_null}"
    if skill < 0:
        spread = ""
        if interval is not None:
            spread = f" ({_short(1 - interval[1])} to {_short(1 - interval[0])} over {count} held-out pictures)"
        before = "" if untrained is None else f"; untrained, {_short(1 - untrained)} times"
        return f"The squared error is {_short(1 - skill)} times that of the mean image{spread}{before}"
    spread = ""
    if interval is not None:
        spread = f" ({_percent(interval[0])} to {_percent(interval[1])} over {count} held-out pictures)"
    before = "" if untrained is None else f"; the untrained network {_percent(untrained)}"
    if untrained is not None and untrained < 0:
        before = "; the untrained network is worse than that image"
    return f"The reconstructions explain {_percent(skill)} of the variance around the mean image{spread}{before}"


def _unclear(run: Run, pictures: ImageAnswer, compared: str) -> str:
    if pictures.skill_interval is not None and pictures.skill_interval[1] < 0:
        low, high = float(run.after.min()), float(run.after.max())
        return (
            f"{compared}, though they depend on the input: they run from {_short(low)} to {_short(high)}. "
            "Pictures and outputs in one range would settle it."
        )
    return f"{compared}. More held-out pictures or more epochs would settle it."


def _brightness(run: Run) -> str:
    level = float(run.after.mean()) if run.after.size else 0.0
    shade = "nearly black" if level <= _BLACK else "white" if level >= _WHITE else "grey"
    return f"{shade} (mean {_short(level)})"


def _short(value: float | None) -> str:
    return "unknown" if value is None else f"{value:.4g}"


def _percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def _lower(text: str) -> str:
    return text[0].lower() + text[1:]
