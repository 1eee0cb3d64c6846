"""Reads an image set: counts as stored, what is known of each picture; broken files are named, the others go on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from aescope.errors import ImagesError
from aescope.images.describe import labelling_of, pictures_of
from aescope.images.drawing import evenly_drawn
from aescope.images.fields import Field, fields_of
from aescope.images.geometry import cut, parts_of
from aescope.images.header import GREY, Unreadable
from aescope.images.locate import locate, place_of
from aescope.images.look import Looked, look_at, said
from aescope.images.read_plan import ReadPlan, plan_reading
from aescope.images.sources import Found
from aescope.images.store import Store
from aescope.images.value_range import Range
from aescope.records import ImageRequest, Images, Note, Picture, Place, Step

# So many broken files are named one by one; of the rest the count is said.
_MOST_NOTES = 20
_FILES_OF_MADE = 4


def read_images(
    request: ImageRequest,
    *,
    base_folder: Path,
    limit: int | None = None,
    size: int | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Images:
    """The set's pictures as counts, not yet split or scaled.

    With `limit` at most that many files are read, evenly drawn. `size` cuts simulated pictures. `progress` is told
    (fields read, fields there are). Crop, tile, pad and resize are taken here where `stages` says so.
    Raises ImagesError where no picture can be read, or where those that can do not go together or do not fit memory.
    """
    found = locate(request, base_folder, size)
    place = place_of(request)
    fields, missing = _fields(found, request, place)
    chosen = tuple(fields[index] for index in evenly_drawn(len(fields), _most_fields(fields, limit)))
    looked, unread = look_at(chosen, found, request)
    notes = [*(Note(place, says) for says in found.notes), *missing, *unread]
    if not looked:
        raise _nothing(request, found, notes)
    plan = plan_reading(looked, request, place, found.says)
    gathered = _decoded(looked, plan, request, progress)
    notes += gathered.broken
    if not gathered.pictures:
        raise _nothing(request, found, notes)
    source = _source(found, looked, len(chosen), len(fields))
    values, channels = gathered.store.values, plan.channels
    history = [gathered.read.after(Step("read", {"container": plan.container}, place, source))]
    if gathered.store.equal_colours:
        says = "red, green and blue are equal in every picture, so they were kept once"
        history.append(gathered.read.after(Step("equal colours", {}, place, says)))
        channels = GREY
    history += (cut_range.after(step) for step, cut_range in zip(plan.geometry, gathered.cuts, strict=True))
    return Images(
        request.name,
        source,
        values,
        tuple(gathered.pictures),
        channels,
        plan.container,
        tuple(history),
        notes=_capped([*notes, *said(looked)]),
    )


@dataclass
class _Decoded:
    """What reading gathers: the counts, their range as read and after each cut, the pictures, and broken files."""

    store: Store
    read: Range
    cuts: list[Range]
    pictures: list[Picture] = field(default_factory=list)
    broken: list[Note] = field(default_factory=list)


def _decoded(
    looked: Sequence[Looked], plan: ReadPlan, request: ImageRequest, progress: Callable[[int, int], None] | None
) -> _Decoded:
    store = Store(plan.shape, plan.kind, colour=plan.colour)
    gathered = _Decoded(store, Range(), [Range() for _ in plan.geometry])
    labelling = labelling_of(looked, request)
    for number, each in enumerate(looked, 1):
        try:
            counts = each.decode()
        except Unreadable as error:
            gathered.broken.append(Note(Place(each.field.name), f"left out: {error}"))
        else:
            counts = counts if plan.picked is None else counts[..., list(plan.picked)]
            gathered.read.add(counts)
            pictures = pictures_of(each, labelling, request)
            for step, found in zip(plan.geometry, gathered.cuts, strict=True):
                counts, names = cut(counts, (step,))
                found.add(counts)
                pictures = tuple(part for picture in pictures for part in parts_of(picture, names))
            gathered.store.put(counts)
            gathered.pictures += pictures
        if progress:
            progress(number, len(looked))
    return gathered


def _fields(found: Found, request: ImageRequest, place: Place) -> tuple[tuple[Field, ...], tuple[Note, ...]]:
    if found.made:
        return tuple(Field(made.name, (), "", made.well, made.plate) for made in found.made), ()
    return fields_of(found.files, found.root, request.channels, place)


def _most_fields(fields: Sequence[Field], limit: int | None) -> int:
    """Fields whose files together are at most `limit`. A field that is made counts as four: one looks like another."""
    files = max((len(field.files) or _FILES_OF_MADE for field in fields), default=1)
    return len(fields) if limit is None else max(1, limit // files)


def _source(found: Found, looked: Sequence[Looked], read: int, there: int) -> str:
    """Where the pictures come from: the place, the files with their formats, and how many of how many were read."""
    if found.made:
        return found.says if read == there else f"{found.says}; {read} of {there} fields, evenly drawn"
    files = sum(len(each.headers) for each in looked)
    formats = ", ".join(dict.fromkeys(header.format for each in looked for header in each.headers))
    fields = "" if len(looked) == files else f" of {len(looked)} fields"
    drawn = "" if read == there else f", {read} of {there} fields evenly drawn"
    return f"{found.says}: {files} {formats} file(s){fields}{drawn}"


def _nothing(request: ImageRequest, found: Found, notes: Sequence[Note]) -> ImagesError:
    """The error for a set without a picture: why, for the first few files."""
    reasons = [f"{note.place}: {note.says.removeprefix('left out: ')}" for note in notes[:3]]
    more = f"; and {len(notes) - 3} more" if len(notes) > 3 else ""
    return ImagesError(f"{request.name}: no picture could be read from {found.says}. {'; '.join(reasons)}{more}")


def _capped(notes: Sequence[Note]) -> tuple[Note, ...]:
    if len(notes) <= _MOST_NOTES:
        return tuple(notes)
    more = len(notes) - _MOST_NOTES
    return (*notes[:_MOST_NOTES], Note(notes[_MOST_NOTES].place, f"and {more} more notes like these"))
