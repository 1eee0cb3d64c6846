"""Which pictures a study writes, and under which names: those that the notebook links, and those it does not."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from aescope.records import Outcome, Projection, Study

# The kinds that every run has; a projection and its picture come only where the notebook asks.
_ALWAYS = ("output", "loss", "activations")


@dataclass(frozen=True)
class Wanted:
    """One picture file: where, of which kind, with the layer or the projection that it shows."""

    path: str
    kind: str
    layer: str = ""
    projection: Projection | None = None


def pictures_of(outcome: Outcome, taken: frozenset[str] = frozenset()) -> tuple[Wanted, ...]:
    """The pictures of one experiment, linked ones first; `taken` are paths of other experiments, case folded.

    An experiment that did not run has none: there is nothing to draw.
    """
    if outcome.run is None:
        return ()
    wanted: dict[str, Wanted] = {}
    for picture in (*_projections(outcome), *_links(outcome)):
        folded = picture.path.casefold()
        if folded not in taken:
            wanted.setdefault(folded, picture)
    for kind in _ALWAYS:
        if not any(picture.kind == kind for picture in wanted.values()):
            path = _free(f"results/model{_safe(outcome.experiment.key)}_{kind}", taken | set(wanted))
            wanted[path.casefold()] = Wanted(path, kind)
    for projection in outcome.projections:
        if not projection.picture:
            name = f"results/model{_safe(outcome.experiment.key)}_{projection.method}"
            path = _free(name, taken | set(wanted))
            wanted[path.casefold()] = Wanted(path, "tsne", projection=projection)
    return tuple(wanted.values())


def with_names(study: Study) -> Study:
    """The study whose outcomes know their pictures: `written` from kind (`tsne 2` for a second one) to path."""
    names = names_of(study)
    return replace(
        study,
        outcomes=tuple(
            replace(outcome, written=_by_kind(wanted)) for outcome, wanted in zip(study.outcomes, names, strict=True)
        ),
    )


def names_of(study: Study) -> tuple[tuple[Wanted, ...], ...]:
    """The pictures of every outcome; of two experiments that link one file, the first has it, and a link of any
    goes before a name that we choose."""
    linked = [
        {picture.path.casefold() for picture in (*_projections(outcome), *_links(outcome))}
        if outcome.run is not None
        else set[str]()
        for outcome in study.outcomes
    ]
    named = []
    taken: set[str] = set()
    for number, outcome in enumerate(study.outcomes):
        # Another experiment's links are taken only for what this one does not link itself.
        others = set().union(*linked[:number], *linked[number + 1 :]) - linked[number]
        pictures = pictures_of(outcome, frozenset(taken | others))
        taken |= {picture.path.casefold() for picture in pictures}
        named.append(pictures)
    return tuple(named)


def _projections(outcome: Outcome) -> Iterator[Wanted]:
    for projection in outcome.projections:
        if projection.picture:
            yield Wanted(projection.picture, "tsne", projection=projection)


def _links(outcome: Outcome) -> Iterator[Wanted]:
    for link in outcome.experiment.pictures:
        yield Wanted(link.path, link.kind, layer=link.layer)


def _by_kind(pictures: tuple[Wanted, ...]) -> Mapping[str, str]:
    written: dict[str, str] = {}
    for picture in pictures:
        name, number = picture.kind, 1
        while name in written:
            number += 1
            name = f"{picture.kind} {number}"
        written[name] = picture.path
    return written


def _safe(key: str) -> str:
    """The key as part of a file name on every system."""
    return re.sub(r"[^A-Za-z0-9._-]", "_", key)


def _free(path: str, taken: set[str] | frozenset[str]) -> str:
    number, name = 1, f"{path}.png"
    while name.casefold() in taken:
        number += 1
        name = f"{path}_{number}.png"
    return name
