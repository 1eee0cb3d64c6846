"""Prose as sentences, each with the line on which it starts."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from aescope.notebook.layout import Piece, plain

# Paragraphs and sentences longer than this are no prose that a person wrote about a model.
_LONGEST = 20_000
_LONGEST_SENTENCE = 1000
_END = re.compile(
    r"(?<=[.!?])(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bvs\.)(?<!\bca\.)(?<!\bcf\.)(?<!\bno\.)(?<!\bapprox\.)(?<!\bfig\.)"
    r"[)\]\"'”’*_]*(?:\s+|$)",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"\s*;\s+")
_PICTURE = re.compile(r"!\[[^\[\]]*\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_ABBREVIATED = re.compile(r"\betc\.\s+(?=[a-z])")


@dataclass(frozen=True)
class Sentence:
    """One sentence as people read it, without marks, and its line."""

    text: str
    line: int


def sentences(piece: Piece, *, clauses: bool = False) -> Iterator[Sentence]:
    """The sentences of a paragraph or bullet, without pictures; with `clauses`, a semicolon ends one too."""
    if len(piece.text) > _LONGEST:
        return
    # Pictures are blanked, not cut out, so that every position keeps its line.
    text = _PICTURE.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), piece.text)
    for start, end in _spans(text, clauses):
        if end - start > _LONGEST_SENTENCE:
            continue
        bare = plain(text[start:end])
        if any(letter.isalnum() for letter in bare):
            begun = start + len(text[start:end]) - len(text[start:end].lstrip())
            yield Sentence(bare, piece.line + text.count("\n", 0, begun))


def _spans(text: str, clauses: bool) -> Iterator[tuple[int, int]]:
    ends = [found.end() for found in _END.finditer(text) if not _ABBREVIATED.match(text, max(0, found.start() - 4))]
    if clauses:
        ends += [found.end() for found in _CLAUSE_END.finditer(text)]
    start = 0
    for end in sorted({*ends, len(text)}):
        if end > start:
            yield start, end
        start = max(start, end)
