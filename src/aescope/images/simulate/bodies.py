"""From cells to maps on the canvas: the stain that shines, the dark pattern that every cell leaves, and the area.

A cell is an ellipse, bent where it is a crescent. Everything is drawn from the distance of a pixel from its cell's
centre in units of the cell's edge, `rho`: 0 in the middle, 1 on the edge.
"""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, Float32, Int64

from aescope.images.simulate.cells import CANVAS, Cells, Scene
from aescope.images.simulate.placing import PerCell

Patches = Float32[np.ndarray, "cell side side"]
Map = Float32[np.ndarray, "row column"]
Area = Bool[np.ndarray, "row column"]

# Pixels from the middle of a cell's patch to its edge: a T cell with its bright rim fits, a dendritic cell of any sort.
_T_REACH, _DENDRITIC_REACH = 12, 28
_LARGEST_DENDRITIC_CELL = 8.5


@dataclass(frozen=True)
class Bodies:
    """Cells, each with a square patch of the canvas: its corner, and `rho` of its pixels."""

    cells: Cells
    corner: Int64[np.ndarray, "cell 2"]
    rho: Patches

    def where(self, chosen: Bool[np.ndarray, " cell"]) -> "Bodies":
        """Those of the chosen cells."""
        return Bodies(self.cells.where(chosen), self.corner[chosen], self.rho[chosen])

    def touching(self, rows: slice, columns: slice) -> "Bodies":
        """Those whose patch touches this part of the canvas: all that is needed to draw what is seen of it."""
        (top, left), side = self.corner.T, self.rho.shape[-1]
        across: Bool[np.ndarray, " cell"] = (left + side > columns.start) & (left < columns.stop)
        return self.where(across & (top + side > rows.start) & (top < rows.stop))

    def join(self, patches: Patches, how: np.ufunc) -> Map:
        """One patch per cell, each at its place on the canvas; `how` joins those that meet (np.add, np.maximum...).

        It starts from 0, the value of a place without cells.
        """
        side = patches.shape[-1]
        joined = np.zeros((CANVAS + 2 * side, CANVAS + 2 * side), np.float32)
        for patch, (top, left) in zip(patches, self.corner + side, strict=True):
            there = joined[top : top + side, left : left + side]
            how(there, patch, out=there)
        return joined[side:-side, side:-side]

    def stain(self, focus: int) -> Map:
        """Counts that the stained cells of one focus layer add, before blur: as much as the cell is thick there.

        Cells that meet do not add up: they push each other aside.
        """
        some = self.where(self.cells.stained & (self.cells.focus == focus))
        thickness = np.maximum(1 - np.square(some.rho), 0)
        return some.join(_per_cell(some.cells.peak) * thickness, np.maximum)

    def area(self) -> Area:
        """Where there is a stained cell."""
        some = self.where(self.cells.stained)
        return some.join((some.rho < 1).astype(np.float32), np.maximum) > 0


def t_bodies(scene: Scene) -> Bodies:
    """The bodies of the T cells."""
    return _bodies(scene.t_cells, _T_REACH)


def dendritic_bodies(scene: Scene) -> Bodies:
    """The bodies of the dendritic cells."""
    return _bodies(scene.dendritic, _DENDRITIC_REACH)


def t_pattern(bodies: Bodies, contrast: float, core: float) -> Map:
    """The dark pattern of T cells, -1 where a typical one is darkest: a blob with a thin bright rim.

    `contrast` sets the faint ones apart from the strong ones (0: all alike), `core` how far the middle may be lighter,
    which makes rings of the blobs.
    """
    cells, rho = bodies.cells, bodies.rho
    blob = -np.exp(-np.square(np.square(rho / 0.65)))
    rim = 0.17 * np.exp(-np.square((rho - 1.05) / 0.2))
    middle = _per_cell(core * cells.core) * np.exp(-np.square(rho / 0.26))
    return bodies.join(_per_cell(cells.shade**contrast) * (blob + rim + middle), np.add)


def dendritic_pattern(bodies: Bodies) -> Map:
    """The dark pattern of dendritic cells, -1 where one is darkest: an outline, half-dark contents, a faint rim."""
    radius = bodies.cells.disc.radius
    # A stain out of focus looks larger than the cell itself.
    rho = bodies.rho * _per_cell(radius / np.minimum(radius, _LARGEST_DENDRITIC_CELL))
    outline = -np.exp(-np.square((rho - 0.8) / 0.18))
    contents = np.float32(-0.4) * (rho < 0.8)
    rim = 0.3 * np.exp(-np.square((rho - 1.2) / 0.18))
    pattern = bodies.join(_per_cell(bodies.cells.shade) * (outline + contents + rim), np.add)
    darkest_alone: Map = np.maximum(pattern, -1)
    return darkest_alone


def _per_cell(values: PerCell) -> Float32[np.ndarray, "cell 1 1"]:
    spread_out: Patches = values.astype(np.float32)[:, None, None]
    return spread_out


def _bodies(cells: Cells, reach: int) -> Bodies:
    corner = np.floor(cells.disc.centre).astype(np.int64) - reach
    steps = np.arange(2 * reach + 1)
    down = (corner[:, 0, None] + steps - cells.disc.centre[:, 0, None]).astype(np.float32)[:, :, None]
    right = (corner[:, 1, None] + steps - cells.disc.centre[:, 1, None]).astype(np.float32)[:, None, :]
    cosine, sine = _per_cell(np.cos(cells.angle)), _per_cell(np.sin(cells.angle))
    stretch = np.sqrt(cells.elongation)
    long_axis, short_axis = _per_cell(cells.disc.radius * stretch), _per_cell(cells.disc.radius / stretch)
    along = (cosine * right + sine * down) / long_axis
    across = cosine * down - sine * right
    # A bent cell follows a parabola, moved so that its centre stays where it was.
    across = across - 0.6 * _per_cell(cells.bend) * long_axis * (np.square(along) - np.float32(1 / 3))
    return Bodies(cells, corner, np.sqrt(np.square(along) + np.square(across / short_axis)))
