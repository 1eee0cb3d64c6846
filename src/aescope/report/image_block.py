"""An array of pixel values becomes a picture block of the page."""

import numpy as np
from jaxtyping import Num

from aescope.report.blocks import Image
from aescope.report.intensity import Scale, bitmap, smaller
from aescope.report.png import encode

# Pixels of a side; pictures that only give an impression are averaged down to it, those to compare never are.
SMALL = 96


def image(
    values: Num[np.ndarray, "height width channel"],
    scale: Scale,
    *,
    alt: str,
    label: str = "",
    says: str = "",
    most: int | None = None,
) -> Image:
    """The picture on the scale, at the pixels it has, or averaged down so that no side is longer than `most`."""
    drawn = bitmap(smaller(values, most) if most else values, scale)
    return Image(encode(drawn), drawn.shape[1], drawn.shape[0], alt, label, says)
