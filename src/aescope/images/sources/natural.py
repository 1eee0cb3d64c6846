"""`CIFAR` without a place: 1,000 natural colour patches of 32 x 32, cut from pictures that installed packages ship.

They stand in for CIFAR-10, which no package may carry. Each patch shows a picture at its own size, halved or in thirds;
all patches of one region of a picture are one group, so that nothing seen in training is held out.
"""

import importlib.util
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
from jaxtyping import UInt8

from aescope.images.drawing import evenly_drawn
from aescope.images.header import COLOURS, Block, Header, Unreadable, whole
from aescope.images.sources import Found, Made, place
from aescope.records import ImageRequest

PATCHES = 1000
SIDE = 32
# A region is six patches wide: whole patches fit it at full size, halved and in thirds.
_REGION = 6 * SIDE
# Photographs of things; the packages' drawings, textures and microscope pictures would not pass for CIFAR.
_PICTURES = {
    "sklearn": ("datasets/images/china.jpg", "datasets/images/flower.jpg"),
    "skimage": (
        "data/astronaut.png", "data/chelsea.png", "data/coffee.png", "data/motorcycle_left.png", "data/rocket.jpg",
    ),
}  # fmt: skip
# Patches of each region at 1/1, 1/2 and 1/3: all of the smaller ones, and of the full size as many as both.
_FULL_SIZE = 15


@dataclass(frozen=True)
class _Patch:
    picture: str
    region: str
    counts: UInt8[np.ndarray, "_height _width 3"]


@place("natural patches", rank=90)
def find(location: str, request: ImageRequest, base_folder: Path, size: int | None) -> Found | None:
    """The patches for the set named CIFAR, or for the place `CIFAR`."""
    if (location or request.name).casefold() != "cifar":
        return None
    patches = _patches()
    side = min(SIDE, size or SIDE)
    begin = (SIDE - side) // 2
    names = sorted({patch.picture for patch in patches})

    def decode() -> Block:
        return np.stack([patch.counts[begin : begin + side, begin : begin + side] for patch in patches])

    header = Header(
        "patches",
        len(patches),
        side,
        side,
        COLOURS,
        np.dtype(np.uint8),
        decode,
        names=tuple(f"{patch.region} #{number}" for number, patch in enumerate(patches, 1)),
        groups=tuple(patch.region for patch in patches),
        labels=tuple(patch.picture for patch in patches),
    )
    says = (
        f"{len(patches)} natural colour patches of {side} x {side} cut from pictures that scikit-learn and "
        f"scikit-image ship ({', '.join(names)}); not CIFAR-10 itself: give its folder with "
        f"`--data {request.name}=FOLDER`"
    )
    return Found(says, Path(), made=(Made("CIFAR", header),))


@lru_cache(maxsize=1)
def _patches() -> tuple[_Patch, ...]:
    """1,000 patches, evenly drawn from all regions of all pictures that are installed."""
    found = [patch for file in _installed() for patch in _of_picture(file.stem, _decoded(file))]
    if len(found) < PATCHES:
        raise Unreadable(f"only {len(found)} of {PATCHES} patches could be cut: scikit-image's pictures are not there")
    return tuple(found[place] for place in evenly_drawn(len(found), PATCHES))


def _installed() -> list[Path]:
    """The picture files, found without importing the packages that ship them."""
    files = []
    for package, names in _PICTURES.items():
        spec = importlib.util.find_spec(package)
        for folder in (spec.submodule_search_locations or []) if spec else []:
            files += [Path(folder, name) for name in names]
    return [file for file in files if file.is_file()]


def _decoded(file: Path) -> UInt8[np.ndarray, "_height _width 3"]:
    import imagecodecs

    content = whole(file)
    decode = imagecodecs.png_decode if file.suffix == ".png" else imagecodecs.jpeg8_decode
    return np.asarray(decode(content))[..., :3]


def _of_picture(name: str, counts: UInt8[np.ndarray, "_height _width 3"]) -> list[_Patch]:
    patches = []
    for row in range(0, counts.shape[0] - _REGION + 1, _REGION):
        for column in range(0, counts.shape[1] - _REGION + 1, _REGION):
            region = counts[row : row + _REGION, column : column + _REGION]
            where = f"{name} {row // _REGION + 1}-{column // _REGION + 1}"
            full = _cut(region, 1)
            chosen = [full[place] for place in evenly_drawn(len(full), _FULL_SIZE)]
            patches += [_Patch(name, where, patch) for patch in [*_cut(region, 3), *_cut(region, 2), *chosen]]
    return patches


def _cut(region: UInt8[np.ndarray, "_height _width 3"], smaller: int) -> list[UInt8[np.ndarray, "_height _width 3"]]:
    """The region made `smaller` times smaller (means of squares, rounded), in patches side by side."""
    side = _REGION // smaller
    means = region.reshape(side, smaller, side, smaller, 3).mean(axis=(1, 3))
    reduced = np.rint(means).astype(np.uint8)
    steps = range(0, side, SIDE)
    return [reduced[row : row + SIDE, column : column + SIDE] for row in steps for column in steps]
