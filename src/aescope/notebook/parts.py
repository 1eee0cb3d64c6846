"""The three parts of an experiment, as its own section has them and as filled up from another experiment."""

import re
from dataclasses import dataclass, replace

from aescope.notebook.drafts import Draft
from aescope.records import Bullet, CodeBlock, Inheritance, Place, Step

_COMPILED = re.compile(r"\.compile\s*\(")


@dataclass(frozen=True)
class Part:
    """A part with all that belongs to it; `steps` are edits of a structure or alterations of data.

    `chain` says where what is not the section's own was taken from, nearest first. `image_set` is "" where nothing
    names one. A part that `is_complete` takes nothing over.
    """

    is_complete: bool
    code: CodeBlock | None = None
    bullets: tuple[Bullet, ...] = ()
    steps: tuple[Step, ...] = ()
    image_set: str = ""
    image_set_place: Place | None = None
    chain: tuple[Inheritance, ...] = ()
    faults: tuple[str, ...] = ()
    # The fault from which others follow, wherever it stands.
    first_fault: str = ""

    def value(self, name: str) -> str:
        """The value of the bullet of that name, or ""."""
        return next((bullet.value for bullet in self.bullets if bullet.name == name), "")


def own_structure(draft: Draft) -> Part:
    """The section's code, and the edits that its title or an `Output activation` bullet asks for.

    Where the section has code of its own, the title is a claim about it and edits nothing.
    """
    asked = [bullet for bullet in draft.parameters.bullets if bullet.name == "output_activation"]
    steps = tuple(Step("output-activation", {"to": bullet.value}, bullet.place) for bullet in asked)
    edits = steps if draft.code or steps else draft.title.edits
    return Part(draft.code is not None, draft.code, steps=edits, faults=draft.faults)


def own_parameters(draft: Draft) -> Part:
    """The section's bullets; sentences and then the title fill in what they leave out.

    Bullets that name optimizer and loss are complete unless they stand beside a reference to another experiment; so is
    a section whose own code compiles the model.
    """
    own = [bullet for bullet in draft.parameters.bullets if bullet.name != "output_activation"]
    named = {"optimizer", "loss"} <= {bullet.name for bullet in own}
    compiled = draft.code is not None and bool(_COMPILED.search(draft.code.text))
    complete = (named or compiled) and "parameters" not in draft.referred
    bullets = _merged(draft.title.parameters, draft.changes.parameters, tuple(own))
    return Part(complete, bullets=bullets, faults=draft.parameters.faults)


def own_data(draft: Draft) -> Part:
    """The section's data bullets, pasted preprocessing and title words.

    Data that name their image set, in a bullet or in the title, are complete unless they stand beside a reference:
    what was written for other images does not fit these.
    """
    bullets = draft.data.bullets
    part = Part(False, draft.preprocessing, bullets, faults=draft.data.faults)
    if not part.value("alterations"):
        part = replace(part, steps=draft.title.alterations)
    images = next((bullet for bullet in bullets if bullet.name == "images"), None)
    if images:
        part = replace(part, image_set=images.value, image_set_place=images.place)
    elif draft.title.image_set:
        part = replace(part, image_set=draft.title.image_set, image_set_place=draft.place)
    complete = bool(part.image_set or part.value("place")) and "data" not in draft.referred
    return replace(part, is_complete=complete)


def filled_structure(own: Part, base: Part, how: Inheritance) -> Part:
    """The other's code, with its edits and then one's own."""
    return replace(own, code=base.code, steps=(*base.steps, *own.steps), chain=(how, *base.chain))


def filled_parameters(own: Part, base: Part, how: Inheritance) -> Part:
    """The other's bullets by name where one has none of one's own."""
    bullets = _merged(base.bullets, own.bullets)
    taken = {bullet.name for bullet in base.bullets} - {bullet.name for bullet in own.bullets}
    return replace(own, bullets=bullets, chain=(how, *base.chain) if taken else own.chain)


def filled_data(own: Part, base: Part, how: Inheritance) -> Part:
    """The other's image set, bullets, preprocessing and alterations, as far as one has none of one's own."""
    left = [
        bullet
        for bullet in base.bullets
        # One's own pasted preprocessing is the scaling.
        if not own.value(bullet.name) and not (bullet.name == "scaling" and own.code)
    ]
    steps = own.steps if own.value("alterations") else (*base.steps, *own.steps)
    code = own.code or (None if own.value("scaling") else base.code)
    image_set = own.image_set or base.image_set
    taken = left or len(steps) > len(own.steps) or code is not own.code or image_set != own.image_set
    if not taken:
        return own
    return replace(
        own,
        code=code,
        bullets=_merged(tuple(left), own.bullets),
        steps=steps,
        image_set=image_set,
        image_set_place=own.image_set_place if own.image_set else base.image_set_place,
        chain=(how, *base.chain),
    )


def _merged(*sources: tuple[Bullet, ...]) -> tuple[Bullet, ...]:
    """Bullets by name; later sources win, each name stays where it first stood."""
    return tuple({bullet.name: bullet for source in sources for bullet in source}.values())
