"""None: counts go in as they are."""

from aescope.images.scalings import Change, scaling
from aescope.images.written_steps import spelled
from aescope.records import Images, Step


@scaling(
    "none",
    example="none",
    spellings=spelled("none", "no scaling", "nothing", "raw", "raw counts", "as stored", "as it is", "as they are"),
)
def none(images: Images, step: Step, counts: bool) -> tuple[Change, ...]:
    """Only their type changes, to float32, in which every count of a 16-bit camera is exact."""
    return (Change(step, lambda block, where: block),)
