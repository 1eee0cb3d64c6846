"""Which names of Keras a structure may call, and what is said of those that it may not."""

from collections.abc import Mapping

from aescope.plan.arguments import suggestion
from aescope.plan.callbacks import CALLBACKS
from aescope.plan.initializers import INITIALIZER_NAMES
from aescope.plan.registry import layers, losses, optimizers
from aescope.plan.regularizers import REGULARIZER_NAMES

# What people write in code and has its place elsewhere in the notebook.
_ELSEWHERE: Mapping[str, str] = {
    "Rescaling": "Write it under ### Data: `Scaling = divide 255`.",
    "Normalization": "Write it under ### Data: `Scaling = standardise`.",
    "Lambda": "Write a layer of Keras; a function of one's own is not run.",
    "load_data": "Pictures have their place under ### Data: `Images = ...`.",
    "load": "Pictures have their place under ### Data: `Images = ...`.",
    "imread": "Pictures have their place under ### Data: `Images = ...`.",
    "seed": "Write it under ### Parameters: `seed = 42`.",
    "set_seed": "Write it under ### Parameters: `seed = 42`.",
    "set_random_seed": "Write it under ### Parameters: `seed = 42`.",
    "RandomFlip": "Write it under ### Data: `Alterations = ...`.",
    "RandomRotation": "Write it under ### Data: `Alterations = ...`.",
    "RandomTranslation": "Write it under ### Data: `Alterations = ...`.",
    "RandomZoom": "Write it under ### Data: `Alterations = ...`.",
}


def is_layer(name: str) -> bool:
    """Whether a layer has exactly this name; Keras tells upper case from lower case."""
    return name in list(layers)


def is_setting(name: str) -> bool:
    """Whether it makes an optimizer, a loss, a callback, an initializer or a regularizer."""
    named = (CALLBACKS, INITIALIZER_NAMES, REGULARIZER_NAMES)
    return name in optimizers or name in losses or any(name in names for names in named)


def mend_for(name: str) -> str:
    """The nearest name that would be read, or where that which is meant belongs."""
    return _ELSEWHERE.get(name) or suggestion(name, (*layers, "Input", "Sequential", "Model"))
