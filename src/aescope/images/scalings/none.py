"""None: counts go in as they are."""

from aescope.images.blocks import to_pixels
from aescope.images.scalings import scaling
from aescope.images.written_steps import spelled
from aescope.records import Images, Stack, Step


@scaling(
    "none",
    example="none",
    spellings=spelled("none", "no scaling", "nothing", "raw", "raw counts", "as stored", "as it is", "as they are"),
)
def none(images: Images, step: Step, into: Stack | None) -> Images:
    """Only their type changes, to float32, in which every count of a 16-bit camera is exact."""
    return images.after(step, to_pixels(images.values, into, lambda block, where: block))
