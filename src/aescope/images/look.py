"""Looks at the headers of all fields before anything is decoded: what they hold, and whether they go together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from aescope.errors import ImagesError
from aescope.images.fields import Field
from aescope.images.files import below, natural
from aescope.images.header import COLOURS, GREY, Block, Header, Unreadable
from aescope.images.memory import free_bytes, in_words
from aescope.images.sources import Found, guarded, look
from aescope.records import ImageRequest, Note, Place


@dataclass(frozen=True)
class Looked:
    """A field with the header of each of its files; `channels` are those of its decoded counts, before any choice."""

    field: Field
    headers: tuple[Header, ...]
    channels: tuple[str, ...]

    @property
    def shape(self) -> tuple[int, int, int, int]:
        """(pictures, height, width, channels)."""
        return (*self.headers[0].shape[:3], len(self.channels))

    @property
    def colour(self) -> bool:
        """Whether it is one file of red, green and blue."""
        return self.channels == COLOURS and len(self.headers) == 1

    def decode(self) -> Block:
        """The counts of all channels. Raises Unreadable for damage, for values that are no numbers, for all zeros."""
        parts = [guarded(header.decode) for header in self.headers]
        for header, counts in zip(self.headers, parts, strict=True):
            if counts.shape != header.shape:
                raise Unreadable(f"is damaged: it promises {header.shape} and gives {counts.shape}")
            if counts.dtype.kind == "f" and not np.isfinite(counts).all():
                unusable = int(np.size(counts) - np.count_nonzero(np.isfinite(counts)))
                raise Unreadable(f"has {unusable} value(s) that are no numbers (NaN or infinite): mend or leave it out")
            if not counts.any():
                raise Unreadable("holds nothing but zeros: an empty or damaged picture")
        if len(parts) == 1:
            return parts[0]
        return np.concatenate([_one_channel(part, header) for part, header in zip(parts, self.headers, strict=True)], 3)


def look_at(
    fields: Sequence[Field], found: Found, request: ImageRequest
) -> tuple[tuple[Looked, ...], tuple[Note, ...]]:
    """Every field that can be read as far as its headers tell, and a note for every other one.

    Raises ImagesError where the fields do not go together: different channels.
    """
    made = {each.name: each.header for each in found.made}
    free = free_bytes()
    looked: list[Looked] = []
    notes: list[Note] = []
    for field in fields:
        try:
            headers = (made[field.name],) if field.name in made else _headers(field, found, request, free)
            seen = Looked(field, headers, _channels(field, headers))
            looked.append(seen)
        except _Left as error:
            notes.append(Note(Place(error.file), f"left out: {error}"))
    return _alike(looked, request), tuple(notes)


def said(looked: Sequence[Looked]) -> Iterator[Note]:
    """What the headers say, each sentence once, at the first field that it is true of."""
    counted: dict[str, list[str]] = {}
    for each in looked:
        for says in dict.fromkeys(says for header in each.headers for says in header.says):
            counted.setdefault(says, []).append(each.field.name)
    for says, names in counted.items():
        yield Note(Place(names[0]), says if len(names) == 1 else f"{says}; so are {len(names) - 1} more")


class _Left(Exception):
    """A file that is left out, and why."""

    def __init__(self, file: str, says: str) -> None:
        super().__init__(says)
        self.file = file


def _headers(field: Field, found: Found, request: ImageRequest, free: int) -> tuple[Header, ...]:
    headers: list[Header] = []
    for _, file in field.files:
        name = below(file, found.root)
        try:
            header = look(file, request)
        except Unreadable as error:
            raise _Left(name, str(error)) from None
        if header.bytes > free:
            count, height, width, channels = header.shape
            raise _Left(
                name,
                f"claims {count} picture(s) of {height} x {width} x {channels} pixels, {in_words(header.bytes)}, but "
                f"{in_words(free)} of memory are free",
            )
        if headers and header.shape[:3] != headers[0].shape[:3]:
            first = below(field.files[0][1], found.root)
            raise _Left(name, f"holds {_size(header)}, but {first} holds {_size(headers[0])}")
        headers.append(header)
    return tuple(headers)


def _channels(field: Field, headers: tuple[Header, ...]) -> tuple[str, ...]:
    """Channel names: of a single file its own (of one channel the one in the file's name), else one for each file."""
    if len(headers) > 1:
        for (_, file), header in zip(field.files, headers, strict=True):
            if len(header.channels) > 1 and header.channels != COLOURS:
                raise _Left(file.name, f"has {len(header.channels)} channels of its own, though it is one of a pair")
        return tuple(channel for channel, _ in field.files)
    (header,) = headers
    return (field.files[0][0],) if field.files and field.files[0][0] and header.channels == GREY else header.channels


def _one_channel(counts: Block, header: Header) -> Block:
    """A file of a pair as one channel: a colour file that is grey counts once."""
    if counts.shape[3] == 1:
        return counts
    if equal_colours(counts):
        return counts[..., :1]
    raise Unreadable("is a colour picture, though it is one channel of several: save it as grey")


def equal_colours(counts: Block) -> bool:
    """Whether red, green and blue are the same everywhere."""
    return bool((counts[..., 0] == counts[..., 1]).all() and (counts[..., 0] == counts[..., 2]).all())


def _alike(looked: list[Looked], request: ImageRequest) -> tuple[Looked, ...]:
    """The fields, if they have the same channels; grey ones among colour ones count as colour."""
    kinds = Counter(each.channels for each in looked)
    if set(kinds) == {GREY, COLOURS}:
        return tuple(each if each.channels == COLOURS else replace(each, channels=COLOURS) for each in looked)
    if len(kinds) > 1:
        held = "; ".join(f"{count} with {', '.join(names)}" for names, count in kinds.most_common())
        raise ImagesError(
            f"{request.name}: the pictures have different channels: {held}. Give them places of their own, or a "
            "pattern that matches one kind."
        )
    return tuple(looked)


def _size(header: Header) -> str:
    count, height, width, _ = header.shape
    return f"{count} picture(s) of {height} x {width}"


def sizes_in_words(sizes: Sequence[tuple[int, int]]) -> str:
    """`256 x 256 (70), 360 x 360 (8)`: the most frequent sizes with their counts, then how many more there are."""
    counted = sorted(Counter(sizes).items(), key=lambda each: (-each[1], natural(str(each[0]))))
    said = ", ".join(f"{height} x {width} ({count})" for (height, width), count in counted[:6])
    return said + (f" and {len(counted) - 6} more sizes" if len(counted) > 6 else "")
