"""Places for cells: in loose clumps, next to one another or on a host where that is wanted, never in the same spot."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float64, Int64

PerCell = Float64[np.ndarray, " cell"]
Tried = Float64[np.ndarray, "cell tried 2"]

# How many places are tried for one cell; where none is free, the freest is taken.
_TRIED = 12
# Share of the cells that keep to no cloud.
_LOOSE = 0.25


@dataclass(frozen=True)
class Discs:
    """Round regions: centres (row, column) and radii, in pixels."""

    centre: Float64[np.ndarray, "cell 2"]
    radius: PerCell

    def __add__(self, other: "Discs") -> "Discs":
        return Discs(np.concatenate([self.centre, other.centre]), np.concatenate([self.radius, other.radius]))

    def where(self, chosen: Bool[np.ndarray, " cell"] | Int64[np.ndarray, " _chosen"]) -> "Discs":
        """The chosen ones, in the order of `chosen` where it holds indices (which may repeat)."""
        return Discs(self.centre[chosen], self.radius[chosen])

    def within(self, canvas: int) -> "Discs":
        """The same with centres moved onto the canvas where they lie off it."""
        return Discs(np.clip(self.centre, 0, canvas - 1), self.radius)


NOWHERE = Discs(np.zeros((0, 2)), np.zeros(0))


@dataclass(frozen=True)
class Clumps:
    """Where cells gather on a square canvas: round clouds, each with a centre and a spread, in pixels."""

    canvas: int
    centre: Float64[np.ndarray, "cloud 2"]
    spread: Float64[np.ndarray, " cloud"]

    @classmethod
    def draw(cls, canvas: int, random: np.random.Generator) -> "Clumps":
        """Two to four clouds anywhere on the canvas."""
        count = int(random.integers(2, 5))
        return cls(canvas, random.uniform(0, canvas, (count, 2)), random.uniform(0.07, 0.15, count) * canvas)

    def places(self, cells: int, random: np.random.Generator, tightness: float = 1.0) -> Tried:
        """For every cell some places to try; with more `tightness` they lie closer to the middle of their cloud."""
        cloud = random.integers(0, len(self.spread), (cells, 1))
        near = self.centre[cloud] + self.spread[cloud][..., None] / tightness * random.standard_normal(
            (cells, _TRIED, 2)
        )
        anywhere = random.uniform(0, self.canvas, near.shape)
        inside = ((near >= 0) & (near < self.canvas)).all(-1, keepdims=True)
        return np.where(inside & (random.random((cells, 1, 1)) >= _LOOSE), near, anywhere)


def on(hosts: Discs, reach: float, random: np.random.Generator) -> Tried:
    """For one cell on every host some places, even over the disc of `reach` times the host's radius."""
    distance = reach * hosts.radius[:, None] * np.sqrt(random.random((len(hosts.radius), _TRIED)))
    return _polar(hosts, distance, random)


def beside(neighbours: Discs, distance: PerCell, random: np.random.Generator) -> Tried:
    """For one cell beside every neighbour some places, at `distance` pixels between the centres."""
    return _polar(neighbours, np.repeat(distance[:, None], _TRIED, axis=1), random)


def _polar(about: Discs, distance: Float64[np.ndarray, "cell tried"], random: np.random.Generator) -> Tried:
    angle = random.uniform(0, 2 * np.pi, distance.shape)
    away = distance[..., None] * np.stack([np.sin(angle), np.cos(angle)], axis=-1)
    tried: Tried = about.centre[:, None] + away
    return tried


def place(tried: Tried, radius: PerCell, taken: Discs, spacing: float) -> Discs:
    """One place for every cell, in turn: the first tried one that is clear of those `taken` and of the cells before.

    Clear means that the centres are `spacing` times the sum of both radii apart.
    """
    start = len(taken.radius)
    centre = np.concatenate([taken.centre, np.zeros((len(radius), 2))])
    radii = np.concatenate([taken.radius, radius])
    for cell in range(len(radius)):
        end = start + cell
        down, right = tried[cell].T[:, :, None] - centre[:end].T[:, None]
        gap = np.sqrt(down * down + right * right) - spacing * (radius[cell] + radii[:end])
        freest = gap.min(axis=1, initial=np.inf)
        first = int((freest >= 0).argmax())
        centre[end] = tried[cell, first if freest[first] >= 0 else int(freest.argmax())]
    return Discs(centre[start:], radius)
