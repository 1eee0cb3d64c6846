"""Shuffle: the training pictures in an order drawn from the seed."""

from aescope.images.alterations import TRAINING, alteration
from aescope.images.drawing import drawn_order
from aescope.images.written_steps import spelled
from aescope.records import Images, Step


@alteration(
    "shuffle",
    stage=TRAINING,
    example="shuffle",
    spellings=spelled("shuffle", "shuffled", "shuffling", "shuffle dataset", "shuffled dataset", "shuffle images"),
)
def shuffle(images: Images, step: Step, seed: int) -> Images:
    """Training shuffles every epoch anyway; this changes what an order-preserving run would see, and is on record."""
    order = drawn_order([str(place) for place in range(len(images.training))], seed, "shuffle")
    said = Step(step.name, {**step.arguments, "seed": seed}, step.place, "the training part alone")
    return images.after(said, images.values, training=images.training[order])
