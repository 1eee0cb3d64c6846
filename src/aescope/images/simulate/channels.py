"""The three channels of a field: what shines in each, on which background, and how dark cells look in it."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float32

from aescope.images.simulate.bodies import Bodies, dendritic_pattern, t_pattern
from aescope.images.simulate.cells import CANVAS
from aescope.images.simulate.optics import texture, through_lens

Map = Float32[np.ndarray, "row column"]


@dataclass(frozen=True)
class Channel:
    """How one channel looks.

    name               as in the file names
    shows              whose stain shines: "t_cells", "dendritic" or, without stain, ""
    background         counts without any cell
    slope              of the lamp's light over the field, as a share
    blurs              pixels of blur of each focus layer; none where nothing shines
    grains             relative depth of the stain's texture in each layer
    glow               share of the stain's light that ends far from its cell
    t_shade            share of the light that a typical T cell takes where it is darkest
    t_contrast         sets faint T cells apart from strong ones, see `t_pattern`
    t_core             how light the middle of a T cell may be, see `t_pattern`
    dendritic_shade    share of the light that a dendritic cell takes where it is darkest
    """

    name: str
    shows: str
    background: float
    slope: float
    blurs: tuple[float, ...]
    grains: tuple[float, ...]
    glow: float
    t_shade: float
    t_contrast: float
    t_core: float
    dendritic_shade: float


FITC = Channel(
    name="FITC",
    shows="t_cells",
    background=170.5,
    slope=0.02,
    blurs=(1.07, 2.5),
    grains=(0.22, 0.22),
    glow=0.02,
    t_shade=0.105,
    t_contrast=1.0,
    t_core=0.7,
    dendritic_shade=0.055,
)
TEXAS_RED = Channel(
    name="TexasRed",
    shows="dendritic",
    background=499.0,
    slope=0.01,
    blurs=(0.68, 1.6, 2.3, 5.5),
    grains=(0.39, 0.39, 0.4, 0.38),
    glow=0.32,
    t_shade=0.062,
    t_contrast=2.0,
    t_core=0.2,
    dendritic_shade=0.012,
)
# No real brightfield picture stood model: well lit, and the cells of the stained channels at their places.
BRIGHTFIELD = Channel(
    name="Brightfield",
    shows="",
    background=1900.0,
    slope=0.06,
    blurs=(),
    grains=(),
    glow=0.0,
    t_shade=0.28,
    t_contrast=0.7,
    t_core=1.5,
    dendritic_shade=0.16,
)
CHANNELS = (FITC, TEXAS_RED, BRIGHTFIELD)
CHANNEL_NAMES = tuple(channel.name for channel in CHANNELS)


@dataclass(frozen=True)
class Textures:
    """The texture of one field: fine grains, and coarse ones that make cells out of focus lopsided."""

    fine: Map
    coarse: Map

    @classmethod
    def draw(cls, random: np.random.Generator) -> "Textures":
        """Textures of their own for every field."""
        fine, coarse = (np.roll(texture(grain), random.integers(0, CANVAS, 2), (0, 1)) for grain in (0.7, 2.5))
        return cls(fine, coarse)

    def of_layer(self, focus: int) -> Map:
        """Fine grains in the two sharpest layers, both mixed in the next, coarse ones in the last."""
        return (self.fine, self.fine, np.float32(0.7) * (self.fine + self.coarse), self.coarse)[focus]


def outlines(dendritic: Bodies, textures: Textures) -> Map:
    """The dark pattern of the dendritic cells with grains in it, the same in all channels."""
    return dendritic_pattern(dendritic) * (1 + np.float32(0.5) * textures.fine)


def light(channel: Channel, t_cells: Bodies, dendritic: Bodies, textures: Textures) -> Map:
    """Counts to expect on the canvas under an even lamp if cells took no light: background and stain."""
    shining = t_cells if channel.shows == "t_cells" else dendritic
    layers = [
        shining.stain(focus) * np.maximum(1 + np.float32(grain) * textures.of_layer(focus), np.float32(0.2))
        for focus, grain in enumerate(channel.grains)
    ]
    return np.float32(channel.background) + through_lens(layers, channel.blurs, channel.glow)


def passing(channel: Channel, t_cells: Bodies, outlined: Map) -> Map:
    """The share of the light that the cells let through; `outlined` are the `outlines` of the dendritic cells."""
    dark = np.float32(channel.t_shade) * t_pattern(t_cells, channel.t_contrast, channel.t_core)
    dark += np.float32(channel.dendritic_shade) * outlined
    # Where many cells lie on top of one another some light still comes through.
    passed: Map = np.maximum(1 + dark, np.float32(0.3))
    return passed
