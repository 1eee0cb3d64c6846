"""Divide: every value by one number."""

from aescope.errors import ImagesError
from aescope.images.scalings import Change, scaling
from aescope.images.written_steps import spelled
from aescope.records import Images, Step


@scaling(
    "divide",
    example="divide 65535",
    spellings=spelled("divide", "divided", "division", "rescale divide"),
    numbers=("by",),
)
def divide(images: Images, step: Step, counts: bool, *, by: float | int) -> tuple[Change, ...]:
    """Right where the number is the brightest that the camera can store; else dark pictures come out.

    Raises ImagesError for a number that is not above 0.
    """
    if not by > 0:
        raise ImagesError(f"{step.place or images.name}: divide {by:g}; expected a number above 0")
    return (Change(step, lambda block, where: block / by),)
