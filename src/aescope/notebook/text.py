"""The bytes of a notebook as text: UTF-8, of a size that a person writes, with the line ending that the file uses."""

import re

from aescope.errors import NotebookError
from aescope.records import Place

# A notebook with pictures pasted into it has some megabytes. Its text has fewer: a log of ten years is below these, and
# what is longer takes more than a second to read.
LARGEST = 16 * 2**20
MOST_CHARACTERS = 1_000_000
MOST_LINES = 20_000

_OTHER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_PASTED = re.compile(r"data:[\w/+.-]+;base64,[\w+/=]*")
# What Markdown takes for the end of a line.
_ENDING = re.compile(rb"\r\n|\r|\n")


def decoded(content: bytes, name: str) -> str:
    """The text of a notebook's bytes, without a byte-order mark.

    Raises NotebookError for a notebook that is too large and for one that is not UTF-8, with line and byte.
    """
    if len(content) > LARGEST:
        raise NotebookError(
            f"{name}: {len(content) / 2**20:.1f} MB; a notebook of at most {LARGEST // 2**20} MB is read. "
            "Link pictures instead of pasting them in."
        )
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotebookError(_not_utf8(content, name, error.start)) from None
    lines = content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n") + 1
    if lines > MOST_LINES:
        raise NotebookError(f"{name}: {lines} lines; a notebook of at most {MOST_LINES} is read. Split it in two.")
    if len(text) > MOST_CHARACTERS:
        characters = len(_PASTED.sub("", text))
        if characters > MOST_CHARACTERS:
            raise NotebookError(
                f"{name}: {characters} characters; a notebook of at most {MOST_CHARACTERS} is read. Split it in two."
            )
    return text.removeprefix("\ufeff")


def line_ending(content: bytes) -> bytes:
    """The line ending that `content` uses most, `\\n` where it has none."""
    windows = content.count(b"\r\n")
    counts = {b"\n": content.count(b"\n") - windows, b"\r\n": windows, b"\r": content.count(b"\r") - windows}
    return max(counts, key=lambda ending: counts[ending])


def _not_utf8(content: bytes, name: str, position: int) -> str:
    line = len(_ENDING.findall(content, 0, position)) + 1
    encoding = _OTHER_MARKS.get(content[:2])
    looks = f"; its first bytes are those of {encoding}" if encoding and position < 2 else ""
    return (
        f"{Place(name, line)}: byte {position} of the file, 0x{content[position]:02x}, is no UTF-8{looks}. "
        "A notebook is read as UTF-8: save it with that encoding."
    )
