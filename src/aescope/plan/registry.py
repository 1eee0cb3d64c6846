"""Where layers, losses, optimizers and edits plug in: one file each, in the folder of that name."""

from collections.abc import Callable
from typing import TypeAlias

from aescope.plan.loss import Loss
from aescope.plan.meaning import Meaning
from aescope.plan.optimizer import Optimizer
from aescope.records import Plan
from aescope.registry import Registry

# Called with the shapes of the inputs and then with the arguments of the Keras layer, in Keras' order.
LayerMeaning: TypeAlias = Callable[..., Meaning]
# Called with a plan and the edit's arguments by name; gives the changed plan, without the step in its history.
Edit: TypeAlias = Callable[..., Plan]

layers: Registry[LayerMeaning] = Registry("aescope.plan.layers", "layer")
losses: Registry[Loss] = Registry("aescope.plan.losses", "loss")
optimizers: Registry[Optimizer] = Registry("aescope.plan.optimizers", "optimizer")
edits: Registry[Edit] = Registry("aescope.plan.edits", "edit")
