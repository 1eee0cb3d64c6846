import pytest

from aescope.errors import NotebookError
from aescope.notebook.layout import Kind, pieces, plain, top_level_fences
from aescope.notebook.sections import sections


def laid_out(text):
    return [(piece.kind, piece.text, piece.line) for piece in pieces(text, "log.md")]


def test_headings_are_read_outside_code_lists_and_quotes_alone():
    text = "# One #\n\n```\n## Code\n```\n\nTwo\nlines\n---\n\n> ## Quoted\n\n- ## Listed\n\n    ## Indented\n"
    headings = [(text, line) for kind, text, line in laid_out(text) if kind is Kind.HEADING]
    assert headings == [("One", 1), ("Two lines", 7)]


def test_bullets_know_their_line_and_whether_they_hold_others():
    found = pieces("* a\n  still a\n  * b\n\n    more of b\n1. c\n", "log.md")
    assert [(piece.kind, piece.text, piece.line, piece.holds_bullets) for piece in found] == [
        (Kind.BULLET, "a\nstill a", 1, True),
        (Kind.BULLET, "b", 3, False),
        (Kind.PARAGRAPH, "more of b", 5, False),
        (Kind.BULLET, "c", 6, False),
    ]


def test_code_keeps_its_language_and_the_line_of_its_fence():
    (code,) = pieces("\n  ~~~ Python title\n  x\n   y\n  ~~~\n", "log.md")
    assert (code.text, code.line, code.last, code.language) == ("x\n y\n", 2, 5, "Python")


def test_a_heading_is_plain_text():
    assert plain("Model **4** - `a_b` and [c](d) &amp; <b>e</b>") == "Model 4 - a_b and c & e"


def test_fences_in_lists_and_quotes_are_not_at_the_top():
    text = "```\na\n```\n- ```\n  b\n  ```\n> ~~~\n> c\n\n````\n```\nd\n"
    assert [(fence.first, fence.last, fence.closed) for fence in top_level_fences(text)] == [
        (0, 2, True),
        (9, 11, False),
    ]


def test_more_links_than_a_person_writes_are_refused():
    with pytest.raises(NotebookError, match=r"^log\.md:3: more links"):
        pieces("[a](b)\n\n" + "[a](b)\n" * 10_000, "log.md")


def test_sections_begin_with_headings_of_two_levels_and_end_before_the_next():
    text = "a\n## B\n\n### C\nc\n# D\n## E\n"
    found = list(sections(pieces(text, "log.md"), 7))
    assert [section.heading.text if section.heading else None for section in found] == [None, "B", "D", "E"]
    assert [section.last_line for section in found] == [1, 5, 6, 7]


@pytest.mark.parametrize(
    ("heading", "parts"),
    [
        ("### Structure", {"structure"}),
        ("### structure, Parameters", {"structure", "parameters"}),
        ("### **Structure & parameters**", {"structure", "parameters"}),
        ("#### Structure (layers):", {"structure"}),
        ("### Hyper-parameters", {"parameters"}),
        ("### Data", {"data"}),
        ("### Next up", {"next"}),
        ("### Data augmentation", {"other"}),
        ("### Structure of the week", {"other"}),
        ("### Results", {"other"}),
    ],
)
def test_a_heading_opens_the_parts_that_it_names(heading, parts):
    (_, section) = sections(pieces(f"## A\n\n{heading}\n\nprose\n", "log.md"), 9)
    assert section.parts[-1] == parts


def test_a_deeper_heading_leaves_a_part_open():
    (_, section) = sections(pieces("## A\n### Structure\n#### Encoder\na\n### Images\nb\n", "log.md"), 9)
    assert [parts for piece, parts in zip(section.pieces, section.parts, strict=True) if piece.text in "ab"] == [
        {"structure"},
        {"other"},
    ]
