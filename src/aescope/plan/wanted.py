"""What a structure says of its images before any are read: the channels of its output, the sizes of its Input."""

from aescope.plan.arguments import Misfit, bind
from aescope.plan.keras_source import read_structure
from aescope.plan.registry import layers
from aescope.plan.sketch import Drawn, Sketch
from aescope.records import Experiment, Value

# Two stand-ins: what is the same for both does not hang on the images.
_GREY, _COLOUR = (64, 64, 1), (64, 64, 3)
# Layers that set the channels, and the argument that does.
_SETS = {"Conv2D": "filters", "Conv2DTranspose": "filters", "Dense": "units", "Reshape": "target_shape"}


def wanted_channels(experiment: Experiment, keras: str = "3") -> int | None:
    """The channels that the decoder ends with, None where the code leaves them to the images or cannot be read.

    Raises StructureError or NotebookError as reading the structure does.
    """
    if experiment.code is None:
        return None
    grey, colour = (_channels(read_structure(experiment.code, shape)) for shape in (_GREY, _COLOUR))
    return grey if grey == colour else None


def literal_input(experiment: Experiment) -> tuple[Value, ...]:
    """The sizes that the Input writes as numbers, None for those it leaves open; empty where there is no such Input."""
    if experiment.code is None:
        return ()
    sketch = read_structure(experiment.code, _GREY)
    return next((drawn.sizes for drawn in sketch.drawn if drawn.layer == "Input"), ())


def _channels(sketch: Sketch, name: str = "") -> int | None:
    """Walks from the output towards the input to the layer that sets the channels."""
    waiting: list[str] = [name or sketch.output]
    total = 0
    while waiting:
        drawn = sketch[waiting.pop()]
        if drawn.layer == "Concatenate":
            waiting.extend(drawn.inputs)
        elif drawn.layer in _SETS:
            channels = _set_by(drawn)
            if channels is None:
                return None
            total += channels
        elif drawn.inputs:
            waiting.append(drawn.inputs[0])
        else:
            return None
    return total


def _set_by(drawn: Drawn) -> int | None:
    try:
        given = bind(layers[drawn.layer], drawn.written.positional, drawn.written.keywords, before=1)
    except Misfit:
        return None
    value = given.get(_SETS[drawn.layer])
    if isinstance(value, tuple):
        value = value[-1] if len(value) == 3 else None
    return value if isinstance(value, int) and not isinstance(value, bool) and value > 0 else None
