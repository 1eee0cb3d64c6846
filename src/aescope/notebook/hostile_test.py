"""Text that nobody writes in good faith: read or refused with a message, within seconds."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aescope.errors import AescopeError
from aescope.notebook import read_text

CODE = "```python\nx = Conv2D(4, (3, 3))(input_img)\ndecoded = Conv2D(1, (3, 3))(x)\n```\n"
MODEL = "## Model {key}\n\n### Structure\n\n" + CODE + "\n"

HOSTILE = {
    "headings": "".join(f"## Model {number}\n" for number in range(100_000)),
    "nested lists": "".join("  " * depth + "- a\n" for depth in range(900)),
    "nested quotes": ">" * 50_000,
    "brackets": "[" * 50_000,
    "pictures": "![" * 50_000,
    "code never closed": "## Model 1\n\n```python\n" + "x = 1\n" * 10_000,
    "a long title": "## Model 1 - " + "model 4 + " * 50_000,
    "a long chain": MODEL.format(key=0) + "".join(f"## Model {n}\nSee model {n - 1}.\n\n" for n in range(1, 900)),
    "deep yaml": "---\ndata: " + "[" * 900 + "\n---\n",
    "a drawn line": "```python\n" + "-" * 90_000 + "1\n```\n",
    "one bullet": "## Model 1\n### Parameters\n* a = " + "`" * 90_000,
    "NUL": "\0" * 100_000,
    "changes": "## Model 1\n" + (("changed the optimiser " * 30 + ". ") * 20 + "\n\n") * 50,
    "markers": "```\n<!-- aescope:1:begin -->\n```\n<!-- aescope:1:end -->\n" * 4000,
}


def assert_read_or_refused(content):
    message = "log.md"
    try:
        read_text(content, Path("log.md"))
    except AescopeError as refused:
        message = str(refused)
    assert "log.md" in message


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_read_or_refused_within_seconds(name):
    began = time.perf_counter()
    assert_read_or_refused(HOSTILE[name].encode())
    # Ten times what an undisturbed machine takes; without limits these take minutes.
    assert time.perf_counter() - began < 10


SNIPPETS = st.sampled_from(
    [
        *(
            "## Model ",
            "### Structure\n",
            "### Data\n",
            "### Parameters\n",
            "* ",
            "- ",
            "1. ",
            "> ",
            "```python\n",
            "```\n",
        ),
        *(
            "~~~\n",
            "---\n",
            "===\n",
            "See [model 1](#model-1)",
            "![Loss](",
            "results/x_loss.png)",
            "model 1 + ",
            "data:\n",
        ),
        *(
            " = ",
            ": ",
            "[",
            "]",
            "(",
            ")",
            "`",
            "*",
            "_",
            "\\",
            "\n",
            "\n\n",
            "\r\n",
            "\t",
            "    ",
            "\0",
            "é",
            "<!--",
            "-->",
        ),
        *(
            "Conv2D(1)(x)",
            "TSNE(perplexity=p)",
            "__import__",
            "Changed the optimiser to ",
            "adam",
            "?",
            "<div>",
            "%2e%2e/",
        ),
        *("<!-- aescope:1:begin -->\n", "<!-- aescope:1:end -->\n", "[a]: b\n", "&amp;", "#", "1", "a"),
    ]
)


@settings(max_examples=200, deadline=None)
@given(st.lists(SNIPPETS, max_size=40).map("".join))
def test_any_text_is_read_or_refused_with_a_message(text):
    assert_read_or_refused(text.encode())


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused_with_a_message(content):
    assert_read_or_refused(content)
