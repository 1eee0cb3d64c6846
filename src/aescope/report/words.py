"""The words of verdicts and statuses, as people read them, each with a sign that does not rest on colour."""

from dataclasses import dataclass

from aescope.records import Outcome


@dataclass(frozen=True)
class Word:
    """`tone` is good, half, bad or quiet: it chooses colours; `sign` is a character that says the same."""

    says: str
    tone: str
    sign: str
    means: str


_VERDICTS = {
    "learned": Word("learned", "good", "●", "half the variance around the mean image, or more, is explained"),
    "partly_learned": Word("partly learned", "half", "◐", "better than the mean image and the untrained network"),
    "mean_image_only": Word("mean image only", "bad", "○", "every input gives about the mean image"),
    "constant_output": Word("same picture for every input", "bad", "○", "and worse than the mean image"),
    "nothing_moved": Word("nothing moved", "bad", "○", "no weight changed by more than float rounding"),
    "diverged": Word("diverged", "bad", "✕", "loss, weights or pictures are not finite"),
    "overfitted": Word("overfitted", "half", "◐", "training pictures are learned by heart, held-out ones are not"),
    "nothing_to_learn": Word("nothing to learn", "quiet", "–", "the held-out pictures do not vary"),
    "unclear": Word("unclear", "quiet", "?", "no other verdict fits"),
}
_STATUSES = {
    "refused": Word("refused", "bad", "✕", "could not be built as written"),
    "failed": Word("failed", "bad", "✕", "broke off while it ran"),
    "interrupted": Word("interrupted", "quiet", "–", "stopped before its end"),
    "checked": Word("checked", "quiet", "–", "planned, not trained"),
    "done": Word("done", "quiet", "–", "not judged"),
}


def verdict_of(outcome: Outcome) -> Word:
    """The verdict's word; of an experiment without one, the word of its status."""
    if outcome.judgement is not None and outcome.status == "done":
        return _VERDICTS.get(outcome.judgement.verdict) or _new(outcome.judgement.verdict)
    return _STATUSES.get(outcome.status) or _new(outcome.status)


def sentence_of(outcome: Outcome) -> str:
    """The verdict with its numbers, or why there is none."""
    judged = outcome.judgement.says if outcome.judgement else ""
    if outcome.status == "done":
        return judged
    if outcome.status == "interrupted" and outcome.run is not None:
        done, planned = len(outcome.run.epochs), outcome.run.plan.epochs
        return f"Stopped after {done} of {planned} epochs; until then: {judged or 'nothing was measured.'}"
    return outcome.error or _STATUSES.get(outcome.status, _new(outcome.status)).means


def name_of(outcome: Outcome) -> str:
    """`Model 4.1: DMSO + model 4`."""
    key, title = outcome.experiment.key, outcome.experiment.title
    return f"Model {key}: {title}" if title and title.casefold() != key.casefold() else f"Model {key}"


def _new(word: str) -> Word:
    return Word(word.replace("_", " "), "quiet", "?", "")
