"""Bullets `name = value` under Parameters and Data: read under their one name, refused with the nearest known one."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from aescope.errors import did_you_mean, nearest
from aescope.notebook.layout import Kind, Piece
from aescope.notebook.spellings import DATA, DATA_NAMES, PARAMETER_NAMES, PARAMETERS, plainly, shown
from aescope.records import Bullet, Note, Place

# A name is a few words; what is longer is a sentence that happens to hold a colon.
_MOST_WORDS = 5
# The sign stands outside code marks, unless they hold the whole bullet, and is no part of an address.
_SIGN = re.compile(r"`[^`]*`|(?P<sign>(?<![=<>!])=(?!=)|:(?!//))")
# `Note: it was slow again` is prose, `Lerning rate: 1e-4` a slip. A value of more words than this makes a sentence.
_SENTENCE = 3
# Who has made that many slips reads the first ones.
_MOST_REMARKS = 50
# How alike a name before a colon must be to a known one to be a slip: one letter in six, on difflib's scale.
_ALIKE = 0.8
_LINK = re.compile(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_CHECKBOX = re.compile(r"\[[ xX]\]\s+")
_BACKQUOTED = re.compile(r"`+\s*([^`\n]+?)\s*`+")


@dataclass(frozen=True)
class Read:
    """What the bullets of one part say; `faults` refuse the experiment, `notes` name what was not read."""

    bullets: tuple[Bullet, ...] = ()
    notes: tuple[Note, ...] = ()
    faults: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Vocabulary:
    """The names that one part knows."""

    part: str
    spellings: Mapping[str, str]
    names: tuple[str, ...]
    # Whether a colon after an unknown name is a slip of the author's even where no known name is near.
    colon_binds: bool = True


_PARAMETER_WORDS = _Vocabulary("Parameters", PARAMETERS, PARAMETER_NAMES)
_DATA_WORDS = _Vocabulary("Data", DATA, DATA_NAMES, colon_binds=False)


def read_parameters(pieces: Iterable[Piece], file: str) -> Read:
    """The bullets under `### Parameters`."""
    return _read(pieces, file, _PARAMETER_WORDS)


def read_data(pieces: Sequence[Piece], file: str, folder: Path) -> Read:
    """The bullets under `### Data`; in prose, a back-quoted path that exists below `folder` is the place."""
    read = _read(pieces, file, _DATA_WORDS)
    if any(bullet.name == "place" for bullet in read.bullets):
        return read
    for note in read.notes:
        text = next(piece.text for piece in pieces if piece.line == note.place.line)
        for quoted in _BACKQUOTED.findall(text):
            if _exists(folder, quoted):
                notes = tuple(other for other in read.notes if other != note)
                return Read((*read.bullets, Bullet("place", quoted, note.place)), notes, read.faults)
    return read


def setting(text: str) -> tuple[str, str, str] | None:
    """Name, sign and value of a bullet's text as written; None for prose."""
    bare = _LINK.sub(r"\1", _CHECKBOX.sub("", text.strip(), count=1))
    if re.fullmatch(r"`[^`]*`", bare):
        bare = bare.strip("`")
    sign = next((found for found in _SIGN.finditer(bare) if found["sign"]), None)
    if sign is None:
        return None
    name = _undressed(bare[: sign.start()])
    if not 0 < len(plainly(name).split()) <= _MOST_WORDS:
        return None
    return name, sign[0], _undressed(bare[sign.end() :])


def _read(pieces: Iterable[Piece], file: str, words: _Vocabulary) -> Read:
    bullets: dict[str, Bullet] = {}
    notes: list[Note] = []
    faults: list[str] = []
    for piece in pieces:
        if len(faults) + len(notes) > _MOST_REMARKS:
            break
        place = Place(file, piece.line)
        if piece.quoted or piece.kind not in (Kind.BULLET, Kind.PARAGRAPH):
            continue
        found = setting(piece.text)
        name = words.spellings.get(plainly(found[0]), "") if found else ""
        if piece.kind is Kind.PARAGRAPH:
            if found and name:
                notes.append(_not_a_bullet(piece, place, words))
        elif found is None and piece.holds_bullets:
            continue
        elif found is None or not (name or _binds(*found, piece, words)):
            notes.append(_prose(piece, place, words))
        elif not name:
            faults.append(_unknown(found[0], found[1], place, words))
        elif not found[2]:
            faults.append(f"{place}: {found[0]} has no value; write `* {found[0]} = VALUE` or take the bullet out.")
        elif second := _second_setting(found[2], words):
            faults.append(_two_in_one(found[2], second, place))
        elif name in bullets and bullets[name].value != found[2]:
            faults.append(_twice(name, bullets[name], found[2], place, words))
        else:
            bullets.setdefault(name, Bullet(name, found[2], place))
    return Read(tuple(bullets.values()), tuple(notes), tuple(faults))


def _binds(name: str, sign: str, value: str, piece: Piece, words: _Vocabulary) -> bool:
    """Whether an unknown name stands where a known one was meant."""
    if sign == "=":
        return True
    if piece.holds_bullets and not value:
        return False
    if get_close_matches(plainly(name), words.spellings, n=1, cutoff=_ALIKE):
        return True
    return words.colon_binds and len(value.split()) <= _SENTENCE


def _unknown(name: str, sign: str, place: Place, words: _Vocabulary) -> str:
    near = nearest(plainly(name), words.spellings)
    meant = f'did you mean "{near}"?' if near else did_you_mean(name, map(shown, words.names))
    prose = " Prose may stand there too, without `=` or `:`." if sign == ":" else ""
    return f'{place}: "{name}" is no name that is known under {words.part}; {meant}{prose}'


def _twice(name: str, first: Bullet, value: str, place: Place, words: _Vocabulary) -> str:
    joined = f" Join them: `{shown(name).capitalize()} = {first.value}; {value}`." if words is _DATA_WORDS else ""
    return f'{place}: {shown(name)} = "{value}", but line {first.place.line} says "{first.value}". Keep one.{joined}'


def _second_setting(value: str, words: _Vocabulary) -> str:
    """A known name with `=` inside another bullet's value, outside brackets: "loss" in "adam, loss = mse"."""
    outside = re.sub(r"\([^()]*\)", "", value)
    names = re.findall(r"[,;]\s*([^=:,;]+?)\s*=", outside)
    return next((name for name in names if plainly(name) in words.spellings), "")


def _two_in_one(value: str, second: str, place: Place) -> str:
    return f'{place}: one bullet sets two things ("{value}"). Give {second} a bullet of its own: `* {second} = ...`.'


def _not_a_bullet(piece: Piece, place: Place, words: _Vocabulary) -> Note:
    first = " ".join(piece.text.split("\n")[0].split())
    return Note(place, f"under {words.part} bullets are read, and this is none: not read", f"* {first}")


def _prose(piece: Piece, place: Place, words: _Vocabulary) -> Note:
    text = " ".join(piece.text.split())
    examples = {"Parameters": "* epochs = NUMBER", "Data": "* Alterations = STEP; STEP"}
    return Note(place, f'not read under {words.part}: "{text}"', examples[words.part])


def _undressed(text: str) -> str:
    """A value without emphasis, code marks and escapes around it, on one line."""
    line = re.sub(r"`+|\*\*", "", " ".join(text.split())).strip("* ")
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", line)


def _exists(folder: Path, path: str) -> bool:
    try:
        return (folder / path).exists()
    except (OSError, ValueError):
        return False
