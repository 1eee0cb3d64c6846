"""Min-max: the lowest and the highest value become 0 and 1, of every picture or of the training part."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.blocks import Exact
from aescope.images.scalings import Change, scaling
from aescope.images.statistics_of_set import extremes
from aescope.images.strata import in_words, picture_axes, spread, strata
from aescope.images.written_steps import spelled
from aescope.records import Images, Step


@scaling(
    "min-max",
    example="min-max per image",
    spellings={
        **spelled("min-max", "minmax", "min-max per image", "min-max of each picture", "minmax image", per="image"),
        **spelled("min-max per set", "minmax per set", "min-max of the dataset", per="set"),
    },
    of_set=lambda arguments: arguments["per"] == "set",
)
def min_max(images: Images, step: Step, counts: bool, *, per: str = "image") -> tuple[Change, ...]:
    """Of each picture: it uses the whole range, and the noise of empty pictures is stretched with it.

    Of the set: one hot pixel decides; held-out values outside the training part's range are clipped. Stains are scaled
    by themselves, colours together; a picture of one value becomes 0. Raises ImagesError where `per` is neither.
    """
    if per not in ("image", "set"):
        raise ImagesError(f'{step.place or images.name}: min-max per "{per}"; expected per image or per set')
    return _of_images(images, step) if per == "image" else _of_set(images, step)


def _of_images(images: Images, step: Step) -> tuple[Change, ...]:
    axes = picture_axes(images)

    def stretched(block: Exact, where: slice) -> Exact:
        low, high = block.min(axis=axes, keepdims=True), block.max(axis=axes, keepdims=True)
        result: Exact = (block - low) / np.where(high > low, high - low, 1.0)
        return result

    return (Change(step, stretched),)


def _of_set(images: Images, step: Step) -> tuple[Change, ...]:
    found = strata(images)
    ranges = [extremes(images.values, stratum) for stratum in found]
    for stratum, (low, high) in zip(found, ranges, strict=True):
        if not low < high:
            raise ImagesError(
                f"{step.place or images.name}: every value of {stratum.name} is {low:g}, so there is no range to scale"
            )
    lows = spread(images, found, [low for low, _ in ranges])
    widths = spread(images, found, [high - low for low, high in ranges])
    said = Step(step.name, step.arguments, step.place, in_words(found, ranges))
    return (Change(said, lambda block, where: np.clip((block - lows[where]) / widths[where], 0.0, 1.0)),)
