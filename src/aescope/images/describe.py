"""What is known of each picture beside its values: its name, its group for the split, its label."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from aescope.errors import ImagesError
from aescope.images.fields import well_in
from aescope.images.look import Looked
from aescope.records import ImageRequest, Picture

# Stacks that are one class each are few; of more files the names are running numbers.
_MOST_STACKS = 30


@dataclass(frozen=True)
class Labelling:
    """Where labels come from: `own` (the file holds them), `folder`, `file`, or `none`."""

    kind: str

    def label(self, looked: Looked, number: int) -> str:
        """The label of the field's picture of this number, from 0."""
        field, own = looked.field, looked.headers[0].labels
        if self.kind == "own":
            return own[number] if own else ""
        if self.kind == "folder":
            return PurePosixPath(field.folder).name
        if self.kind == "file":
            return PurePosixPath(field.name).name if len(looked.headers) > 1 else PurePosixPath(field.name).stem
        return ""


def labelling_of(looked: Sequence[Looked], request: ImageRequest) -> Labelling:
    """As the request says; else labels in the files, else class folders, else one class for each of a few stacks."""
    if request.labels:
        return Labelling(request.labels)
    if any(each.headers[0].labels for each in looked):
        return Labelling("own")
    if len({PurePosixPath(each.field.folder).name for each in looked}) > 1:
        return Labelling("folder")
    stacks = [each for each in looked if each.headers[0].count > 1 and not each.headers[0].together]
    return Labelling("file" if 1 < len(stacks) == len(looked) <= _MOST_STACKS else "none")


def pictures_of(looked: Looked, labelling: Labelling, request: ImageRequest) -> tuple[Picture, ...]:
    """The pictures of one field. Raises ImagesError for a split by wells that the names do not tell."""
    header, field = looked.headers[0], looked.field
    pictures = []
    for number in range(header.count):
        part = header.names[number] if header.names else str(number + 1)
        name = f"{field.name} #{part}" if header.count > 1 else field.name
        label = labelling.label(looked, number)
        pictures.append(Picture(name, _group(looked, number, name, label, request), label))
    return tuple(pictures)


def _group(looked: Looked, number: int, name: str, label: str, request: ImageRequest) -> str:
    """What may not be parted: by default the well that the name tells, the file whose planes these are, or nothing."""
    header, field = looked.headers[0], looked.field
    well = " ".join(part for part in (field.plate, field.well) if part) if field.well else ""
    if request.split_by == "well":
        well = well or well_in(field.name)
        if not well:
            raise ImagesError(f"{request.place or request.name}: split by well, but {field.name} names no well")
        return well
    if request.split_by:
        folder = _folder_above_label(field.folder, label)
        plate = field.plate or folder
        return {"picture": name, "file": field.name, "folder": folder, "plate": plate, "label": label}[request.split_by]
    if header.groups:
        return header.groups[number]
    return well or (field.name if header.together else name)


def _folder_above_label(folder: str, label: str) -> str:
    """The folder of the donor or plate: where the innermost one is the label, the one that holds it."""
    path = PurePosixPath(folder)
    return path.parent.as_posix() if path.name == label and len(path.parts) > 1 else folder
