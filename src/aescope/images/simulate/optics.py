"""What lens and lamp do: blur by focus layer, the glow round bright cells, the texture of a stain, uneven light."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from jaxtyping import Float32

from aescope.images.simulate.cells import CANVAS, FIELD

Map = Float32[np.ndarray, "row column"]

# Round the saturated cell of the real field the light falls with the 2.6th power of the distance.
_SKIRT_RADIUS, _SKIRT_FALL = 3.0, 1.3
# The texture is the same array on every call, shifted for each field: drawing it anew would cost more than the cells.
_TEXTURE_SEED = 1


def through_lens(layers: Sequence[Map], blurs: Sequence[float], glow: float) -> Map:
    """Sharp maps on the canvas, one for each focus layer, blurred by so many pixels each, in one picture.

    `glow` is the share of the light that ends far from where it belongs.
    """
    if not layers:
        return np.zeros((CANVAS, CANVAS), np.float32)
    transformed = np.zeros((CANVAS, CANVAS // 2 + 1), np.complex64)
    for layer, blur in zip(layers, blurs, strict=True):
        transformed += np.fft.rfft2(layer) * _transfer(blur, glow)
    blurred: Map = np.fft.irfft2(transformed, s=(CANVAS, CANVAS)).astype(np.float32)
    return blurred


@cache
def texture(grain: float) -> Map:
    """Grains with mean 0 and spread 1 whose size is that of a blur of `grain` pixels; its edges fit each other."""
    white = np.random.default_rng(_TEXTURE_SEED).standard_normal((CANVAS, CANVAS))
    smooth = np.fft.irfft2(np.fft.rfft2(white) * _transfer(grain, 0.0), s=(CANVAS, CANVAS))
    grains: Map = ((smooth - smooth.mean()) / smooth.std()).astype(np.float32)
    return grains


def uneven_light(slope: float, random: np.random.Generator) -> Map:
    """How bright the lamp is over the field, about 1: a slope in any direction, so much over the field, and a bow."""
    across = np.linspace(-0.5, 0.5, FIELD, dtype=np.float32)
    angle = random.uniform(0, 2 * np.pi)
    sloped = np.sin(angle) * across[:, None] + np.cos(angle) * across
    bow = np.square(across)[:, None] + np.square(across)
    lamp: Map = (1 + slope * (sloped - random.uniform(0.2, 0.8) * (bow - bow.mean()))).astype(np.float32)
    return lamp


@cache
def _transfer(blur: float, glow: float) -> Map:
    """The optical transfer function on the canvas: a Gaussian, a share of whose light goes to far-reaching skirts."""
    away = np.minimum(np.arange(CANVAS), CANVAS - np.arange(CANVAS))
    skirts = (1 + (np.square(away)[:, None] + np.square(away)) / _SKIRT_RADIUS**2) ** -_SKIRT_FALL
    far = np.fft.rfft2(skirts / skirts.sum()).real
    frequency = np.square(np.fft.fftfreq(CANVAS))[:, None] + np.square(np.fft.rfftfreq(CANVAS))
    sharp = np.exp(-2 * (np.pi * blur) ** 2 * frequency)
    transfer: Map = (sharp * ((1 - glow) + glow * far)).astype(np.float32)
    return transfer
