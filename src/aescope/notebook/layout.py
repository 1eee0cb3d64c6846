"""Markdown as a flat row of pieces, each with its line: headings, paragraphs, bullets, code blocks, front matter.

The parser is markdown-it; nothing is interpreted here and nothing is changed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache

from markdown_it import MarkdownIt
from markdown_it.token import Token
from mdit_py_plugins.front_matter import front_matter_plugin

from aescope.errors import NotebookError

# Links and pictures are looked for in text that holds brackets. What hostile brackets cost grows with their number:
# ten thousand take half a second, a long log has hundreds.
MOST_BRACKETS = 10_000
_MOST_LINKED_TEXT = 200_000
# What follows in a heading is not read; no title is that long.
_LONGEST_HEADING = 500
_INLINE_MARKUP = re.compile(r"[*_`\[\]<>&!\\]")
_YAML_BEGINS = re.compile(r"[\w\"'][^:#]{0,60}:(?:\s|$)|\{")
_PASTED_PICTURE = re.compile(r"\(\s*<?data:[^)>\s]*")


class Kind(StrEnum):
    """What a piece of a notebook is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    BULLET = "bullet"
    CODE = "code"
    INDENTED_CODE = "indented code"
    FRONT_MATTER = "front matter"


@dataclass(frozen=True)
class Target:
    """A link or a picture: where it leads (percent-encoded), its text, the line on which it stands."""

    address: str
    text: str
    line: int
    picture: bool


@dataclass(frozen=True)
class Piece:
    """One block of Markdown. `text` is as written, without the marks of the block; for headings it is plain text.

    `line` and `last` are its first and last line, from 1. For code, `line` is the fence and `text` what follows it.
    """

    kind: Kind
    text: str
    line: int
    last: int
    level: int = 0
    language: str = ""
    quoted: bool = False
    targets: tuple[Target, ...] = ()
    holds_bullets: bool = False


@dataclass(frozen=True)
class Fence:
    """A fenced block outside lists and quotes, by its first and last line (from 0); unless `closed`, up to the end."""

    first: int
    last: int
    closed: bool


def pieces(text: str, name: str) -> tuple[Piece, ...]:
    """All pieces of a notebook in the order in which they stand; the file's `name` is for messages.

    Raises NotebookError where there are more links than a person writes.
    """
    environment: dict[str, object] = {}
    tokens = _tokens(text, environment)
    return tuple(_Walk(name, environment).pieces(tokens))


def top_level_fences(text: str) -> list[Fence]:
    """The fenced blocks of `text` that stand in no list and no quote."""
    if "```" not in text and "~~~" not in text:
        return []
    lines = re.split(r"\r\n|\r|\n", text)
    return [
        Fence(token.map[0], min(token.map[1], len(lines)) - 1, _is_closed(token, lines))
        for token in _tokens(text, {})
        if token.type == "fence" and token.level == 0 and token.map
    ]


def plain(markdown: str) -> str:
    """A line of Markdown as people read it: without emphasis, code marks and addresses, on one line."""
    if not _INLINE_MARKUP.search(markdown):
        return " ".join(markdown.split())
    tokens = _inline().parseInline(markdown)
    return " ".join("".join(_texts(tokens[0].children or ())).split()) if tokens else ""


def _tokens(text: str, environment: dict[str, object]) -> list[Token]:
    tokens = _with_front_matter().parse(text, environment)
    if tokens and tokens[0].type == "front_matter" and not _is_front_matter(tokens[0].content):
        environment.clear()
        return _blocks().parse(text, environment)
    return tokens


def _is_front_matter(text: str) -> bool:
    """Whether what stands between two rules at the top is YAML, and no prose between two drawn lines."""
    lines = [line for line in text.splitlines() if line.strip()]
    written = [line for line in lines if not line.startswith("#")]
    if not written:
        return not lines
    return bool(_YAML_BEGINS.match(written[0])) and not any(line.startswith(("```", "~~~")) for line in written)


# Marks inside a line are read where they are needed, which is rarely.
@cache
def _blocks() -> MarkdownIt:
    return MarkdownIt("commonmark").disable("inline")


@cache
def _with_front_matter() -> MarkdownIt:
    return MarkdownIt("commonmark").use(front_matter_plugin).disable("inline")


@cache
def _inline() -> MarkdownIt:
    return MarkdownIt("commonmark")


def _is_closed(token: Token, lines: Sequence[str]) -> bool:
    assert token.map
    first, end = token.map[0], min(token.map[1], len(lines))
    last = lines[end - 1]
    bare = last.strip()
    return (
        end - 1 > first
        and len(bare) >= len(token.markup)
        and set(bare) == {token.markup[0]}
        and len(last) - len(last.lstrip(" ")) < 4
    )


def _texts(children: Sequence[Token]) -> Iterator[str]:
    for child in children:
        if child.type in ("softbreak", "hardbreak"):
            yield " "
        elif child.type == "image":
            yield "".join(_texts(child.children or ()))
        elif child.type in ("text", "code_inline"):
            yield child.content


class _Walk:
    """One pass over the parser's tokens."""

    def __init__(self, name: str, environment: dict[str, object]) -> None:
        self._name = name
        self._environment = environment
        self._brackets = 0
        self._linked_text = 0

    def pieces(self, tokens: Sequence[Token]) -> list[Piece]:
        found: list[Piece] = []
        items: list[int | None] = []  # for every list item that is open, the number of its piece
        quotes = heading = 0
        for token in tokens:
            match token.type:
                case "blockquote_open":
                    quotes += 1
                case "blockquote_close":
                    quotes -= 1
                case "list_item_open":
                    outer = items[-1] if items else None
                    if outer is not None:
                        found[outer] = replace(found[outer], holds_bullets=True)
                    items.append(None)
                case "list_item_close":
                    items.pop()
                case "heading_open":
                    heading = int(token.tag[1]) if token.level == 0 else 0
                case "inline":
                    opens_item = bool(items) and items[-1] is None
                    if opens_item:
                        items[-1] = len(found)
                    found.append(self._text_piece(token, heading, opens_item, quotes > 0))
                    heading = 0
                case "fence" | "code_block" | "front_matter":
                    if items and items[-1] is None:
                        items[-1] = len(found)
                    found.append(_block_piece(token, quotes > 0))
                case _:
                    pass
        return found

    def _text_piece(self, token: Token, heading: int, bullet: bool, quoted: bool) -> Piece:
        first, end = token.map or (0, 1)
        if heading:
            kind, text = Kind.HEADING, plain(token.content[:_LONGEST_HEADING])
        else:
            kind, text = (Kind.BULLET if bullet else Kind.PARAGRAPH), token.content
        targets = self._targets(token.content, first + 1) if "[" in token.content else ()
        return Piece(kind, text, first + 1, end, heading, quoted=quoted, targets=targets)

    def _targets(self, content: str, line: int) -> tuple[Target, ...]:
        content = _PASTED_PICTURE.sub("(data:", content)
        self._brackets += content.count("[")
        self._linked_text += len(content)
        if self._brackets > MOST_BRACKETS or self._linked_text > _MOST_LINKED_TEXT:
            raise NotebookError(
                f"{self._name}:{line}: more links than are read (at most {MOST_BRACKETS} brackets in "
                f"{_MOST_LINKED_TEXT} characters). Split the notebook in two."
            )
        tokens = _inline().parseInline(content, self._environment)
        return tuple(_targets(tokens[0].children or (), line)) if tokens else ()


def _targets(children: Sequence[Token], line: int) -> Iterator[Target]:
    link: tuple[str, int, list[str]] | None = None
    for child in children:
        if child.type == "link_open":
            link = (str(child.attrs.get("href", "")), line, [])
        elif child.type == "link_close" and link is not None:
            address, begun, texts = link
            yield Target(address, " ".join("".join(texts).split()), begun, picture=False)
            link = None
        elif child.type == "image":
            alt = " ".join("".join(_texts(child.children or ())).split())
            yield Target(str(child.attrs.get("src", "")), alt, line, picture=True)
            line += sum(inner.type in ("softbreak", "hardbreak") for inner in child.children or ())
        if link is not None:
            link[2].extend(_texts([child]))
        line += child.type in ("softbreak", "hardbreak")


def _block_piece(token: Token, quoted: bool) -> Piece:
    first, end = token.map or (0, 1)
    kind = {"fence": Kind.CODE, "code_block": Kind.INDENTED_CODE}.get(token.type, Kind.FRONT_MATTER)
    words = token.info.strip().split()
    return Piece(kind, token.content, first + 1, end, language=words[0] if words else "", quoted=quoted)
