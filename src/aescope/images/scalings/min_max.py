"""Min-max: the lowest and the highest value become 0 and 1, of every picture or of the training part."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.blocks import Exact, to_pixels
from aescope.images.scalings import scaling
from aescope.images.statistics_of_set import extremes
from aescope.images.strata import picture_axes, spread, strata
from aescope.images.written_steps import spelled
from aescope.records import Images, Stack, Step


@scaling(
    "min-max",
    example="min-max per image",
    spellings={
        **spelled("min-max", "minmax", "min-max per image", "min-max of each picture", "minmax image", per="image"),
        **spelled("min-max per set", "minmax per set", "min-max of the dataset", per="set"),
    },
    of_set=lambda arguments: arguments["per"] == "set",
)
def min_max(images: Images, step: Step, into: Stack | None, *, per: str = "image") -> Images:
    """Of each picture: it uses the whole range, and the noise of empty pictures is stretched with it.

    Of the set: one hot pixel decides; held-out values outside the training part's range are clipped. Stains are scaled
    by themselves, colours together; a picture of one value becomes 0. Raises ImagesError where `per` is neither.
    """
    if per not in ("image", "set"):
        raise ImagesError(f'{step.place or images.name}: min-max per "{per}"; expected per image or per set')
    return _of_images(images, step, into) if per == "image" else _of_set(images, step, into)


def _of_images(images: Images, step: Step, into: Stack | None) -> Images:
    axes = picture_axes(images)

    def stretched(block: Exact, where: slice) -> Exact:
        low, high = block.min(axis=axes, keepdims=True), block.max(axis=axes, keepdims=True)
        result: Exact = (block - low) / np.where(high > low, high - low, 1.0)
        return result

    return images.after(step, to_pixels(images.values, into, stretched))


def _of_set(images: Images, step: Step, into: Stack | None) -> Images:
    found = strata(images)
    ranges = [extremes(images.values, stratum) for stratum in found]
    for stratum, (low, high) in zip(found, ranges, strict=True):
        if not low < high:
            raise ImagesError(
                f"{step.place or images.name}: every value of {stratum.name} is {low:g}, so there is no range to scale"
            )
    lows = spread(images, found, [low for low, _ in ranges])
    widths = spread(images, found, [high - low for low, high in ranges])
    pixels = to_pixels(
        images.values, into, lambda block, where: np.clip((block - lows[where]) / widths[where], 0.0, 1.0)
    )
    figures = ", ".join(
        f"{stratum.name} {low:g} to {high:g}" for stratum, (low, high) in zip(found, ranges, strict=True)
    )
    return images.after(Step(step.name, step.arguments, step.place, f"{figures} become 0 to 1"), pixels)
