from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from aescope.notebook import read_text, with_answers, without_answers

PATH = Path("log.md")
MODEL = "## Model {key}\n\n### Structure\n\n```python\ndecoded = Conv2D(1, 3)(input_img)\n```\n"
BLOCK = "<!-- aescope:{key}:begin -->\nmeasured\n<!-- aescope:{key}:end -->\n"


def notebook(text: str | bytes):
    return read_text(text if isinstance(text, bytes) else text.encode(), PATH)


def test_a_block_stands_before_the_heading_that_ends_its_experiment():
    text = MODEL.format(key=1) + "Prose.\n## Afterthoughts\n\nMore prose.\n"
    answered = with_answers(notebook(text), {"1": "measured"}).decode()
    assert answered == text.replace("## After", BLOCK.format(key=1) + "## After")


def test_the_last_experiments_block_stands_at_the_end():
    text = MODEL.format(key=1)
    assert with_answers(notebook(text), {"1": "measured"}).decode() == text + BLOCK.format(key=1)


def test_a_heading_of_the_first_level_and_an_underlined_one_end_an_experiment_too():
    for heading in ("# Part two\n", "Part two\n---\n", "Part two\n===\n"):
        text = MODEL.format(key=1) + "\n" + heading
        answered = with_answers(notebook(text), {"1": "measured"}).decode()
        assert answered == text.replace("Part", BLOCK.format(key=1) + "Part").replace(
            "# " + BLOCK.format(key=1), BLOCK.format(key=1) + "# "
        )


def test_a_missing_last_newline_stays_missing():
    text = MODEL.format(key=1) + "the end"
    answered = with_answers(notebook(text), {"1": "measured"})
    assert answered.decode() == text + "\n" + BLOCK.format(key=1).removesuffix("\n")
    assert without_answers(answered) == text.encode()


def test_a_block_has_the_line_endings_of_the_file():
    content = (MODEL.format(key=1) + "## End\n").replace("\n", "\r\n").encode()
    answered = with_answers(notebook(content), {"1": "two\nlines"})
    assert answered.count(b"\n") == answered.count(b"\r\n")
    assert without_answers(answered) == content


def test_markers_inside_code_are_the_authors_text():
    shown = "```\n" + BLOCK.format(key=1) + "```\n"
    text = "# How it looks\n\n" + shown + MODEL.format(key=1) + shown
    assert without_answers(text.encode()) == text.encode()
    answered = with_answers(notebook(text), {"1": "measured"})
    assert answered.decode() == text + BLOCK.format(key=1)
    assert without_answers(answered) == text.encode()


def test_code_that_closes_between_markers_of_the_authors_is_still_theirs():
    text = "```\n<!-- aescope:1:begin -->\n```\n<!-- aescope:1:end -->\n" + MODEL.format(key=1)
    answered = with_answers(notebook(text), {"1": "measured"})
    assert without_answers(answered) == text.encode()


def test_in_a_code_block_that_never_closes_the_answers_go_before_it():
    text = MODEL.format(key=1) + "\n```\nnever closed\n## Model 2\n"
    answered = with_answers(notebook(text), {"1": "measured"})
    assert answered.decode() == text.replace("```\nnever", BLOCK.format(key=1) + "```\nnever")
    assert without_answers(answered) == text.encode()


def test_a_lonely_marker_is_left_alone():
    text = "<!-- aescope:1:end -->\n" + MODEL.format(key=1) + "<!-- aescope:1:begin -->\n"
    assert without_answers(text.encode()) == text.encode()
    assert without_answers(with_answers(notebook(text), {"1": "measured"})) == text.encode()


def test_what_stands_between_markers_is_never_read():
    text = MODEL.format(key=1) + "<!-- aescope:1:begin -->\n" + MODEL.format(key=1) + "<!-- aescope:1:end -->\n"
    assert [experiment.key for experiment in notebook(text).experiments] == ["1"]


def test_a_line_of_an_answer_that_looks_like_a_marker_does_no_harm():
    text = MODEL.format(key=1)
    answered = with_answers(notebook(text), {"1": "<!-- aescope:1:end -->\n```\nnever closed"})
    assert without_answers(answered) == text.encode()


def test_an_answer_for_an_unknown_key_is_an_error():
    with pytest.raises(KeyError, match="no experiment '2'; there are 1"):
        with_answers(notebook(MODEL.format(key=1)), {"2": "measured"})


LINES = st.sampled_from(
    [
        *(MODEL.format(key=key) for key in ("1", "4.1", "baseline")),
        "```\n",
        "~~~~python\n",
        "  ```\n",
        "> ```\n",
        "- item\n  ```\n  code\n",
        "    indented\n",
        "<pre>\n",
        "</pre>\n",
        "<!--\n",
        "-->\n",
        "---\n",
        "## Prose\n",
        "Underlined\n---\n",
        "# Part\n",
        "prose\n",
        "\n",
        BLOCK.format(key="1"),
        BLOCK.format(key="9"),
        *(f"<!-- aescope:{key}:{kind} -->\n" for key in ("1", "4.1") for kind in ("begin", "end")),
        "<!-- aescope:1:begin --> \n",
        "Grüße, 你好\n",
    ]
)
ANSWERS = st.text(alphabet=st.sampled_from("a\n\r`~#-> <!é"), max_size=30) | st.just("```\n<!-- aescope:1:end -->")


@settings(max_examples=300, deadline=None)
@given(
    parts=st.lists(LINES, max_size=12),
    ending=st.sampled_from(["\n", "\r\n", "\r"]),
    last=st.booleans(),
    mark=st.booleans(),
    answers=st.lists(ANSWERS, min_size=5, max_size=5),
)
@example(["```\n", "<!-- aescope:1:begin -->\n", "```\n", "<!-- aescope:1:end -->\n"], "\n", True, False, ["", *"abcd"])
def test_taking_the_answers_out_gives_back_the_authors_bytes(parts, ending, last, mark, answers):
    text, seen = "", set()
    for part in parts:
        if part not in seen or not part.startswith("## Model"):
            text += part
        seen.add(part)
    content = ("\ufeff" if mark else "").encode() + text.replace("\n", ending).encode()
    content = content if last else content.rstrip(b"\r\n")
    own = without_answers(content)
    assert without_answers(own) == own
    read = notebook(content)
    assert read.content == own
    blocks = {experiment.key: answer for experiment, answer in zip(read.experiments, answers, strict=False)}
    answered = with_answers(read, blocks)
    assert without_answers(answered) == own
    again = notebook(answered)
    assert replace(again, content=b"") == replace(notebook(own), content=b"")
    assert with_answers(again, blocks) == answered
