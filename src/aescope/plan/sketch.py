"""A structure as drawn in the code, before any size is known: which layer is called on which, and what is trained."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from aescope.plan.written import Argument, Written
from aescope.records import Note, Place, Value


@dataclass(frozen=True)
class Drawn:
    """One call of a layer. `layer` is Keras' name for it, `written` has its arguments without those all layers have.

    `sizes` are those that an Input writes out: None where the code leaves a size to the pictures, empty where it writes
    none at all. `called_before` is where the same layer object was called first.
    """

    name: str
    layer: str
    written: Written
    inputs: tuple[str, ...]
    place: Place
    variable: str = ""
    sizes: tuple[Value, ...] = ()
    trainable: bool = True
    given_name: str = ""
    called_before: Place | None = None


@dataclass(frozen=True)
class Told:
    """What `compile` or `fit` was told, by argument, and where."""

    place: Place
    arguments: Mapping[str, Argument] = field(default_factory=dict)


@dataclass(frozen=True)
class Sketch:
    """All layers of a block in the order of their inputs; `output` and `latent` are names of drawn layers."""

    drawn: tuple[Drawn, ...]
    output: str
    latent: str | None
    compiled: Told | None = None
    fitted: Told | None = None
    notes: tuple[Note, ...] = ()

    def __getitem__(self, name: str) -> Drawn:
        return next(drawn for drawn in self.drawn if drawn.name == name)
