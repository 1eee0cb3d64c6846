"""The measured block that stands in the notebook behind an experiment: the answers in a few lines of Markdown."""

import re
from urllib.parse import quote

from aescope.records import Answers, Outcome
from aescope.report.numbers import number, signed, skill, varies_by
from aescope.report.words import sentence_of, verdict_of

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&])")


def answer_block(outcome: Outcome) -> str:
    """Verdict, the template's three answers with their yardsticks, and the pictures that the author does not link.

    Nothing in it looks like a heading, a fence or one of our markers, whatever a message holds.
    """
    word = verdict_of(outcome)
    lines = [f"**Measured by aescope: {word.says}.** {_plain(sentence_of(outcome))}"]
    if outcome.answers is not None:
        lines += ["", *_answers(outcome.answers)]
    pictures = _pictures(outcome)
    if pictures:
        lines += ["", f"Pictures: {pictures}"]
    return "\n".join(lines) + "\n"


def _answers(answers: Answers) -> list[str]:
    loss, weights = answers.does_the_loss_move, answers.do_the_weights_change
    pictures = answers.is_the_image_reconstructed
    changed = [layer for layer in weights.layers if layer.answer == "yes"]
    most = max((layer.relative_change for layer in weights.layers), default=None)
    return [
        f"* Does the loss move? **{loss.answer}**: {number(loss.first, 7)} to {number(loss.last, 7)}; a perfect "
        f"reconstruction has {number(loss.floor, 7)}, the mean image {number(loss.mean_image, 7)}"
        f" (position between them: {_position(loss.position, loss.why_null)}); plateau: {loss.plateau}",
        f"* Do the weights change? **{weights.answer}**: {len(changed)} of {len(weights.layers)} layers, the largest "
        f"relative change is {number(most)} (one float32 rounding step: 1.2e-07)",
        f"* Is the image reconstructed? **{pictures.answer}**: skill {skill(pictures.skill, pictures.skill_interval)} "
        f"(1 is perfect, 0 the mean image), untrained network {signed(pictures.untrained_skill)}; "
        f"{varies_by(pictures.input_dependence)}",
    ]


def _position(position: float | None, why: str) -> str:
    return _plain(why or "not defined") if position is None else signed(position)


def _pictures(outcome: Outcome) -> str:
    """Links to the pictures that the author's own text does not show already."""
    linked = {link.path.casefold() for link in outcome.experiment.pictures}
    own = {kind: path for kind, path in outcome.written.items() if path.casefold() not in linked}
    return ", ".join(f"[{kind}]({quote(path)})" for kind, path in own.items())


def _plain(text: str) -> str:
    """The text on one line, with every character escaped that Markdown could take for more than itself."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
