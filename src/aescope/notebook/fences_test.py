import pytest

from aescope.errors import NotebookError
from aescope.notebook.fences import code_block, holds_structure, syntax
from aescope.notebook.layout import pieces


def block(code, language="python"):
    (piece,) = pieces(f"\n```{language}\n{code}\n```\n", "log.md")
    return piece


def tree(code, language="python", *, is_ours=False):
    return syntax(block(code, language), "log.md", is_ours=is_ours)


@pytest.mark.parametrize(
    "code",
    [
        "y = Conv2D(1, 3)(x)",
        "y = layers.Dense(2)(Flatten()(x))",
        "m = keras.Sequential([Dense(1)])",
        "m = Sequential()\nm.add(Any(1))",
    ],
)
def test_layers_put_together_are_a_structure_whatever_they_are_called(code):
    assert holds_structure(tree(code))


@pytest.mark.parametrize("code", ["y = f(1)(x)", "TSNE(2).fit(x)", "x = 1", "model.fit(x, x)", "no python at all"])
def test_other_code_is_none(code):
    assert not holds_structure(tree(code))


def test_the_first_line_of_code_is_below_the_fence():
    assert code_block(block("x = 1"), "log.md").place.line == 3


@pytest.mark.parametrize("language", ["bash", "text", "yaml", "json"])
def test_other_languages_are_not_looked_into(language):
    assert tree("eval('1')", language) is None


def test_a_forbidden_call_counts_in_python_and_in_what_is_ours():
    for language, is_ours, code in (("python", False, "eval(x)"), ("", True, "eval(x)"), ("", False, "A(1)(eval(x))")):
        with pytest.raises(NotebookError, match=r"log\.md:3: .*eval"):
            tree(code, language, is_ours=is_ours)
    assert tree("eval(x)", "") is None
