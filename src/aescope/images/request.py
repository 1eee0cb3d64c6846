"""What a notebook and a command line ask of an image set: bullets and options become a request, texts become steps."""

import glob
from collections.abc import Sequence
from pathlib import Path

from aescope.errors import ImagesError, did_you_mean
from aescope.images.alterations import Alteration, alterations
from aescope.images.alterations.channels import listed
from aescope.images.scalings import Scaling, scalings
from aescope.images.stages import stages_of
from aescope.images.written_steps import Member, pieces, read_step
from aescope.records import Bullet, DataEntry, ImageRequest, Place, Step

# The bullets of `### Data` and of the front matter, by the names that people give them.
_NAMES = {
    "images": "images", "image set": "images", "dataset": "images", "data": "images",
    "place": "place", "location": "place", "folder": "place", "path": "place",
    "channels": "channels", "channel": "channels", "stains": "channels",
    "scaling": "scaling", "normalisation": "scaling", "normalization": "scaling",
    "alterations": "alterations", "alteration": "alterations",
    "labels": "labels", "label": "labels",
    "split by": "split by", "split": "split by", "split_by": "split by", "group by": "split by",
    "pages": "pages",
    "validation split": "validation split", "validation_split": "validation split",
}  # fmt: skip
_PAGES = {
    "": "", "channels": "channels", "stains": "channels",
    "pictures": "pictures", "images": "pictures", "planes": "pictures", "frames": "pictures", "moments": "pictures",
}  # fmt: skip
LABELS = ("folder", "file", "none")
SPLITS = ("picture", "file", "folder", "well", "plate", "label")


def request(
    name: str,
    bullets: tuple[Bullet, ...],
    entry: DataEntry | None,
    *,
    location: str | None,
    scaling: str | None,
    channels: str | None,
    base_folder: Path,
) -> ImageRequest:
    """The request for the set `name`: the command line before the experiment's bullets before the front matter.

    Places in a notebook stay as written and count from `base_folder` when they are read; those of the command line
    count from the current folder, and from `base_folder` where nothing is there.
    Raises ImagesError for an unknown bullet, step or value, with the nearest known one.
    """
    given: dict[str, Bullet] = {}
    for bullet in (*(entry.bullets if entry else ()), *bullets):
        given[_canonical(bullet)] = bullet
    for option, value in (("scaling", scaling), ("channels", channels)):
        if value is not None:
            given[option] = Bullet(option, value, Place(f"--{option} {name}"))
    if location is not None:
        given["place"] = Bullet("place", _from_here(location, base_folder), Place(f"--data {name}"))
    steps = [*_steps(given.get("scaling"), "scaling"), *_steps(given.get("alterations"), "alteration")]
    wanted, grey = _channels(given.get("channels"))
    written = [entry.place] if entry else [bullet.place for bullet in bullets]
    place = next(iter(written), given["place"].place if "place" in given else None)
    return ImageRequest(
        name=name,
        location=given["place"].value.strip(" `\"'") if "place" in given else "",
        channels=wanted,
        scaling=tuple(step for member, step in steps if isinstance(member, Scaling)),
        alterations=(*grey, *(step for member, step in steps if isinstance(member, Alteration))),
        labels=_one_of(given.get("labels"), {name: name for name in LABELS}),
        split_by=_one_of(given.get("split by"), {name: name for name in SPLITS}),
        pages=_one_of(given.get("pages"), _PAGES),
        validation_split=_share(given.get("validation split")),
        place=place,
    )


def reading_key(request: ImageRequest) -> str:
    """What reading depends on: images that were read for one request serve every other with the same key."""
    stages = stages_of(request)
    cut = [(step.name, tuple(sorted(step.arguments.items()))) for step in stages.geometry]
    asked = (request.location, request.channels, request.labels, request.split_by, request.pages)
    return repr((request.name.casefold(), asked, cut, bool(stages.filters)))


def _canonical(bullet: Bullet) -> str:
    name = _NAMES.get(bullet.name.strip().casefold())
    if name is None:
        known = sorted(set(_NAMES.values()))
        near = did_you_mean(bullet.name, known)
        raise ImagesError(f'{bullet.place}: unknown bullet "{bullet.name}" of an image set; {near}')
    return name


def _from_here(location: str, base_folder: Path) -> str:
    """A place of the command line as a whole path; the name of a simulated set stays a name."""
    written = Path(location).expanduser()
    here = Path.cwd() / written
    if here.exists():
        return str(here)
    if glob.has_magic(location):
        return str(Path(glob.escape(str(Path.cwd()))) / written)
    is_path = len(written.parts) > 1 and not (base_folder / written).exists()
    return str(here) if is_path else location


def _steps(bullet: Bullet | None, noun: str) -> list[tuple[Member, Step]]:
    """The steps of one bullet; a scaling among alterations, or the other way round, is understood too."""
    if bullet is None:
        return []
    own: Sequence[Member] = scalings() if noun == "scaling" else alterations()
    other: Sequence[Member] = alterations() if noun == "scaling" else scalings()
    found = []
    for text in pieces(bullet.value):
        try:
            found.append(read_step(text, own, noun, bullet.place))
        except ImagesError as error:
            try:
                found.append(read_step(text, other, noun, bullet.place))
            except ImagesError:
                raise error from None
    return found


def _channels(bullet: Bullet | None) -> tuple[tuple[str, ...], tuple[Step, ...]]:
    """Names of the channels to take, and the step that a wish for grey is."""
    names = listed(bullet.value) if bullet else ()
    if len(names) == 1 and names[0].casefold() == "all":
        return (), ()
    if len(names) == 1 and names[0].casefold() in ("grey", "gray", "greyscale", "grayscale"):
        return (), (read_step("grey", alterations(), "alteration", bullet.place if bullet else None)[1],)
    return names, ()


def _one_of(bullet: Bullet | None, known: dict[str, str]) -> str:
    if bullet is None:
        return ""
    value = bullet.value.strip(" `\"'").casefold()
    if value in known:
        return known[value]
    raise ImagesError(f'{bullet.place}: {bullet.name} = "{bullet.value}"; {did_you_mean(value, filter(None, known))}')


def _share(bullet: Bullet | None) -> float | None:
    if bullet is None:
        return None
    text = bullet.value.strip()
    try:
        share = float(text.removesuffix("%")) / (100 if text.endswith("%") else 1)
    except ValueError:
        share = float("nan")
    if not 0 < share < 1:
        raise ImagesError(
            f'{bullet.place}: validation split = "{bullet.value}"; expected a share between 0 and 1, such as 0.2'
        )
    return share
