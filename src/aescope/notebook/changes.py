"""Sentences that change one parameter of the experiment before: "Changed the optimiser to adadelta"."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from aescope.notebook.sentences import Sentence
from aescope.notebook.words import LOSSES, OPTIMIZERS, folded, is_loss, is_optimizer
from aescope.records import Bullet, Place

# What has not happened (yet) changes nothing.
_NOT_DONE = re.compile(
    r"\b(?:not|never|no longer|without|will|would|could|should|might|may|must|shall|if|whether|going to|want|try to"
    r"|trying to|need|needs|plan|plans|next|maybe|perhaps|later)\b|n't\b",
    re.IGNORECASE,
)
_CHANGED = (
    r"(?:changed|changing|switched|switching|swapped|swapping|replaced|replacing|set|setting|moved|moving|exchanged"
    r"|modified|altered|raised|raising|increased|increasing|lowered|lowering|reduced|reducing|decreased|upped|doubled)"
)
_TO = r"(?:over\s+)?(?:from\s+\S+\s+)?(?:to|with|by|for|into|=)\s+(?:be\s+)?(?:the\s+|an?\s+)?"
_VALUE = (
    r"(?P<value>[^\W\d_]\w*(?:\.\w+)*(?:\([^()]{0,200}\))?"
    r"(?:[ -](?:squared|absolute|cross|entropy|crossentropy|error))*)"
)
_NUMBER = r"(?P<value>\d+(?:\.\d+)?(?:e[-+]?\d+)?)"
_OPTIMIZER = r"optimi[sz]er"
_LOSS = r"(?:loss|cost)(?:\s+function)?"
_USED = (
    r"(?:used|using|tried|trying|took|taking|ran|run|running|trained|training|now|same|but)\b"
    r"(?:\s+(?:it|this|with|instead)){0,2}"
)


@dataclass(frozen=True)
class Changes:
    """The parameters that sentences change, each with the line of its sentence, and the first sentence that does.

    `unread` are sentences that begin like one of these and could not be read.
    """

    parameters: tuple[Bullet, ...] = ()
    sentence: str = ""
    place: Place | None = None
    unread: tuple[Sentence, ...] = ()


# A change is told early and briefly; what follows is discussion, and looking for changes in it takes its time.
_MOST_SENTENCES = 40
_LONGEST = 300
_MENTIONED = re.compile(
    rf"{_OPTIMIZER}|loss|cost|epoch|batch|learning|\blr\b|{'|'.join(sorted((*OPTIMIZERS, *LOSSES)))}", re.IGNORECASE
)
# Each pattern says what it changes and holds the new value.
Patterns = tuple[tuple[str, re.Pattern[str]], ...]


def _told(name: str, noun: str, value: str) -> Patterns:
    """ "Changed the NOUN to VALUE" and "NOUN was changed to VALUE"."""
    patterns = (
        rf"\b{_CHANGED}\s+(?:up\s+|over\s+)?(?:the\s+|my\s+|our\s+)?(?:number\s+of\s+|n\s+)?{noun}\s+{_TO}{value}",
        rf"\b{noun}\s+(?:(?:was|is|has|been|now)\s+){{0,3}}{_CHANGED}\s+{_TO}{value}",
        rf"\b{_CHANGED}\b.{{0,60}}?\band\s+(?:the\s+)?{noun}\s+{_TO}{value}",
    )
    return tuple((name, re.compile(pattern, re.IGNORECASE)) for pattern in patterns)


def _hinted(noun: str) -> tuple[re.Pattern[str], ...]:
    """Patterns that a known name of an optimizer or loss makes clear: "used VALUE as NOUN", "VALUE instead of"."""
    patterns = (
        rf"\b{noun}\s*(?:=|:|is\s+now|now|is|was)\s*{_VALUE}",
        rf"\b(?:changed|switched|moved|went|swapped)\s+(?:over\s+)?to\s+(?:the\s+|an?\s+)?{_VALUE}",
        rf"\b{_USED}\s+(?:the\s+|an?\s+)?{_VALUE}\s+(?:as\s+(?:the\s+|an?\s+|my\s+|our\s+)?)?{noun}",
        rf"^\s*(?:with\s+)?{_VALUE}\s+as\s+(?:the\s+|an?\s+)?{noun}",
        rf"\b{_USED}\s+(?:the\s+)?{_VALUE}\s+(?:{noun}\s+)?instead\b",
        rf"\b{_VALUE}\s+(?:{noun}\s+)?instead\s+of\s+\w+",
        rf"\b{_CHANGED}\s+(?:the\s+)?\w+(?:\([^()]*\))?\s+{_TO}{_VALUE}",
        rf"\b(?:but|now|this\s+time|same|again|except|only)\b(?:\s+\w+){{0,5}}?\s+(?:with|using|use)\s+(?:the\s+)?{_VALUE}",
    )
    return tuple(re.compile(pattern, re.IGNORECASE) for pattern in patterns)


_OPTIMIZER_TOLD = _told("optimizer", _OPTIMIZER, _VALUE)
_NUMBERS_TOLD: Patterns = (
    *_told("epochs", r"epochs?", _NUMBER),
    *_told("batch_size", r"batch(?:\s+size)?", _NUMBER),
    *_told("learning_rate", r"(?:learning\s+rate|lr)", _NUMBER),
    ("epochs", re.compile(rf"\b{_USED}\s+(?:for\s+)?{_NUMBER}\s+epochs", re.IGNORECASE)),
    ("batch_size", re.compile(rf"\b{_USED}\s+an?\s+batch\s+size\s+of\s+{_NUMBER}", re.IGNORECASE)),
    ("learning_rate", re.compile(rf"\b{_USED}\s+an?\s+learning\s+rate\s+of\s+{_NUMBER}", re.IGNORECASE)),
)
_OPTIMIZER_HINTED = _hinted(_OPTIMIZER)
_LOSS_HINTED = (*(pattern for _, pattern in _told("loss", _LOSS, _VALUE)), *_hinted(_LOSS))


def read_changes(sentences: Iterable[Sentence], file: str) -> Changes:
    """The parameters that `sentences` say have been changed; what will, may or should be changed is left out."""
    found: dict[str, Bullet] = {}
    first: Sentence | None = None
    unread: list[Sentence] = []
    for sentence in islice(sentences, _MOST_SENTENCES):
        changed = dict(reversed(list(_changed(sentence.text))))
        for name, value in changed.items():
            found.setdefault(name, Bullet(name, value, Place(file, sentence.line)))
        if changed:
            first = first or sentence
        elif _BEGINS_AS_A_CHANGE.match(sentence.text):
            unread.append(sentence)
    place = Place(file, first.line) if first else None
    return Changes(tuple(found.values()), first.text if first else "", place, tuple(unread))


def _changed(text: str) -> Iterator[tuple[str, str]]:
    """Name and value of what a sentence says was changed, the surest reading first."""
    if len(text) > _LONGEST or not _MENTIONED.search(text):
        return
    for name, pattern in (*_OPTIMIZER_TOLD, *_NUMBERS_TOLD):
        for match in pattern.finditer(text):
            if _has_happened(text, match) and folded(match["value"]) not in _NO_VALUE:
                yield name, match["value"]
    for name, patterns, is_known in (("optimizer", _OPTIMIZER_HINTED, is_optimizer), ("loss", _LOSS_HINTED, is_loss)):
        for pattern in patterns:
            for match in pattern.finditer(text):
                if _has_happened(text, match) and is_known(match["value"]):
                    yield name, match["value"]


def _has_happened(text: str, match: re.Match[str]) -> bool:
    clause = re.split(r"[,;]", text[: match.start()])[-1] + match[0]
    asked = text.rstrip().endswith("?") and not re.search(r"[,;.]", text[match.end() :])
    return not asked and not _NOT_DONE.search(clause)


_BEGINS_AS_A_CHANGE = re.compile(rf"(?:(?:i|we)\s+|then\s+|now\s+)?{_CHANGED}\b", re.IGNORECASE)
# "Changed the optimiser to see if ...": no names of anything.
_NO_VALUE = frozenset(
    (
        "a",
        "an",
        "another",
        "be",
        "check",
        "different",
        "find",
        "get",
        "help",
        "it",
        "make",
        "one",
        "other",
        "see",
        "test",
    )
)
