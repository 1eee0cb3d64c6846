"""Plugs sections of the page in: a section is one file in `sections/` that turns an experiment, or the whole study,
into blocks. Its number decides where it stands; sections of the study from 50 on stand behind the experiments."""

from collections.abc import Callable
from dataclasses import dataclass

from aescope.records import Outcome, Study
from aescope.registry import Registry
from aescope.report.blocks import Block, Blocks

OfStudy = Callable[[Study], Blocks]
OfExperiment = Callable[[Outcome, Study], Blocks]


@dataclass(frozen=True)
class Section:
    """One part of the page; exactly one of `of_study` and `of_experiment` is there."""

    number: int
    title: str
    of_study: OfStudy | None = None
    of_experiment: OfExperiment | None = None


@dataclass(frozen=True)
class Filled:
    """A section with its blocks, ready for the templates."""

    name: str
    number: int
    title: str
    blocks: tuple[Block, ...]


_sections: Registry[Section] = Registry("aescope.report.sections", "section")


def section_of_study(name: str, number: int, title: str) -> Callable[[OfStudy], OfStudy]:
    """Register a section about the whole study; it stands where its number says."""

    def accept(blocks: OfStudy) -> OfStudy:
        _sections.register(name)(Section(number, title, of_study=blocks))
        return blocks

    return accept


def section_of_experiment(name: str, number: int, title: str) -> Callable[[OfExperiment], OfExperiment]:
    """Register a section about one experiment; it stands where its number says."""

    def accept(blocks: OfExperiment) -> OfExperiment:
        _sections.register(name)(Section(number, title, of_experiment=blocks))
        return blocks

    return accept


def sections_of_study(study: Study) -> tuple[Filled, ...]:
    """All sections about the whole study that have something to say, in their order."""
    filled = []
    for name, section in _in_order():
        blocks = tuple(section.of_study(study)) if section.of_study else ()
        if blocks:
            filled.append(Filled(name, section.number, section.title, blocks))
    return tuple(filled)


def sections_of_experiment(outcome: Outcome, study: Study) -> tuple[Filled, ...]:
    """All sections about this experiment that have something to say, in their order."""
    filled = []
    for name, section in _in_order():
        blocks = tuple(section.of_experiment(outcome, study)) if section.of_experiment else ()
        if blocks:
            filled.append(Filled(name, section.number, section.title, blocks))
    return tuple(filled)


def section_names() -> tuple[str, ...]:
    """Every section's name, in the order of the page."""
    return tuple(name for name, _ in _in_order())


def _in_order() -> list[tuple[str, Section]]:
    return sorted(((name, _sections[name]) for name in _sections), key=lambda named: (named[1].number, named[0]))
