"""Doubled: every training picture is shown twice in each epoch; the held-out ones are not touched."""

import numpy as np

from aescope.errors import ImagesError
from aescope.images.alterations import TRAINING, alteration
from aescope.images.written_steps import spelled
from aescope.records import Images, Step


@alteration(
    "doubled",
    stage=TRAINING,
    example="doubled",
    spellings=spelled(
        "doubled", "double", "doubling", "doubled up", "double up", "doubled dataset", "doubled up dataset",
        "doubled images", "duplicate", "duplicated", "repeated", "repeat", "repeat times", "repeated times",
    ),
    numbers=("times",),
)  # fmt: skip
def doubled(images: Images, step: Step, seed: int, *, times: int = 2) -> Images:
    """No picture is copied: its index stands in `training` as often as it is shown.

    Raises ImagesError for less than once.
    """
    if times < 1:
        raise ImagesError(f"{step.place or images.name}: pictures shown {times} times; expected at least 1")
    says = f"{len(images.training)} training pictures, each {times} times an epoch"
    said = Step(step.name, step.arguments, step.place, says)
    return images.after(said, images.values, training=np.tile(images.training, times))
