"""Bit depth: divides by the brightest count that the camera's used bits can store, not the container's."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.scalings import Change, scaling
from aescope.images.used_range import camera_bits
from aescope.images.written_steps import spelled
from aescope.records import Images, Step


@scaling(
    "bit depth",
    example="bit depth",
    spellings=spelled("bit depth", "bitdepth", "used bit depth", "bits", "bit"),
    numbers=("bits",),
    of_set=lambda arguments: not arguments["bits"],
)
def bit_depth(images: Images, step: Step, counts: bool, *, bits: int = 0) -> tuple[Change, ...]:
    """By 4095 for a 12-bit camera in 16-bit files; without `bits`, the least of 8, 10, 12, 14, 16 that holds all.

    Raises ImagesError for pictures that hold no counts any more.
    """
    if not counts or np.dtype(images.container).kind not in "iu":
        raise ImagesError(
            f"{step.place or images.name}: `bit depth` needs whole counts as the camera stored them, not "
            f"{images.container} values or what another scaling left; take `min-max per set`"
        )
    used = bits or camera_bits(int(images.values.max()))
    full = 2.0**used - 1
    said = Step(step.name, {"bits": used}, step.place, f"{used} bits, so {full:g} becomes 1")
    return (Change(said, lambda block, where: block / full),)
