"""What pasted Python may say, with the notebook's lines, and what is refused without being run."""

import ast

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aescope.errors import NotebookError, StructureError
from aescope.records import CodeBlock, Place, Value
from aescope.source import (
    arguments_of,
    dotted_name,
    expression,
    last_name,
    literal,
    parse,
    place_of,
    text_of,
)


def block(text: str, line: int = 40) -> CodeBlock:
    return CodeBlock(text, Place("log.md", line))


def read(text: str, **names: Value) -> Value:
    code = block(text)
    return literal(expression(code), names, code)


def refusal(text: str, **names: Value) -> str:
    with pytest.raises(StructureError) as caught:
        read(text, **names)
    return str(caught.value)


def test_lines_are_the_lines_of_the_notebook():
    code = block("x = 1\n\n# a comment\ny = 2\n", line=40)
    first, second = parse(code).body
    assert (first.lineno, second.lineno) == (40, 43)
    assert str(place_of(second, code)) == "log.md:43"


def test_a_block_indented_as_a_whole_is_read():
    assert [type(node) for node in parse(block("    x = 1\n    y = 2")).body] == [ast.Assign, ast.Assign]


def test_a_block_without_a_line_counts_from_one():
    code = CodeBlock("x = 1", Place("log.py"))
    assert place_of(parse(code).body[0], code).line == 1


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("3", 3),
        ("1e-4", 1e-4),
        ("-0.5", -0.5),
        ("+2", 2),
        ("'same'", "same"),
        ("True", True),
        ("None", None),
        ("(3, 3)", (3, 3)),
        ("[1, [2, 3]]", (1, (2, 3))),
        ("()", ()),
        ("28*28", 784),
        ("2**10", 1024),
        ("10**9", 1_000_000_000),
        ("10**-4", 1e-4),
        ("7 // 2 + 7 % 4 - 1", 5),
        ("1 / 8", 0.125),
        ("int(28 / 4)", 7),
        ("imw // 8", 25),
        ("(imw, imh, 1)", (200, 100, 1)),
        ("size[0]", 96),
        ("size[-1]", 64),
    ],
)
def test_plain_values_are_read(text, value):
    found = read(text, imw=200, imh=100, size=(96, 64))
    assert found == value
    assert type(found) is type(value)


@settings(deadline=None, derandomize=True)
@given(
    st.recursive(st.integers(-(2**63) + 1, 2**63 - 1) | st.booleans() | st.text() | st.none(), st.lists, max_leaves=20)
)
def test_every_plain_value_comes_back_from_its_text(value):
    def frozen(part: object) -> object:
        return tuple(map(frozen, part)) if isinstance(part, list) else part

    assert read(repr(value)) == frozen(value)


@settings(deadline=None, derandomize=True)
@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_finite_float_comes_back_from_its_text(value):
    assert read(repr(value)) == value


@settings(deadline=None, derandomize=True)
@given(st.text(alphabet="0123456789eE+-*/%.()[], '\"abx_\n", max_size=40))
def test_any_text_is_read_or_refused_with_its_line(text):
    try:
        read(text)
    except (StructureError, NotebookError) as refused:
        message = str(refused)
    else:
        message = "log.md:40"
    assert message.startswith("log.md:4")


@pytest.mark.parametrize(
    "text", ["9**9**9", "10**100", "2**63", "1e999", "1e308*10", "1/0", "5 % 0", "(-8)**0.5", "0**-1", "2.0**5000"]
)
def test_numbers_that_do_not_fit_are_refused_uncomputed(text):
    assert "expected a number that fits, below 2**63." in refusal(text)


@pytest.mark.parametrize(
    "text",
    ["b'x'", "3j", "...", "{1: 2}", "{1, 2}", "f'{3}'", "[i for i in ()]", "lambda: 1", "a if b else c", "not 1"],
)
def test_what_is_no_plain_value_is_refused(text):
    assert refusal(text).startswith(f"log.md:40: found {text[:4]}")
    assert "expected a number" in refusal(text)


def test_arithmetic_on_text_is_refused():
    assert refusal("'a' * 1000000000") == "log.md:40: found 'a'; expected a number, for arithmetic. Write the number."


def test_a_name_without_value_says_which_names_have_one():
    assert refusal("imw", rows=3, columns=4) == (
        'log.md:40: found the name "imw" without a value; expected one of columns, rows. Write the number.'
    )


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("__import__('os').system('x')", "__import__"),
        ("exec('x')", "exec"),
        ("f = eval", "eval"),
        ("open('x')", "open"),
        ("compile('1', '', 'eval')", "compile"),
        ("getattr(x, 'y')", "getattr"),
        ("globals()", "globals"),
        ("os.system('rm')", "os.system"),
        ("sys.exit()", "sys.exit"),
        ("subprocess.run('x')", "subprocess.run"),
        ("().__class__.__bases__", ".__bases__"),
        ("x.__class__", "x.__class__"),
        ("Conv2D(__init__=3)", "__init__"),
        ("def __getattr__(x): return x", "__getattr__"),
        ("x = 1\nif x:\n    y = [eval(z) for z in x]", "eval"),
    ],
)
def test_what_could_run_code_is_a_fault_of_the_whole_notebook(text, found):
    with pytest.raises(NotebookError) as caught:
        parse(block(text))
    line = 40 + text.count("\n")
    assert str(caught.value).startswith(f"log.md:{line}: found {found}; expected nothing that could run code")


@pytest.mark.parametrize(
    "text",
    [
        "import os, sys, subprocess",
        "from __future__ import print_function",
        "model.compile(optimizer='adam')",
        "Image.open('x.tif')",
        "os.path.join('a', 'b')",
        "x = __name__",
        "opened = compiled",
        "# eval(x)",
        "x = 'eval'",
    ],
)
def test_what_only_looks_like_it_passes(text):
    parse(block(text))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "x = 1\ny = (",
            "log.md:41: found no Python in \"y = (\" ('(' was never closed); expected code that runs in Keras.",
        ),
        (
            "x = (1,\ny = 2]",
            "log.md:41: found no Python in \"y = 2]\" (closing parenthesis ']' does not match opening"
            " parenthesis '(' on line 40)",
        ),
        (
            "%matplotlib inline",
            'log.md:40: found "%matplotlib inline", a command of Jupyter; expected Python. Take',
        ),
        (">>> x = 1", 'log.md:40: found ">>> x = 1", a prompt of the shell; expected Python.'),
        ("x = 1\0", "log.md:40: found no"),
        ("x = '\ud800'", "log.md:40: found no"),
        ("x = " + "9" * 5000, "log.md:40: found no Python"),
        ("[" * 150 + "]" * 150, "log.md:40: found brackets deeper than 100 levels; expected fewer."),
        ("(" * 5000, "log.md:40: "),
        ("-" * 50_000 + "1", "log.md:40: found brackets deeper than 100 levels; expected fewer."),
        ("x" + ".a" * 20_000, "log.md:40: found brackets deeper than 100 levels; expected fewer."),
        ("1" + "+1" * 3_000, "log.md:40: found brackets deeper than 100 levels; expected fewer."),
        ("x = 1\n" * 20_000, "log.md:40: found a block of 120000 characters; expected at most 100000."),
    ],
)
def test_what_is_no_python_is_refused_with_its_line(text, message):
    with pytest.raises(StructureError) as caught:
        parse(block(text))
    assert str(caught.value).startswith(message)


def test_no_warning_is_shown_for_an_odd_escape(recwarn):
    parse(block("x = '\\d' is 3"))
    assert not recwarn.list


def test_names_are_read_with_and_without_their_prefix():
    node = expression(block("keras.layers.Conv2D"))
    assert (dotted_name(node), last_name(node)) == ("keras.layers.Conv2D", "Conv2D")
    assert dotted_name(expression(block("f(x).y"))) == ""


def test_arguments_are_split_and_hidden_ones_refused():
    code = block("Conv2D(3, (2, 2), padding='same')")
    call = expression(code)
    assert isinstance(call, ast.Call)
    positional, keywords = arguments_of(call, code)
    assert [text_of(node) for node in positional] == ["3", "(2, 2)"]
    assert list(keywords) == ["padding"]
    for hidden in ("f(*sizes)", "f(**options)"):
        code = block(hidden)
        call = expression(code)
        assert isinstance(call, ast.Call)
        with pytest.raises(
            StructureError, match=r"log.md:40: found \*+(sizes|options), whose content is not written here"
        ):
            arguments_of(call, code)


@pytest.mark.parametrize("text", ["x = 1", "1; 2", "", "import os"])
def test_a_value_is_exactly_one_expression(text):
    with pytest.raises(StructureError, match=r"log.md:40: (found \".*\"; expected one value|found no Python)"):
        expression(block(text))
