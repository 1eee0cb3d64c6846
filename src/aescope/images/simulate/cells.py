"""Where the cells of a field lie and what each looks like, drawn from one random stream; no pixels here.

Lengths are pixels of a field, brightness is in camera counts. Cells are drawn on a canvas wider than the field, so that
some are cut by its edge and some only shine in from outside.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Int64

from aescope.images.simulate.placing import NOWHERE, Clumps, Discs, PerCell, beside, on, place

FIELD = 200
MARGIN = 28
CANVAS = FIELD + 2 * MARGIN


@dataclass(frozen=True)
class Cells:
    """Cells of one kind, one entry each.

    disc           centre on the canvas, and radius of the round cell of the same area
    elongation     long axis over short axis
    angle          of the long axis, in radians
    bend           0 straight, 1 a crescent
    peak           counts that the stain adds where the cell is thickest, before blur; 0 unstained
    focus          the focus layer in which it lies, 0 the sharpest
    shade          strength of the dark pattern that it leaves in all light, 1 typical
    core           how light the middle of that pattern is: 0 a blob, 1 a ring
    """

    disc: Discs
    elongation: PerCell
    angle: PerCell
    bend: PerCell
    peak: PerCell
    focus: Int64[np.ndarray, " cell"]
    shade: PerCell
    core: PerCell

    @property
    def stained(self) -> Bool[np.ndarray, " cell"]:
        """Which of them carry stain."""
        return self.peak > 0

    def where(self, chosen: Bool[np.ndarray, " cell"]) -> "Cells":
        """The chosen ones."""
        looks = (self.elongation, self.angle, self.bend, self.peak, self.focus, self.shade, self.core)
        return Cells(self.disc.where(chosen), *(look[chosen] for look in looks))


@dataclass(frozen=True)
class Scene:
    """All cells of one field."""

    t_cells: Cells
    dendritic: Cells


def draw_scene(overlap: float, density: float, random: np.random.Generator) -> Scene:
    """The cells of one field: `overlap` is the chance of a stained T cell to lie on a dendritic cell, `density` scales
    how many cells there are (1 typical)."""
    clumps = Clumps.draw(CANVAS, random)
    dendritic = _draw_dendritic(clumps, density, random)
    return Scene(_draw_t_cells(dendritic, clumps, overlap, density, random), dendritic)


def _how_many(typical: float, density: float, random: np.random.Generator) -> int:
    """A count for the whole canvas from the typical one of a field; at least one, so that nothing has to do without."""
    return max(1, int(random.poisson(typical * density * (CANVAS / FIELD) ** 2)))


def _scattered(typical: PerCell, spread: PerCell, random: np.random.Generator) -> PerCell:
    """Log-normal values about `typical`; `spread` is their standard deviation in natural logarithms."""
    return typical * np.exp(spread * random.standard_normal(len(typical)))


# --- dendritic cells --------------------------------------------------------------------------------------------------
@dataclass(frozen=True)
class Sort:
    """A sort of dendritic cells: its share of all, typical radius and peak with their spreads (natural logarithms),
    the focus layer it lies in, and how far its cells may bend."""

    share: float
    radius: float
    radius_spread: float
    peak: float
    peak_spread: float
    focus: int
    bend: float


# Compact and bright, flat with visible grains, spread out and a little out of focus, far out of focus.
SORTS = (
    Sort(share=0.065, radius=5.4, radius_spread=0.20, peak=2500.0, peak_spread=0.70, focus=0, bend=0.4),
    Sort(share=0.10, radius=6.5, radius_spread=0.20, peak=2580.0, peak_spread=0.68, focus=1, bend=0.4),
    Sort(share=0.08, radius=8.0, radius_spread=0.20, peak=520.0, peak_spread=0.45, focus=0, bend=1.0),
    Sort(share=0.36, radius=9.2, radius_spread=0.20, peak=610.0, peak_spread=0.35, focus=2, bend=1.0),
    Sort(share=0.395, radius=13.2, radius_spread=0.25, peak=305.0, peak_spread=0.42, focus=3, bend=1.0),
)
DENDRITIC_CELLS = 23.5
DENDRITIC_IN_COMPANY = 0.28
UNSTAINED_DENDRITIC = 0.2
BRIGHTEST_DENDRITIC_CELL = 8200.0


def _draw_dendritic(clumps: Clumps, density: float, random: np.random.Generator) -> Cells:
    count = _how_many(DENDRITIC_CELLS, density, random)
    drawn = random.choice(len(SORTS), count, p=[sort.share for sort in SORTS])
    radius = np.array([sort.radius for sort in SORTS])[drawn]
    peak = np.array([sort.peak for sort in SORTS])[drawn]
    radius = _scattered(radius, np.array([sort.radius_spread for sort in SORTS])[drawn], random)
    peak = _scattered(peak, np.array([sort.peak_spread for sort in SORTS])[drawn], random)
    stained = random.random(count) >= UNSTAINED_DENDRITIC
    stained[0] = True  # a host for the T cells
    alone = count - int(random.binomial(count - 1, DENDRITIC_IN_COMPANY))
    disc = place(clumps.places(alone, random), radius[:alone], NOWHERE, 0.8)
    neighbours = disc.where(random.integers(0, alone, count - alone))
    distance = 0.8 * (neighbours.radius + radius[alone:])
    disc = disc + place(beside(neighbours, distance, random), radius[alone:], disc, 0.7)
    return Cells(
        disc=disc.within(CANVAS),
        elongation=1 + random.gamma(2.0, 0.25, count),
        angle=random.uniform(0, np.pi, count),
        bend=np.array([sort.bend for sort in SORTS])[drawn] * random.beta(1.2, 2.5, count),
        peak=np.where(stained, np.minimum(peak, BRIGHTEST_DENDRITIC_CELL), 0.0),
        focus=np.array([sort.focus for sort in SORTS])[drawn],
        shade=random.uniform(0.3, 1.2, count),
        core=np.zeros(count),
    )


# --- T cells ----------------------------------------------------------------------------------------------------------
STAINED_T_CELLS = 7.5
UNSTAINED_T_CELLS = 36.0
T_RADIUS, T_RADIUS_SPREAD = 5.9, 0.08
T_PEAK, T_PEAK_SPREAD = 785.0, 0.27
# With the grains of its stain the brightest T cell comes near the real field's, 1170 counts above the background.
BRIGHTEST_T_CELL = 950.0
T_IN_COMPANY = 0.52
T_OUT_OF_FOCUS = 0.33
# Stained T cells lie closer together than the other cells.
T_TIGHTNESS = 3.3
# How far from a dendritic cell's centre a T cell on it may lie, in radii of that cell.
ON_HOST = 0.6


def _draw_t_cells(
    dendritic: Cells, clumps: Clumps, overlap: float, density: float, random: np.random.Generator
) -> Cells:
    stained = _how_many(STAINED_T_CELLS, density, random)
    disc = _stained_places(dendritic.disc.where(dendritic.stained), clumps, overlap, stained, random)
    radius = _t_radius(_how_many(UNSTAINED_T_CELLS, density, random), random)
    disc = disc + place(clumps.places(len(radius), random), radius, disc, 0.7)
    count = len(disc.radius)
    peak = _scattered(np.full(count, T_PEAK), np.full(count, T_PEAK_SPREAD), random)
    return Cells(
        disc=disc.within(CANVAS),
        elongation=1 + random.gamma(2.0, 0.04, count),
        angle=random.uniform(0, np.pi, count),
        bend=np.zeros(count),
        peak=np.where(np.arange(count) < stained, np.minimum(peak, BRIGHTEST_T_CELL), 0.0),
        focus=(random.random(count) < T_OUT_OF_FOCUS).astype(np.int64),
        shade=np.clip(random.normal(0.95, 0.3, count), 0.15, 1.5),
        core=random.beta(1.5, 1.5, count),
    )


def _t_radius(count: int, random: np.random.Generator) -> PerCell:
    return _scattered(np.full(count, T_RADIUS), np.full(count, T_RADIUS_SPREAD), random)


def _stained_places(hosts: Discs, clumps: Clumps, overlap: float, count: int, random: np.random.Generator) -> Discs:
    """Stained T cells: some on a stained dendritic cell, the others clear of them, alone or beside another T cell."""
    on_host = int(random.binomial(count, overlap))
    in_company = int(random.binomial(max(count - on_host - 1, 0), T_IN_COMPANY))
    # A second T cell comes to a dendritic cell once all others have one.
    below = hosts.where(np.resize(random.permutation(len(hosts.radius)), on_host))
    placed = place(on(below, ON_HOST, random), _t_radius(on_host, random), NOWHERE, 0.8)
    radius = _t_radius(count - on_host - in_company, random)
    alone = place(clumps.places(len(radius), random, T_TIGHTNESS), radius, hosts + placed, 1.0)
    placed = placed + alone
    neighbours = alone.where(random.integers(0, max(1, len(radius)), in_company))
    radius = _t_radius(in_company, random)
    tried = beside(neighbours, 0.65 * (neighbours.radius + radius), random)
    return placed + place(tried, radius, hosts + placed, 0.6)
