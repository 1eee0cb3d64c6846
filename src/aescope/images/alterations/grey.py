"""Grey: colours weighted as the eye sees them."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.alterations import CHANNELS, alteration
from aescope.images.header import COLOURS, GREY
from aescope.images.written_steps import spelled
from aescope.records import Images, Step

# Luma of red, green and blue. Source: ITU-R BT.601, as Pillow's and OpenCV's conversions have it.
WEIGHTS = (0.299, 0.587, 0.114)


@alteration(
    "grey",
    stage=CHANNELS,
    example="grey",
    spellings=spelled("grey", "gray", "greyscale", "grayscale", "grey scale", "gray scale", "rgb grey", "rgb gray"),
)
def grey(images: Images, step: Step) -> Images:
    """0.299 red + 0.587 green + 0.114 blue, not rounded; pictures that are grey stay as they are.

    Raises ImagesError for channels that are no colours.
    """
    if images.channels == GREY:
        return images
    if images.channels != COLOURS:
        raise ImagesError(
            f"{step.place or images.name}: grey is made of red, green and blue, the pictures have "
            f"{', '.join(images.channels)}; write `stains apart` or choose one with `Channels = {images.channels[0]}`"
        )
    values = np.empty((*images.values.shape[:3], 1), np.float32)
    weights = np.array(WEIGHTS).reshape(3, 1)
    for picture in range(len(values)):
        values[picture] = images.values[picture].astype(np.float64) @ weights
    said = Step(step.name, step.arguments, step.place, step.says or "0.299 red + 0.587 green + 0.114 blue")
    return images.after(said, values, channels=GREY)
