"""What a variable of a structure may hold."""

from dataclasses import dataclass
from typing import TypeAlias

from aescope.plan.sketch import Told
from aescope.plan.written import Argument, Written
from aescope.records import Place


@dataclass(frozen=True)
class Tensor:
    """What a layer puts out, by the number of its call."""

    number: int


@dataclass
class LayerObject:
    """A layer that has been made and may be called later: `pool = MaxPooling2D()`."""

    written: Written
    called: Place | None = None


@dataclass
class Model:
    """A Model or Sequential: from which tensor to which, and what its compile and fit were told."""

    place: Place
    start: Tensor | None = None
    end: Tensor | None = None
    name: str = ""
    called_on: int | None = None
    compiled: Told | None = None
    fitted: Told | None = None


@dataclass(frozen=True)
class Outside:
    """The result of something that changes no training (`predict`, `print`): may be assigned, not built on."""


Thing: TypeAlias = Argument | Tensor | LayerObject | Model | Outside
