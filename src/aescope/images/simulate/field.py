"""One field of a well as the camera stores it, and what is truly there; any field can be made alone."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from jaxtyping import Bool, UInt16

from aescope.errors import ImagesError, UsageError
from aescope.images.simulate.bodies import dendritic_bodies, t_bodies
from aescope.images.simulate.camera import expose
from aescope.images.simulate.cells import FIELD, MARGIN, Cells, Scene, draw_scene
from aescope.images.simulate.channels import CHANNEL_NAMES, CHANNELS, Textures, light, outlines, passing
from aescope.images.simulate.optics import uneven_light
from aescope.images.simulate.plate import PlateLayout, Well

SMALLEST = 8
_ON_CANVAS = (slice(MARGIN, MARGIN + FIELD), slice(MARGIN, MARGIN + FIELD))

# How far density and background scatter, as a share: between wells, and between the fields of one.
_WELL_DENSITY, _FIELD_DENSITY = 0.1, 0.2
_WELL_BACKGROUND = 0.006


@dataclass(frozen=True)
class SimulatedField:
    """One field. `counts` are 12-bit camera counts, channels in the order of `channels`.

    masks        where there are stained T cells, and where stained dendritic cells
    overlap      share of the T cells' area that lies on dendritic cells; 0 where there is no T cell
    t_cells, unstained_t_cells, dendritic_cells, unstained_dendritic_cells
                 how many have their centre in the picture
    """

    well: Well
    field: int
    counts: UInt16[np.ndarray, "height width channel"]
    masks: Bool[np.ndarray, "height width 2"]
    overlap: float
    t_cells: int
    unstained_t_cells: int
    dendritic_cells: int
    unstained_dendritic_cells: int
    channels: tuple[str, ...] = CHANNEL_NAMES


def simulate_plate(layout: PlateLayout, fields: int = 10, seed: int = 0, size: int = FIELD) -> Iterator[SimulatedField]:
    """All fields of a plate, well by well; fields count from 1, as the microscope counts them."""
    for well in layout.wells:
        for field in range(1, fields + 1):
            yield simulate_field(well, field, seed, size)


def simulate_field(well: Well, field: int, seed: int = 0, size: int = FIELD) -> SimulatedField:
    """The field of that number (from 1) of a well; the same whatever else is made before or beside it.

    A `size` below 200 is a cut out of the field of 200 pixels, laid so that it shows stained cells: not a smaller
    rendering, so a cell has as many pixels as before.

    Raises ImagesError for a size above 200 or below 8, UsageError for a negative seed or field.
    """
    check_request(field, seed, size)
    of_plate, of_well = _stream(seed, well.plate), _stream(seed, well.plate, well.name)
    random = _stream(seed, well.plate, well.name, str(field))
    density = _gamma(_WELL_DENSITY, of_well) * _gamma(_FIELD_DENSITY, random)
    scene = draw_scene(well.overlap, density, random)
    t_cells, dendritic = t_bodies(scene), dendritic_bodies(scene)
    textures = Textures.draw(random)
    rows, columns = _window(scene, size, random)
    seen = slice(rows.start + MARGIN, rows.stop + MARGIN), slice(columns.start + MARGIN, columns.stop + MARGIN)
    t_seen, dendritic_seen = t_cells.touching(*seen), dendritic.touching(*seen)
    outlined = outlines(dendritic_seen, textures)
    exposures = []
    for channel in CHANNELS:
        lamp = uneven_light(channel.slope, of_plate) * np.float32(of_well.normal(1, _WELL_BACKGROUND))
        shining = light(channel, t_cells, dendritic, textures) * passing(channel, t_seen, outlined)
        # The whole field is exposed, whatever is cut out of it, so that noise belongs to its place.
        exposures.append(expose(shining[_ON_CANVAS] * lamp, random)[rows, columns])
    masks = np.stack([bodies.area()[seen] for bodies in (t_seen, dendritic_seen)], axis=-1)
    stained = [cells.where(_inside(cells, rows, columns)).stained for cells in (scene.t_cells, scene.dendritic)]
    return SimulatedField(
        well=well,
        field=field,
        counts=np.stack(exposures, axis=-1),
        masks=masks,
        overlap=_overlap(masks),
        t_cells=int(stained[0].sum()),
        unstained_t_cells=int((~stained[0]).sum()),
        dendritic_cells=int(stained[1].sum()),
        unstained_dendritic_cells=int((~stained[1]).sum()),
    )


def check_request(field: int, seed: int, size: int) -> None:
    """Raise ImagesError or UsageError for a size, a field (or count of fields) or a seed that cannot be."""
    if not SMALLEST <= size <= FIELD:
        raise ImagesError(
            f"simulated pictures: asked for {size}x{size} pixels, a simulated field has {FIELD}x{FIELD} and is cut, "
            f"never scaled. Ask for {SMALLEST} to {FIELD}."
        )
    if field < 1 or seed < 0:
        raise UsageError(f"simulated pictures: field {field}, seed {seed}: fields count from 1, seeds from 0.")


def _stream(seed: int, *names: str) -> np.random.Generator:
    """A random stream that belongs to this seed and these names alone."""
    return np.random.default_rng([seed, *(zlib.crc32(name.encode()) for name in names)])


def _gamma(spread: float, random: np.random.Generator) -> float:
    """A positive factor with mean 1 and this standard deviation."""
    return float(random.gamma(spread**-2, spread**2))


def _window(scene: Scene, size: int, random: np.random.Generator) -> tuple[slice, slice]:
    """The rows and columns of the field that a picture of `size` shows.

    It lies about the middle between one of the stained T cells and the stained dendritic cell nearest to it, but not
    just so: were every picture centred on a cell, the mean picture would show one.
    """
    t_centres = scene.t_cells.disc.centre[scene.t_cells.stained] - MARGIN
    dendritic_centres = scene.dendritic.disc.centre[scene.dendritic.stained] - MARGIN
    inside = t_centres[((t_centres >= 0) & (t_centres < FIELD)).all(axis=1)]
    chosen = inside[random.integers(len(inside))] if len(inside) else np.full(2, FIELD / 2)
    apart = dendritic_centres - chosen
    nearest = apart[np.argmin(np.square(apart).sum(axis=1))]
    # No farther than that the T cell stays in the picture.
    middle = chosen + np.clip(nearest / 2, -size / 4, size / 4) + random.uniform(-size / 6, size / 6, 2)
    top, left = np.clip(np.rint(middle - size / 2), 0, FIELD - size).astype(int)
    return slice(top, top + size), slice(left, left + size)


def _inside(cells: Cells, rows: slice, columns: slice) -> Bool[np.ndarray, " cell"]:
    """Which cells have their centre in the window, a part of the field."""
    row, column = (cells.disc.centre - MARGIN).T
    inside: Bool[np.ndarray, " cell"] = (
        (row >= rows.start) & (row < rows.stop) & (column >= columns.start) & (column < columns.stop)
    )
    return inside


def _overlap(masks: Bool[np.ndarray, "height width 2"]) -> float:
    t_area = int(masks[..., 0].sum())
    return int(masks.all(axis=-1).sum()) / t_area if t_area else 0.0
