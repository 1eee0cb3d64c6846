"""Claims, questions and wishes in the author's prose, each with its line.

A question ends with a question mark. A wish says what is needed or to be tried, or stands under "Next up". A claim is a
sentence that says of the loss, the weights, the output, the images or the learning that something happens to them or
does not: one word of what, one of how. All other prose is left alone.
"""

import re
from collections.abc import Iterator

from aescope.notebook.layout import Kind, Piece
from aescope.notebook.sections import Section
from aescope.notebook.sentences import Sentence, sentences
from aescope.records import Place, Remark, RemarkKind

_WHAT = re.compile(
    r"\b(?:loss(?:es)?|weights?|outputs?|images?|pictures?|reconstructions?|approximations?|predictions?|learning|model"
    r"|network|autoencoder|architecture|sigmoid|softmax|relu|activations?|activation function|gradients?)\b",
    re.IGNORECASE,
)
_HOW = re.compile(
    r"\b(?:chang(?:e|es|ed|ing)|mov(?:e|es|ed|ing)|plateau\w*|stagnat\w*|irregular|noisy|oscillat\w*|fall(?:s|ing)?|fell"
    r"|drop(?:s|ped|ping)?|decreas(?:e|es|ed|ing)|increas(?:e|es|ed|ing)|ris(?:e|es|ing)|rose|converg\w*|diverg\w*"
    r"|explod\w*|learn(?:s|t|ed|ing)?|reconstruct(?:s|ed|ing)?|outputs|outputted|outputting|produc(?:e|es|ed|ing)"
    r"|invert\w*|blurr\w*|constant|identical|(?:is|are|was|were|looks?|remains?|stay(?:s|ed)?) the same"
    r"|stuck|frozen|stay(?:s|ed)?"
    r"|comes? (?:back|out|to rest)|works?|worked)\b"
    r"|\b(?:no|not|any|doesn't|does not)\s+output\b"
    # "The pictures are black", not "people with black pictures".
    r"|\b(?:black|white|gr[ae]y|blank|empty)\b(?!\s+(?:(?:or|and)\s+\w+\s+)?(?:pictures?|images?|photos?))",
    re.IGNORECASE,
)
# With these a sentence needs no word of what: "No change visualised", "Still nothing changing".
_NOTHING_CHANGES = re.compile(
    r"\b(?:no|nothing|not|never)\b(?:\s+\w+){0,3}\s+(?:chang\w*|learn\w*|reconstruct\w*)"
    r"|\b(?:everything|all)\b(?:\s+\w+){0,3}\s+(?:changes|changed|learns|learned|reconstructed)",
    re.IGNORECASE,
)
# These leave open what happens, or only say what is being done.
_OPEN = re.compile(
    r"\b(?:see|check|test|know|wonder\w*|find out|ask\w*)\s+(?:if|whether|what)\b|^\W*if\b", re.IGNORECASE
)
_DOING = re.compile(r"^\W*\w+ing\b", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|wasn't|isn't|seems?|gets?|got|gives?|gave|makes?|made|does|doesn't|did|didn't|returns?|produces?"
    r"|outputs|outputted|leads?|led|helps?|keeps?|changes|changed)\b",
    re.IGNORECASE,
)
_WISH = re.compile(
    r"\b(?:needs?|should|would like|(?<!don't )(?<!not )want(?:s|ed)?|have to|must|going to"
    r"|let'?s|ought to|hope\w*|way to go)\b"
    r"|\b(?:will|'ll|to|could|might)\s+(?:try|run|test|add|change|use|redo|train|augment)\b"
    r"|^\W*(?:try|test|add|use|change|augment|visuali[sz]e|check|increase|todo)\b",
    re.IGNORECASE,
)


def read_remarks(section: Section, file: str) -> Iterator[Remark]:
    """The remarks of one section, in their order."""
    for piece, parts in zip(section.pieces, section.parts, strict=True):
        # The rows of a table begin with a bar.
        is_prose = piece.kind in (Kind.PARAGRAPH, Kind.BULLET) and not piece.quoted and not piece.text.startswith("|")
        if is_prose and not parts & {"structure", "parameters", "data"}:
            yield from _of_piece(piece, file, is_next="next" in parts)


def _of_piece(piece: Piece, file: str, is_next: bool) -> Iterator[Remark]:
    # A wish keeps its reason: "Change the optimiser; see if anything changes" is one.
    for sentence in sentences(piece, clauses=not is_next):
        kind = _kind(sentence, is_next)
        if kind:
            # "Weights do not change; ..." is cited without what joined the clauses.
            yield Remark(kind, sentence.text.strip(" ;"), Place(file, sentence.line))


def _kind(sentence: Sentence, is_next: bool) -> RemarkKind | None:
    text = sentence.text
    if re.search(r"\?[)\]\"'.]*$", text) or "? " in text:
        return RemarkKind.QUESTION
    if is_next or _WISH.search(text):
        return RemarkKind.WISH
    if _OPEN.search(text) or (_DOING.search(text) and not _FINITE.search(text)):
        return None
    if _says_how(text) or _NOTHING_CHANGES.search(text):
        return RemarkKind.CLAIM
    return None


def _says_how(text: str) -> bool:
    """Whether a word of what and another one of how stand in the sentence."""
    what = {found.span() for found in _WHAT.finditer(text)}
    how = {found.span() for found in _HOW.finditer(text)}
    return any(one != other for one in what for other in how)
