"""Structure (layers): each with its line in the notebook, its output's shape and its count of parameters."""

from aescope.records import Call, Node, Outcome, Study
from aescope.report.blocks import Blocks, Cell, Column, Prose, Table
from aescope.report.numbers import plural, shape, values_of, whole
from aescope.report.section import section_of_experiment

_COLUMNS = (
    Column("Layer"),
    Column("Kind"),
    Column("Works on"),
    Column("Output shape"),
    Column("Parameters", numeric=True),
    Column("Line", numeric=True),
)
# What a reader asks of a layer first; the rest stands in results.json and plan.json.
_TELLING = ("filters", "units", "kernel_size", "pool_size", "size", "strides", "rate", "activation", "target_shape")
_PLAIN = {"strides": ((1, 1), None), "activation": ("linear", None)}


@section_of_experiment("structure", 40, "Structure")
def structure(outcome: Outcome, study: Study) -> Blocks:
    """The graph as a table; branches that the reconstruction does not use are named."""
    plan = outcome.plan
    if plan is None:
        return
    latent = "no layer is called encoded"
    if plan.latent_shape is not None:
        latent = f"latent {shape(plan.latent_shape)} of {shape(plan.input_shape)} pixels in"
    yield Prose(f"{plural(len(plan.nodes) - 1, 'layer')}, {plural(plan.parameters, 'parameter')}; {latent}.")
    if plan.latent and not plan.latent_on_path:
        yield Prose(
            f"{plan.latent} (encoded) is a side branch: the reconstruction is not computed from it, so nothing forces "
            "the picture through it.",
            "warn",
        )
    rows = []
    previous = ""
    for node in plan.nodes:
        rows.append(_row(node, previous))
        previous = node.name
    yield Table(_COLUMNS, tuple(rows), folded="All layers with shapes, parameters and lines")


def _row(node: Node, previous: str) -> tuple[Cell, ...]:
    inputs = "" if node.inputs in ((), (previous,)) else ", ".join(node.inputs)
    return (
        Cell(node.name, quiet=node.variable if node.variable in ("encoded", "decoded") else ""),
        Cell(node.layer, quiet=_arguments(node)),
        Cell(inputs or ("the layer above" if node.inputs else "pixels")),
        Cell(shape(node.output_shape)),
        Cell(whole(node.parameters)),
        Cell(str(node.place.line) if node.place and node.place.line else ""),
    )


def _arguments(node: Node) -> str:
    told = []
    for name in _TELLING:
        value = node.config.get(name)
        if value is not None and value not in _PLAIN.get(name, ()) and node.layer != "Input":
            told.append(f"{name}={value if isinstance(value, Call) else values_of(value)}")
    return ", ".join(told)
