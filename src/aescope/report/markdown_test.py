"""The measured block in the notebook: short, with numbers and yardsticks, and harmless whatever a message holds."""

from dataclasses import replace

import pytest

from aescope.report import answer_block
from aescope.report.names import with_names
from tests.factories import frozen, interrupted, learned, refused, study


def block(outcome):
    return answer_block(with_names(study(outcome)).outcomes[0])


def test_the_verdict_comes_first_then_the_three_answers():
    lines = block(frozen()).splitlines()
    assert lines[0].startswith("**Measured by aescope: nothing moved.** No weight moved")
    assert lines[2].startswith("* Does the loss move? **no**: 1.445775e-07 to 1.445775e-07;")
    assert lines[3].startswith("* Do the weights change? **no**: 0 of 3 layers")
    assert lines[4].startswith("* Is the image reconstructed? **no**: skill -")


def test_it_is_short_enough_to_read_in_the_log():
    assert len(block(learned()).splitlines()) <= 7


def test_only_pictures_that_the_author_does_not_link_are_linked():
    said = block(frozen())
    assert "[activations](results/model1_activations.png)" in said
    assert "model1_output.png" not in said


def test_a_refusal_is_said_with_its_line_and_nothing_else():
    assert block(refused()).count("\n") == 1
    assert 'log.md:305: unknown layer "Conv2DD"' in block(refused())


def test_an_interrupted_run_says_how_far_it_came():
    assert "Stopped after 4 of 30 epochs" in block(interrupted())


@pytest.mark.parametrize(
    "hostile",
    ["<!-- aescope:1:end -->", "\n## Model 99\n", "```python", "[x](javascript:alert(1))", "<script>alert(1)</script>"],
)
def test_a_message_cannot_become_markup(hostile):
    said = block(replace(refused(), error=f"log.md:3: {hostile}"))
    assert len(said.splitlines()) == 1
    for mark in ("<!--", "```", "[x](", "<script"):
        assert mark not in said.replace(f"\\{mark[0]}", "")
