"""Stains apart: each stain of a field becomes a picture of its own."""

from dataclasses import replace

import numpy as np

from aescope.images.alterations import CHANNELS, alteration
from aescope.images.written_steps import spelled
from aescope.records import Images, Step

# What the one channel of such pictures is called; each picture says which stain it shows.
STAIN = ("stain",)


@alteration(
    "stains apart",
    stage=CHANNELS,
    example="stains apart",
    spellings=spelled(
        "stains apart", "channels apart", "split stains", "separate stains", "separate channels", "stains separately",
        "channels separately", "stain own picture", "each stain a picture of its own", "stains as pictures",
    ),
)  # fmt: skip
def stains_apart(images: Images, step: Step) -> Images:
    """The stains of one field follow one another and keep its group and source, so that no split parts them."""
    count, height, width, channels = images.values.shape
    if channels == 1:
        return images
    values = np.ascontiguousarray(np.moveaxis(images.values, 3, 1)).reshape(count * channels, height, width, 1)
    pictures = tuple(
        replace(picture, name=f"{picture.name} {stain}", stain=stain, source=picture.source or picture.name)
        for picture in images.pictures
        for stain in images.channels
    )
    says = step.says or f"each of {', '.join(images.channels)} is a picture of its own"
    said = Step(step.name, step.arguments, step.place, says)
    return images.after(said, values, pictures=pictures, channels=STAIN)
