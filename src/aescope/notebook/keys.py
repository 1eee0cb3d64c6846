"""Keys and titles of experiments, and the anchors under which headings can be linked."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from aescope.errors import NotebookError
from aescope.records import Place

# A folder's name has room for 255 bytes on all systems; a key with letters of four bytes each stays below that.
_LONGEST_KEY = 60
_KEY = re.compile(r"[^\W_][\w.-]*")
# Names of devices: Windows has no folder of that name, with or without an ending.
_DEVICES = frozenset(
    ("con", "prn", "aux", "nul", *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)))
)
_MODEL = re.compile(r"model(?:\s+|\s*[#_-]?(?=\d)|\s*(?=[:–—-]|$))", re.IGNORECASE)
_SEPARATOR = re.compile(r"\s+[-–—]+\s+|\s*[:–—]\s*|\s*$")
# "Model 1 and model 2", "Model 1 vs. the others" are about experiments and none themselves.
_COMPARES = re.compile(r"(?:and|or|vs\.?|versus|against|to)\b", re.IGNORECASE)
_TITLE_START = re.compile(r"^[\s:–—-]+")


@dataclass(frozen=True)
class Name:
    """How a heading names its experiment; `is_model` says whether it begins with the word "Model"."""

    key: str
    title: str
    is_model: bool


def read_name(heading: str) -> Name:
    """The key and title of a heading such as `Model 4.1: DMSO + model 4`; without a key the title's slug is the key."""
    start = _MODEL.match(heading)
    if not start:
        return Name(slug(heading), heading, is_model=False)
    rest = heading[start.end() :].strip().lstrip("#")
    word = re.match(r"[^\s:–—]+", rest)
    if word and not re.fullmatch(r"[-+&|]+", word[0]):
        key = word[0].rstrip(".,;)")
        separator = _SEPARATOR.match(rest, word.end())
        if separator or any(letter.isdigit() for letter in key):
            title = rest[separator.end() if separator else word.end() :].strip()
            if _COMPARES.match(title):
                return Name(slug(heading), heading, is_model=False)
            return Name(key or word[0], title, is_model=True)
    title = _TITLE_START.sub("", rest)
    return Name(slug(title) or "model", title, is_model=True)


def slug(title: str) -> str:
    """A title as a key: lower case, letters and digits joined by single hyphens."""
    return re.sub(r"[\W_]+", "-", title.casefold()).strip("-")[:_LONGEST_KEY].strip("-")


def same_key(key: str) -> str:
    """Equal for keys that are one folder on a system that ignores case."""
    return unicodedata.normalize("NFKC", key).casefold()


def refuse_unfit(key: str, place: Place) -> None:
    """Raise NotebookError for a key of which no folder can be made on every system."""
    if not _KEY.fullmatch(key):
        raise NotebookError(
            f'{place}: the key "{key}" cannot be the name of a folder; letters, digits, ".", "_" and "-" were '
            f"expected, a letter or digit first. Write `## Model {slug(key) or 'KEY'} - title`."
        )
    if key.partition(".")[0].casefold() in _DEVICES:
        raise NotebookError(
            f'{place}: the key "{key}" is the name of a device on Windows and of no folder. Choose another one.'
        )
    if len(key) > _LONGEST_KEY:
        raise NotebookError(
            f"{place}: the key has {len(key)} characters; at most {_LONGEST_KEY} were expected, because it becomes a "
            "folder. Shorten it."
        )


def refuse_twins(keys: Iterable[tuple[str, Place]]) -> None:
    """Raise NotebookError with both lines where a key stands twice."""
    seen: dict[str, tuple[str, Place]] = {}
    for key, place in keys:
        twin = seen.setdefault(same_key(key), (key, place))
        if twin[1] != place:
            raise NotebookError(
                f'{twin[1]} and line {place.line}: the key "{key}" is there twice'
                f"{'' if twin[0] == key else f' (as {twin[0]!r} first; case does not count)'}. Each experiment has a "
                "key of its own, which becomes its folder: give one of them another, `## Model KEY - title`."
            )


def anchors(headings: Iterable[str]) -> list[str]:
    """The anchor of each heading as GitHub makes it: lower case, hyphens for spaces, -1, -2 for repetitions."""
    counts: dict[str, int] = {}
    made = []
    for heading in headings:
        base = re.sub(r"[^\w\- ]", "", heading.strip().lower()).replace(" ", "-")
        number = counts.get(base, 0)
        anchor = base
        while number and anchor in counts:
            anchor = f"{base}-{number}"
            number += 1
        counts[base] = max(number, 1)
        counts.setdefault(anchor, 1)
        made.append(anchor)
    return made
