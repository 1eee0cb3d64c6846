"""The shape of a training loss: an output and what was wanted go in, a number with Keras' gradient comes out."""

from collections.abc import Callable
from typing import TypeAlias

from torch import Tensor

from aescope.engine.torch.network import Output
from aescope.records import Plan
from aescope.registry import Registry

Loss: TypeAlias = Callable[[Output, Tensor], Tensor]
LossBuilder: TypeAlias = Callable[[Plan], Loss]
losses: Registry[LossBuilder] = Registry("aescope.engine.torch.losses", "loss")
