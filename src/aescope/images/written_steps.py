"""Steps as people write them, `divided by 65535`, `crop to [96, 96]`, read into a name and its arguments."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, TypeAlias, TypeVar

from aescope.errors import ImagesError, UnknownName, nearest
from aescope.records import Place, Step, Value
from aescope.registry import bind_arguments

Arguments: TypeAlias = dict[str, Value]

_NUMBER = re.compile(r"(?<![\w.])[-+]?\d+(?:\.\d+)?(?:e[-+]?\d+)?")
_WORD = re.compile(r"[a-z]+")
# Words that tell nothing apart.
_SMALL_WORDS = frozenset(
    {"a", "and", "at", "be", "by", "each", "every", "from", "in", "into", "of", "on", "per", "the", "them", "to", "up"}
    | {"us", "we", "with", "x"}
)


@dataclass(frozen=True)
class Member:
    """A scaling or an alteration, and how people write it.

    `spellings` are its words (small words and punctuation left out) with the arguments that they imply; `numbers` are
    the arguments that the numbers in the text fill, in order; `read` reads texts that are no words and numbers.
    `example` is a bullet's text, for errors and for the manual. What `apply` takes differs with the kind of member;
    its keyword-only parameters are the step's arguments.
    """

    name: str
    apply: Callable[..., Any]
    example: str
    spellings: Mapping[str, Arguments] = field(default_factory=dict)
    numbers: tuple[str, ...] = ()
    read: Callable[[str], Arguments | None] = lambda text: None

    def step(self, given: Mapping[str, Value], place: Place | None = None, says: str = "") -> Step:
        """The step with all its arguments. Raises UnknownName for one that the member does not have or lacks."""
        return Step(self.name, bind_arguments(self.apply, dict(given), self.name), place, says)


Kind = TypeVar("Kind", bound=Member)


def spelled(*texts: str, **arguments: Value) -> dict[str, Arguments]:
    """Spellings that imply these arguments."""
    return {" ".join(_words(text)): dict(arguments) for text in texts}


def pieces(text: str) -> Iterator[str]:
    """The steps of a bullet: parted by `;`, or without any by commas outside brackets that do not part numbers."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        text = text[1:-1]
    parted = text.split(";") if ";" in text else re.split(r",(?![^(\[]*[)\]])(?!\s*[-+]?\.?\d)", text)
    for piece in parted:
        if piece.strip(" \t'\"`."):
            yield piece.strip(" \t'\"`.")


def read_step(text: str, members: Sequence[Kind], noun: str, place: Place | None) -> tuple[Kind, Step]:
    """The member that a text means, and the step with its arguments.

    Raises ImagesError for an unknown name, with the nearest known one, and for arguments that do not fit, with an
    example that does.
    """
    where = f"{place}: " if place else ""
    for read in (_given, lambda text, member: member.read(text.casefold())):
        for member in members:
            given = read(text, member)
            if given is not None:
                return member, _bound(member, given, text, place)
    words = " ".join(_words(text))
    known = {spelling: member for member in members for spelling in (member.name, *member.spellings)}
    near = nearest(words, known)
    if near:
        member = known[near]
        found = "does not fit it" if words in member.spellings else f'did you mean "{near}"?'
        raise ImagesError(f'{where}{noun} "{text}": {found} Write it as `{member.example}`.')
    examples = ", ".join(f"`{member.example}`" for member in members)
    raise ImagesError(f'{where}unknown {noun} "{text}"; known are: {examples}.')


def canonical(step: Step, members: Sequence[Kind], noun: str) -> tuple[Kind, Step]:
    """A step that was made elsewhere (from a title, a remedy), under its member's name with all its arguments."""
    member = next((member for member in members if member.name == step.name.casefold()), None)
    if member is None:
        member, read = read_step(step.name, members, noun, step.place)
        step = replace(read, arguments={**read.arguments, **step.arguments}, says=step.says)
    return member, replace(_bound(member, step.arguments, str(step), step.place), says=step.says)


def _bound(member: Member, given: Mapping[str, Value], text: str, place: Place | None) -> Step:
    try:
        return member.step(given, place)
    except UnknownName as error:
        where = f"{place}: " if place else ""
        raise ImagesError(f'{where}"{text}": {error}; write it as `{member.example}`.') from None


def _given(text: str, member: Member) -> Arguments | None:
    """The arguments that a text gives this member, or None where the text means another or has too many numbers."""
    words = " ".join(_words(text))
    if words not in member.spellings:
        return None
    numbers = _numbers(text)
    # One number for a size is both its sides.
    if member.numbers[:2] == ("height", "width") and len(numbers) == 1:
        numbers = numbers * 2
    if len(numbers) > len(member.numbers):
        return None
    return {**member.spellings[words], **dict(zip(member.numbers, numbers, strict=False))}


def _words(text: str) -> list[str]:
    """Its words, in small letters, without small words; `/` is divide; what belongs to numbers (96x96, 1e-3) is not."""
    text = re.sub(r"(?<=\d)\s*[x×*]\s*(?=\d)", " ", text.casefold().replace("/", " divide "))
    text = _NUMBER.sub(" ", text)
    return [word for word in _WORD.findall(text) if word not in _SMALL_WORDS]


def _numbers(text: str) -> list[Value]:
    text = re.sub(r"(?<=\d)\s*[x×*–—-]\s*(?=\d)", " ", text.casefold().replace("..", " ").replace("/", " "))
    return [int(number) if number.is_integer() else number for number in map(float, _NUMBER.findall(text))]
