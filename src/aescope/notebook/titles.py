"""What a title says of its experiment: `CIFAR + model 4`, `model 4 + sigmoid in last layer`, `doubled up dataset`."""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from aescope.notebook.spellings import plainly
from aescope.notebook.words import activation_in, can_name_a_set, folded, is_loss, is_optimizer, says_doubled
from aescope.records import Bullet, Place, Step

_JOINT = re.compile(r"\s*(\+|&|;|,(?!\d)|\b(?:with|and|but|plus|using|(?<!based )(?<!built )on)\b)\s*", re.IGNORECASE)
_BASE = re.compile(
    r"(?:(?:same|again|based|built|variant|copy)?\s*(?:as|like|on|of|from|see)?\s*(?:in|the)?\s*)model\s+#?"
    r"(?P<key>[^\W_][\w.-]*?)(?:'s)?[.,]?(?:\s+(?:structure|architecture|again|net|network))?",
    re.IGNORECASE,
)
_LAST_LAYER = re.compile(r"\b(?:last|final|output|end)\b", re.IGNORECASE)
_INSTEAD = re.compile(r"\b(?:instead of|rather than|not)\s+\w+", re.IGNORECASE)
_TAKEN_OUT = re.compile(r"\b(?:no|without|minus)\b", re.IGNORECASE)
_SET_WORDS = re.compile(
    r"(?:the\s+)?(?P<name>\S+)\s+(?:data\s?sets?|data|images?|image set|pictures|crops|set)", re.IGNORECASE
)
_NUMBER = r"(\d+(?:\.\d+)?(?:e-?\d+)?)"
_SETTINGS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("epochs", re.compile(r"(?:for\s+)?(\d+)\s+(?:n\s+)?epochs?", re.IGNORECASE)),
    ("epochs", re.compile(r"(?:n\s+)?epochs?\s*(?:of|=|:)?\s*(\d+)", re.IGNORECASE)),
    ("batch_size", re.compile(r"batch(?:es| size)?\s*(?:of|=|:)?\s*(?:size\s+)?(\d+)", re.IGNORECASE)),
    ("learning_rate", re.compile(rf"(?:learning rate|lr)\s*(?:of|=|:)?\s*{_NUMBER}", re.IGNORECASE)),
)


@dataclass(frozen=True)
class TitleWords:
    """What was read in a title. `base` is the key after "model", "" where none; `unread` are the other terms."""

    place: Place
    title: str = ""
    base: str = ""
    image_set: str = ""
    edits: tuple[Step, ...] = ()
    alterations: tuple[Step, ...] = ()
    parameters: tuple[Bullet, ...] = ()
    unread: tuple[str, ...] = ()

    @property
    def claims(self) -> tuple[Step, ...]:
        """What the title says of the structure, as steps: the base first."""
        return (Step("base", {"key": self.base}, self.place, self.title), *self.edits) if self.base else self.edits


def read_title(title: str, place: Place, known_sets: Collection[str]) -> TitleWords:
    """Read a title term by term; terms are joined by `+`, `,`, `with`, `and`, `on`.

    `known_sets` are names of image sets that the notebook uses elsewhere. A single word before `+ model N` is the name
    of an image set unless it is a word of the trade ("dropout + model 4").
    """
    parts = _JOINT.split(re.sub(r"\s+(without|minus)\b", r" + \1", title))
    terms = list(zip(["", *parts[1::2]], (" ".join(part.split()) for part in parts[0::2]), strict=True))
    reading = _Reading(title, place, known_sets)
    for number, (joint, term) in enumerate(terms):
        if term:
            before_base = number + 1 < len(terms) and _BASE.fullmatch(terms[number + 1][1]) is not None
            reading.take(term, set_expected=before_base or joint.casefold() == "on")
    return reading.words


class _Reading:
    """Collects the terms of one title; each reader takes a term or leaves it to the next."""

    def __init__(self, title: str, place: Place, known_sets: Collection[str]) -> None:
        self._place = place
        self._known = {name.casefold(): name for name in known_sets}
        self.words = TitleWords(place, title)

    def take(self, term: str, set_expected: bool) -> None:
        readers: tuple[Callable[[str, bool], TitleWords | None], ...] = (
            self._base,
            self._edit,
            self._alteration,
            self._parameter,
            self._image_set,
        )
        for reader in readers:
            words = reader(term, set_expected)
            if words is not None:
                self.words = words
                return
        self.words = self._with(unread=(*self.words.unread, term))

    def _with(self, **changes: Any) -> TitleWords:
        return replace(self.words, **changes)

    def _base(self, term: str, _: bool) -> TitleWords | None:
        found = _BASE.fullmatch(term)
        if not found or self.words.base:
            return None
        return self._with(base=found["key"].rstrip("."))

    def _edit(self, term: str, _: bool) -> TitleWords | None:
        taken_out = _TAKEN_OUT.search(term)
        activation = "linear" if taken_out else activation_in(_INSTEAD.sub("", term))
        if (
            not activation
            or not _LAST_LAYER.search(term)
            or (taken_out and "activ" not in term and not activation_in(term))
        ):
            return None
        step = Step("output-activation", {"to": activation}, self._place, term)
        return self._with(edits=(*self.words.edits, step))

    def _alteration(self, term: str, _: bool) -> TitleWords | None:
        if not says_doubled(term):
            return None
        return self._with(alterations=(*self.words.alterations, Step("double", {}, self._place, term)))

    def _parameter(self, term: str, _: bool) -> TitleWords | None:
        bare = re.sub(r"^(?:the|an?)\s+", "", term, flags=re.IGNORECASE)
        words = plainly(bare)
        name, value = "", bare
        if is_optimizer(bare) or (words.endswith(" optimizer") and is_optimizer(words.removesuffix(" optimizer"))):
            name, value = "optimizer", re.sub(r"\s+optimi[sz]er$", "", bare, flags=re.IGNORECASE)
        elif is_loss(words.removesuffix(" function").removesuffix(" loss")):
            name, value = "loss", re.sub(r"(?:\s+loss)?(?:\s+function)?$", "", bare, flags=re.IGNORECASE)
        for setting, pattern in _SETTINGS:
            if not name and (found := pattern.fullmatch(bare)):
                name, value = setting, found[1]
        if not name or any(bullet.name == name for bullet in self.words.parameters):
            return None
        return self._with(parameters=(*self.words.parameters, Bullet(name, value, self._place)))

    def _image_set(self, term: str, expected: bool) -> TitleWords | None:
        described = _SET_WORDS.fullmatch(term)
        word = described["name"] if described else term
        known = self._known.get(word.casefold(), "")
        likely = expected or described is not None
        if self.words.image_set or not (known or (likely and can_name_a_set(word) and _is_a_name(word, expected))):
            return None
        return self._with(image_set=known or word)


def _is_a_name(word: str, expected: bool) -> bool:
    """Before `+ model N` any word will do; before "dataset" it has to look like a name: CIFAR, DMSO, BBBC021."""
    return expected or any(letter.isupper() or letter.isdigit() for letter in word[1:]) or folded(word) == "cells"
