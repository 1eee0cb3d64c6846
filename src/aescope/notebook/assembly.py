"""Drafts and what they take over, put together as the records that leave this package."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from aescope.notebook.drafts import Draft
from aescope.notebook.drawings import Drawings
from aescope.notebook.fences import code_block
from aescope.notebook.front_matter import FrontMatter
from aescope.notebook.inheritance import Inheritances
from aescope.notebook.keys import same_key
from aescope.notebook.layout import Piece
from aescope.notebook.sections import Section
from aescope.notebook.words import activation_in, folded, is_optimizer
from aescope.records import Experiment, Inheritance, Note, Place, Remark

OLD_RECORDS = "old-records"
# Without a word on it, experiments see the simulated plate.
_DEFAULT_SET = "cells"


@dataclass(frozen=True)
class Loose:
    """A structure outside the experiments; `above` is the key of the nearest experiment above, "" where none is."""

    key: str
    piece: Piece
    section: Section
    above: str


def image_set(front: FrontMatter) -> tuple[str, Place | None]:
    """The image set of an experiment that names none: the front matter's first, else the simulated cells."""
    return (front.data[0].name, front.data[0].place) if front.data else (_DEFAULT_SET, None)


def old_keys(taken: Iterable[str]) -> Iterator[str]:
    """`old-records`, `old-records-2`, ...: as many as are asked for, without those that the author uses."""
    used = {same_key(key) for key in taken}
    number = 1
    while True:
        key = OLD_RECORDS if number == 1 else f"{OLD_RECORDS}-{number}"
        if same_key(key) not in used:
            yield key
        number += 1


def assembled(
    draft: Draft, inheritances: Inheritances, drawings: Drawings, front: FrontMatter, remarks: Sequence[Remark]
) -> Experiment:
    """The experiment with all that it takes over."""
    structure, parameters, data = (inheritances.part(draft.key, name) for name in ("structure", "parameters", "data"))
    default, default_place = image_set(front)
    return Experiment(
        key=draft.key,
        title=draft.shell.name.title,
        place=draft.place,
        last_line=draft.shell.section.last_line,
        code=structure.code,
        parameters=parameters.bullets,
        data=data.bullets,
        preprocessing=data.code,
        image_set=data.image_set or default,
        image_set_place=data.image_set_place if data.image_set else default_place,
        edits=structure.steps,
        alterations=data.steps,
        title_says=draft.title.claims if draft.code else (),
        inheritance=(*structure.chain, *parameters.chain, *data.chain),
        pictures=tuple(link for key, link in drawings.pictures if key == draft.key),
        projections=tuple(request for key, request in drawings.projections if key == draft.key),
        remarks=tuple(remarks),
        notes=(*draft.notes, *draft.parameters.notes, *draft.data.notes, *_unread(draft), *_links_noted(draft)),
        faults=tuple(dict.fromkeys((*structure.faults, *parameters.faults, *data.faults))),
    )


def old_record(loose: Loose, inheritances: Inheritances, drawings: Drawings, front: FrontMatter) -> Experiment:
    """A structure outside the experiments as one that runs when asked, with the parameters of the one above."""
    file = front.file
    place = Place(file, loose.piece.line)
    above = inheritances.part(loose.above, "parameters") if loose.above else None
    says = "a structure outside the experiments has the parameters of the experiment above it"
    taken = (Inheritance("parameters", loose.above, place, says),) if above and above.bullets else ()
    default, default_place = image_set(front)
    return Experiment(
        key=loose.key,
        title="",
        place=place,
        last_line=loose.section.last_line,
        code=code_block(loose.piece, file),
        parameters=above.bullets if above else (),
        image_set=default,
        image_set_place=default_place,
        inheritance=taken,
        pictures=tuple(link for key, link in drawings.pictures if key == loose.key),
        projections=tuple(request for key, request in drawings.projections if key == loose.key),
        faults=above.faults if above else (),
        only_when_asked=True,
    )


def _unread(draft: Draft) -> Iterator[Note]:
    """What the title and the sentences say without being understood, where the experiment depends on it."""
    own = {bullet.name for bullet in (*draft.parameters.bullets, *draft.changes.parameters)}
    if draft.title.base or not draft.code:
        for term in draft.title.unread:
            proposal, name = _proposed(term)
            if name not in own:
                yield Note(draft.place, f'not read in the title: "{term}"', proposal)
    if not draft.code:
        for sentence in draft.changes.unread:
            yield Note(
                Place(draft.place.file, sentence.line), f'not read: "{sentence.text}"', _proposed(sentence.text)[0]
            )


def _proposed(text: str) -> tuple[str, str]:
    """A bullet that would say what `text` may mean, and the name that it sets."""
    words = set(folded(text).split())
    if words & {"optimiser", "optimizer"} or is_optimizer(text):
        return "* Optimiser = NAME", "optimizer"
    if words & {"loss", "cost"}:
        return "* Loss function = NAME", "loss"
    if words & {"epoch", "epochs", "longer"}:
        return "* n epochs = NUMBER", "epochs"
    if activation := activation_in(text):
        return f"* Output activation = {activation}", "output_activation"
    if words & {"data", "dataset", "set", "images", "pictures", "crops", "cropped", "shuffled", "augmented"}:
        return "* Alterations = STEP; STEP", "alterations"
    return "", ""


def _links_noted(draft: Draft) -> Iterator[Note]:
    for reference in draft.referred.values():
        if reference.note:
            yield Note(Place(draft.place.file, reference.line), reference.note)
