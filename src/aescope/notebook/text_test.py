import pytest

from aescope.errors import NotebookError
from aescope.notebook.text import MOST_CHARACTERS, decoded, line_ending


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"", b"\n"),
        (b"a", b"\n"),
        (b"a\nb\n", b"\n"),
        (b"a\r\nb", b"\r\n"),
        (b"a\rb\rc", b"\r"),
        (b"a\r\nb\nc\r\n", b"\r\n"),
        (b"a\nb\nc\r\n", b"\n"),
    ],
)
def test_a_file_has_the_ending_that_it_uses_most(content, ending):
    assert line_ending(content) == ending


def test_a_byte_order_mark_is_no_text():
    assert decoded("\ufeffGrün".encode(), "log.md") == "Grün"


def test_pasted_pictures_do_not_count_as_text():
    pasted = b"![a](data:image/png;base64," + b"A" * MOST_CHARACTERS + b")\n"
    assert decoded(pasted, "log.md").startswith("![a]")
    with pytest.raises(NotebookError, match="characters"):
        decoded(b"A" * (MOST_CHARACTERS + 1), "log.md")


def test_a_byte_that_is_no_utf8_is_named_with_its_line():
    with pytest.raises(NotebookError, match=r"^log\.md:2: byte 4 of the file, 0xe9, is no UTF-8\. "):
        decoded(b"a\r\nb\xe9", "log.md")
