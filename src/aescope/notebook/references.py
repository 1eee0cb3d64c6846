"""References from one experiment to another: `See [model 1](#model-1)`, "Same as model 1"."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from aescope.notebook.keys import same_key
from aescope.notebook.layout import Piece, Target
from aescope.notebook.sentences import Sentence, sentences

_OPENING = r"(?:see|(?:the\s+)?same(?:\s+\w+)?\s+as|identical\s+to|(?:a\s+)?copy\s+of|unchanged\s+(?:from|since))"
_WORDS = rf"(?:{_OPENING}|as(?:\s+(?:in|for|with))?|like(?:\s+in)?|copied\s+from|taken\s+from)"
_THING = (
    r"(?:(?:the|that|those|one)\s+)?"
    r"(?:(?:structure|parameters|settings|data|layers|architecture|one|those|that)\s+(?:of|from|in|for)\s+)?"
)
_MODEL = r"model\s+#?(?P<key>[^\W_](?:[\w.-]*\w)?)"
_IN_A_PART = (
    re.compile(rf"\b{_WORDS}\s*:?\s+{_THING}{_MODEL}", re.IGNORECASE),
    re.compile(rf"\W*{_THING}{_MODEL}\W*", re.IGNORECASE),
)
# Prose below the heading speaks of other models too; there only a sentence that begins so hands everything over.
_IN_PROSE = re.compile(rf"{_OPENING}\s*:?\s+{_THING}{_MODEL}", re.IGNORECASE)
_NAMED = re.compile(_MODEL, re.IGNORECASE)
_ANCHOR = re.compile(r"#model-(?P<key>[^\W_][\w.]*)", re.IGNORECASE)


@dataclass(frozen=True)
class Reference:
    """A reference as written. `key` is the experiment's, or what stands for one where `is_known` is False."""

    key: str
    line: int
    says: str
    is_known: bool
    note: str = ""


class Directory:
    """The experiments of a notebook, by key and by the anchors of their sections."""

    def __init__(self, keys: Iterable[str], by_anchor: Mapping[str, str]) -> None:
        self._keys = {same_key(key): key for key in keys}
        self._by_anchor = by_anchor

    @property
    def keys(self) -> tuple[str, ...]:
        """All keys, in the notebook's order."""
        return tuple(self._keys.values())

    def key(self, written: str) -> str:
        """The experiment's own spelling of a key, or "" where there is none."""
        return self._keys.get(same_key(written), "")

    def behind(self, anchor: str) -> str:
        """The experiment whose section a link `#anchor` leads to, or ""."""
        return self._by_anchor.get(unquote(anchor).casefold(), "")


def references(pieces: Iterable[Piece], directory: Directory, *, in_part: bool) -> Iterator[Reference]:
    """The references that stand in `pieces`; `in_part` where these are a part's own text and no prose."""
    for piece in pieces:
        links = [target for target in piece.targets if target.address.startswith("#") and not target.picture]
        if not piece.quoted and (links or "model" in piece.text.casefold()):
            for sentence in sentences(piece):
                found = _linked(sentence, links, directory, in_part) or _named(sentence, directory, in_part)
                if found:
                    yield found


def _linked(sentence: Sentence, links: Iterable[Target], directory: Directory, in_part: bool) -> Reference | None:
    for link in links:
        opening = re.match(rf"\W*{_OPENING}\b.{{0,40}}?{re.escape(link.text)}", sentence.text, re.IGNORECASE)
        if link.text not in sentence.text or not (opening or in_part):
            continue
        named = _NAMED.search(link.text)
        known = directory.behind(link.address[1:])
        if known:
            other = directory.key(named["key"]) if named else known
            note = f'the link "{link.text}" leads to model {known}, and that counts' if other != known else ""
            return Reference(known, sentence.line, sentence.text, is_known=True, note=note)
        named = named or _ANCHOR.match(link.address)
        written = named["key"] if named else link.address
        known = directory.key(written)
        if known or named or opening:
            return Reference(known or written, sentence.line, sentence.text, bool(known))
    return None


def _named(sentence: Sentence, directory: Directory, in_part: bool) -> Reference | None:
    if in_part:
        match = _IN_A_PART[0].search(sentence.text) or _IN_A_PART[1].fullmatch(sentence.text)
    else:
        match = _IN_PROSE.match(sentence.text)
    if not match:
        return None
    known = directory.key(match["key"])
    return Reference(known or match["key"], sentence.line, sentence.text, bool(known))
