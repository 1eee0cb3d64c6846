"""From an experiment as written to a plan for images of one size: structure, parameters, defaults, edits."""

from aescope.errors import ParameterError, StructureError
from aescope.plan.editing import edited
from aescope.plan.graph import build
from aescope.plan.keras_source import read_structure
from aescope.plan.reconstruction import require_reconstruction
from aescope.plan.sketch import Sketch
from aescope.plan.training import training
from aescope.records import Experiment, Node, Plan, Shape, Step


def resolve(
    experiment: Experiment, image_shape: Shape, *, seed: int = 0, epochs: int | None = None, keras: str = "3"
) -> Plan:
    """The plan of an experiment for images (rows, columns, channels).

    `epochs` overrules what is written; `seed` and `keras` hold where no bullet says otherwise. What the notebook leaves
    out is filled with defaults that the plan's notes tell. Raises StructureError or ParameterError with file and line,
    what was found, what was expected and the mend; NotebookError for what could run code.
    """
    sketch, nodes = _built(experiment, image_shape)
    require_reconstruction(sketch, nodes, image_shape)
    return _planned(experiment, sketch, nodes, seed, epochs, keras)


def draft(
    experiment: Experiment, image_shape: Shape, *, seed: int = 0, epochs: int | None = None, keras: str = "3"
) -> Plan:
    """The same for a structure whose output need not have the shape of the images: a layer tried by itself."""
    sketch, nodes = _built(experiment, image_shape)
    return _planned(experiment, sketch, nodes, seed, epochs, keras)


def _built(experiment: Experiment, image_shape: Shape) -> tuple[Sketch, tuple[Node, ...]]:
    if experiment.code is None:
        raise StructureError(
            f"{experiment.place}: {experiment.key} has no structure; expected a fenced Python block under "
            "### Structure, or `See model ...`. Write one of them."
        )
    sketch = read_structure(experiment.code, image_shape)
    return sketch, build(sketch, image_shape)


def _planned(
    experiment: Experiment, sketch: Sketch, nodes: tuple[Node, ...], seed: int, epochs: int | None, keras: str
) -> Plan:
    if epochs is not None and epochs < 1:
        raise ParameterError(f"--epochs {epochs}: found {epochs}; expected at least 1. Give a whole number.")
    how = training(experiment.place, experiment.parameters, sketch.compiled, sketch.fitted, seed=seed, keras=keras)
    plan = Plan(
        key=experiment.key,
        nodes=nodes,
        output=sketch.output,
        latent=sketch.latent,
        loss=how.loss,
        optimizer=how.optimizer,
        epochs=epochs or how.epochs,
        batch_size=how.batch_size,
        seed=how.seed,
        validation_split=how.validation_split,
        shuffle=how.shuffle,
        callbacks=how.callbacks,
        keras=how.keras,
        history=_provenance(experiment),
        notes=(*sketch.notes, *how.notes),
    )
    for step in (*experiment.edits, *how.edits):
        plan = edited(plan, step)
    return plan


def _provenance(experiment: Experiment) -> tuple[Step, ...]:
    """What was inherited, from whom and because of which line: the first steps of the plan's history."""
    return tuple(
        Step("inherit", {"part": one.part, "from": one.source}, one.place, one.says) for one in experiment.inheritance
    )
