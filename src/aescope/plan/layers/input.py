"""Input: where the pictures come in. Its shape is that of the image set; what the code says is checked against it."""

from aescope.plan.meaning import Meaning, Shapes, single
from aescope.plan.registry import layers


@layers.register("Input", "InputLayer")
def input_(inputs: Shapes) -> Meaning:
    """The shape of an image, unchanged; no config. Source: Keras 3, `keras.Input`."""
    return Meaning(single(inputs))
