"""An experiment as written becomes a plan for images of one size: a graph of layers and how it is trained; no torch.

What an engine sees: `Node.layer` is Keras 3's class name, `Node.config` all its arguments with the defaults filled in.
Sizes are pairs (`kernel_size`, `strides`, `pool_size`, `size`), borders pairs of pairs, `padding` lower case, axes as
Keras counts them with the batch as axis 0. `activation` is a name of `ACTIVATIONS`, or for `activation=LeakyReLU()`
the Call `LeakyReLU(negative_slope=0.3)`; initializers are Calls by their lower-case names; regularizers are None or the
Call `l1_l2(l1=..., l2=...)`. `trainable` False freezes a layer. Optimizers, losses (`binary_crossentropy`,
`mean_squared_error`, `mean_absolute_error`, `huber`) and callbacks (`early_stopping`, `reduce_on_plateau`) are Calls
with every argument. The members of each kind are in `aescope.plan.registry`.
"""

from aescope.plan.activations import ACTIVATIONS
from aescope.plan.editing import edited
from aescope.plan.graph import build
from aescope.plan.keras_source import read_structure
from aescope.plan.resolve import draft, resolve
from aescope.plan.sizes import SizeEstimate, estimate, memory_of_machine, refuse_if_too_big
from aescope.plan.storage import plan_from_json, plan_hash, plan_json
from aescope.plan.wanted import literal_input, wanted_channels

__all__ = [
    "ACTIVATIONS",
    "SizeEstimate",
    "build",
    "draft",
    "edited",
    "estimate",
    "literal_input",
    "memory_of_machine",
    "plan_from_json",
    "plan_hash",
    "plan_json",
    "read_structure",
    "refuse_if_too_big",
    "resolve",
    "wanted_channels",
]
