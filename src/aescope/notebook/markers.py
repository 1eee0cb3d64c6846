"""Measured blocks of ours between marker lines: put into the author's bytes and taken out again, byte for byte.

A block is `<!-- aescope:KEY:begin -->` ... `<!-- aescope:KEY:end -->`, each marker a line of its own. Markers inside a
code block of the author's are the author's text.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence

from aescope.notebook.layout import top_level_fences
from aescope.notebook.text import line_ending
from aescope.records import Notebook

_HINT = b"<!-- aescope:"
_MARKER = re.compile(rb"<!-- aescope:([^\s:<>]+):(begin|end) -->")
_OURS = re.compile(r"<!-- aescope:[^\s:<>]+:(?:begin|end) -->")
# Lines that may be laid out anew because markers stand inside code. Only hostile files come near it.
_PATIENCE = 200_000

# The lines from a begin marker to its end marker, both included, counted from 0.
Span = tuple[int, int]


def without_answers(content: bytes) -> bytes:
    """The author's bytes: `content` without the measured blocks that stand in it."""
    if _HINT not in content:
        return content
    lines = content.splitlines(keepends=True)
    markers = _markers(lines)
    quoted: set[int] = set()
    for _ in range(max(2, _PATIENCE // len(lines))):
        spans = _spans(markers, quoted)
        inside = _inside_code(lines, spans)
        if not inside:
            return _joined(lines, spans)
        quoted |= inside
    return content


def with_answers(notebook: Notebook, blocks: Mapping[str, str]) -> bytes:
    """The author's bytes with each measured block before the heading that ends its experiment, or at the end.

    `blocks` are Markdown by the experiment's key. Raises KeyError for a key that the notebook does not have.
    """
    ending = line_ending(notebook.content)
    lines = notebook.content.splitlines(keepends=True)
    known = {experiment.key: experiment for experiment in notebook.experiments}
    for key in blocks:
        if key not in known:
            raise KeyError(f"no experiment {key!r}; there are {', '.join(known)}")
    # A code block that is never closed swallows what follows it: blocks go before it.
    end = next((fence.first for fence in top_level_fences(_text(lines)) if not fence.closed), len(lines))
    before: dict[int, list[bytes]] = {}
    for key, experiment in known.items():
        if key in blocks:
            before.setdefault(min(experiment.last_line, end), []).extend(_block(key, blocks[key], ending))
    cut = bool(lines) and not lines[-1].endswith((b"\n", b"\r"))
    if cut and len(lines) in before:
        lines[-1] += ending
        before[len(lines)][-1] = before[len(lines)][-1].removesuffix(ending)
    answered = [part for index, line in enumerate(lines) for part in (*before.get(index, ()), line)]
    return b"".join([*answered, *before.get(len(lines), ())])


def _block(key: str, text: str, ending: bytes) -> list[bytes]:
    """The lines of one block; a line of `text` that looks like a marker is set in by a space and is none any more."""
    body = [f" {line}" if _OURS.fullmatch(line) else line for line in re.split(r"\r\n|\r|\n", text.strip("\r\n"))]
    lines = [f"<!-- aescope:{key}:begin -->", *body, f"<!-- aescope:{key}:end -->"]
    return [line.encode("utf-8") + ending for line in lines]


def _markers(lines: Sequence[bytes]) -> dict[int, tuple[bytes, bytes]]:
    """Key and kind of every marker line, by its number."""
    found = {}
    for number, line in enumerate(lines):
        if line.startswith(_HINT) and (match := _MARKER.fullmatch(line.rstrip(b"\r\n"))):
            found[number] = (match[1], match[2])
    return found


def _spans(markers: Mapping[int, tuple[bytes, bytes]], quoted: set[int]) -> list[Span]:
    """Begin and end that belong together, the outermost ones; `quoted` markers are the author's text."""
    open_: list[tuple[int, bytes]] = []
    spans: list[Span] = []
    for number, (key, kind) in markers.items():
        if number in quoted:
            continue
        if kind == b"begin":
            open_.append((number, key))
        elif open_ and open_[-1][1] == key:
            first, _ = open_.pop()
            while spans and spans[-1][0] > first:
                spans.pop()
            spans.append((first, number))
        else:
            open_.append((number, b""))
    return spans


def _inside_code(lines: Sequence[bytes], spans: Sequence[Span]) -> set[int]:
    """The markers of spans that begin inside a code block of what is left without any span.

    Only those up to the first span that may itself close the code block: what follows it has to be laid out anew.
    """
    if not spans:
        return set()
    fences = top_level_fences(_text(_kept(lines, spans)))
    starts = [fence.first for fence in fences]
    inside: set[int] = set()
    removed = 0
    for first, last in spans:
        position = first - removed
        removed += last - first + 1
        fence = fences[max(0, bisect_right(starts, position - 1) - 1)] if fences else None
        if fence and fence.first < position < fence.last + (1 if fence.closed else 2):
            inside |= {first, last}
            if any(line.lstrip().startswith((b"```", b"~~~")) for line in lines[first:last]):
                break
        elif inside:
            break
    return inside


def _kept(lines: Sequence[bytes], spans: Iterable[Span]) -> list[bytes]:
    kept: list[bytes] = []
    reached = 0
    for first, last in spans:
        kept.extend(lines[reached:first])
        reached = last + 1
    return [*kept, *lines[reached:]]


def _joined(lines: Sequence[bytes], spans: Sequence[Span]) -> bytes:
    content = b"".join(_kept(lines, spans))
    ended_by_us = bool(spans) and spans[-1][1] == len(lines) - 1 and not lines[-1].endswith((b"\n", b"\r"))
    # The last line had no ending: the one before the block was put there for it.
    return re.sub(rb"(?:\r\n|\r|\n)\Z", b"", content) if ended_by_us else content


def _text(lines: Iterable[bytes]) -> str:
    return b"".join(lines).decode("utf-8", errors="replace").removeprefix("\ufeff")
