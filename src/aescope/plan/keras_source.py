"""Reads a structure in Keras' words: functional, Sequential, Model, compile and fit, statement by statement.

The code is parsed and never executed. What is not a layer, a model or a value is refused with its line.
"""

import ast
from collections.abc import Sequence

from aescope.errors import StructureError
from aescope.plan.sketch import Sketch
from aescope.plan.things import Model, Tensor, Thing
from aescope.plan.values import Values
from aescope.records import CodeBlock, Note, Shape
from aescope.source import parse, place_of, text_of

_OUTPUTS = ("decoded", "reconstruction", "reconstructed", "decoder_output", "decoder_outputs")
_LATENTS = ("encoded", "latent", "latents", "latent_space", "latent_vector", "code", "bottleneck", "embedding", "z")
_ENCODERS = ("encoder", "encoder_output", "encoder_outputs")
_ACCEPTED = "assignments of layers, Sequential, Model, compile and fit"


def read_structure(code: CodeBlock, image_shape: Shape) -> Sketch:
    """The layers of a block and how they hang together, for images (rows, columns, channels).

    The sizes of the images count only where the code names them: `Input(shape=(imw, imh, c))`, `Dense(imw * imh)`.
    Raises StructureError with the line for what is not read, NotebookError for what could run code.
    """
    module = parse(code)
    values = Values(code, image_shape)
    try:
        for statement in module.body:
            _read(statement, values, code)
    except RecursionError:
        raise StructureError(
            f"{code.place}: layers nest too deeply; expected them one by one. Assign them to names line by line."
        ) from None
    return _sketch(values, code)


def _read(statement: ast.stmt, values: Values, code: CodeBlock) -> None:
    match statement:
        case ast.Import() | ast.ImportFrom() | ast.Pass() | ast.Expr(value=ast.Constant()):
            return
        case ast.Assign(targets=targets, value=value) if all(isinstance(target, ast.Name) for target in targets):
            for target in targets:
                values.assign(ast.unparse(target), value)
            return
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=parts)) if len(names) == len(
            parts
        ) and all(isinstance(name, ast.Name) for name in names):
            for name, part in zip(names, parts, strict=True):
                values.assign(ast.unparse(name), part)
            return
        case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
            values.assign(name, value)
            return
        case ast.Expr(value=ast.Name() | ast.Attribute()):
            return
        case ast.Expr(value=ast.Call() as value):
            values.effect(value)
            return
    raise StructureError(
        f"{place_of(statement, code)}: found {text_of(statement)}; expected {_ACCEPTED}. {_mend(statement)}"
    )


def _mend(statement: ast.stmt) -> str:
    match statement:
        case ast.For() | ast.While():
            return "Write each layer on a line of its own."
        case ast.If():
            return "Keep the branch that is meant, without the condition."
        case ast.FunctionDef() | ast.ClassDef() | ast.With():
            return "Write its layers at the top level, one to a line."
    return "Take the line out, or write it as x = Layer(...)(x)."


def _sketch(values: Values, code: CodeBlock) -> Sketch:
    trained = _trained(values.models.made)
    output = _output(values, trained)
    if output is None:
        raise StructureError(
            f"{code.place}: found no layer in this block; expected a structure. Write x = Layer(...)(x)."
        )
    starts = values.canvas.inputs_of(output)
    if len(starts) != 1:
        raise StructureError(
            f"{starts[-1].place}: the output hangs on {len(starts)} inputs; expected one, the picture. Use one Input."
        )
    latent = _latent(values)
    notes: list[Note] = []
    if latent is not None and values.canvas.inputs_of(latent) != starts:
        notes.append(Note(starts[0].place, "the latent is computed from another input than the output and is left out"))
        latent = None
    drawn, names, spare = values.canvas.finished([output] if latent is None else [output, latent])
    notes += [
        Note(one.place, f"{one.layer} is not on the way from the pictures to the output and is left out")
        for one in spare
    ]
    return Sketch(
        tuple(drawn),
        names[0],
        names[1] if latent is not None else None,
        trained.compiled if trained else None,
        trained.fitted if trained else None,
        tuple(notes),
    )


def _trained(models: Sequence[Model]) -> Model | None:
    """The model that is meant: the last one fitted, else compiled, else called autoencoder, else the last made."""
    for wanted in (
        [model for model in models if model.fitted],
        [model for model in models if model.compiled],
        [model for model in models if "auto" in model.name.casefold()],
        [model for model in models if model.name.casefold() not in ("encoder", "decoder")],
    ):
        if wanted:
            return wanted[-1]
    return None


def _output(values: Values, trained: Model | None) -> Tensor | None:
    """The end of the model that is trained, else the variable `decoded`, else the last layer."""
    if trained is not None and trained.end is not None and (trained.compiled or trained.fitted):
        return trained.end
    found = _variable(values, _OUTPUTS)
    if found is not None:
        return found
    if trained is not None and trained.end is not None:
        return trained.end
    return values.last


def _latent(values: Values) -> Tensor | None:
    """The variable `encoded` (or another word for it), the layer of that name, or the end of the encoder."""
    found = _variable(values, _LATENTS)
    for name in _LATENTS if found is None else ():
        found = found or values.canvas.given(name)
    return found or _variable(values, _ENCODERS)


def _variable(values: Values, names: Sequence[str]) -> Tensor | None:
    by_name = {name.casefold(): thing for name, thing in values.things.items()}
    for name in names:
        thing: Thing = by_name.get(name)
        tensor = thing.end if isinstance(thing, Model) else thing
        if isinstance(tensor, Tensor):
            return tensor
    return None
