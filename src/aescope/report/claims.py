"""The author's claims, questions and wishes beside what was measured."""

import re
from dataclasses import dataclass

from aescope.records import Answers, Outcome, Remark, RemarkKind
from aescope.report.numbers import number, skill, varies_by

_TOPICS = {
    "loss": re.compile(r"\b(loss\w*|plateau\w*|stagnat\w*|converg\w*)\b", re.IGNORECASE),
    "weights": re.compile(r"\b(weight\w*|gradient\w*|layer\w*|train\w*|learn\w*)\b", re.IGNORECASE),
    "pictures": re.compile(
        r"\b(output\w*|image\w*|picture\w*|reconstruct\w*|predict\w*|result\w*|black|white|grey|gray)\b", re.IGNORECASE
    ),
}


@dataclass(frozen=True)
class Weighed:
    """A remark with what was measured on its subject; `measured` is agreed, contradicted or not_testable."""

    remark: Remark
    measured: str
    evidence: str


def weighed(outcome: Outcome, *kinds: RemarkKind) -> tuple[Weighed, ...]:
    """The experiment's remarks of these kinds, in the notebook's order.

    What a sentence claims is for its reader to judge: here stand the numbers on what it speaks of.
    """
    return tuple(
        Weighed(remark, "not_testable", evidence(remark, outcome))
        for remark in outcome.experiment.remarks
        if not kinds or remark.kind in kinds
    )


def evidence(remark: Remark, outcome: Outcome) -> str:
    """What was measured on what the sentence speaks of; on all three questions where it names none of them."""
    if outcome.answers is None:
        return f"nothing was measured: {outcome.status}"
    named = [topic for topic, words in _TOPICS.items() if words.search(remark.text)]
    return "; ".join(_measured(outcome.answers, topic) for topic in named or _TOPICS)


def _measured(answers: Answers, topic: str) -> str:
    if topic == "loss":
        loss = answers.does_the_loss_move
        return f"loss {number(loss.first, 7)} to {number(loss.last, 7)} (moves: {loss.answer}; plateau: {loss.plateau})"
    if topic == "weights":
        layers = answers.do_the_weights_change.layers
        changed = sum(layer.answer == "yes" for layer in layers)
        return f"weights changed in {changed} of {len(layers)} layers"
    pictures = answers.is_the_image_reconstructed
    return f"skill {skill(pictures.skill, pictures.skill_interval)}, {varies_by(pictures.input_dependence)}"
