"""`TSNE(...)`, `UMAP(...)`, `PCA(...)` in fenced blocks: requests to draw an experiment's latents in two dimensions."""

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from aescope.errors import StructureError
from aescope.records import CodeBlock, Note, ProjectionRequest, Value
from aescope.source import last_name, literal, place_of, text_of

# The names of classes that people call, and what a first argument without a name means there.
_METHODS: Mapping[str, tuple[str, str]] = {
    "TSNE": ("tsne", "n_components"),
    "UMAP": ("umap", "n_neighbors"),
    "PCA": ("pca", "n_components"),
}
METHOD_NAMES = tuple(method for method, _ in _METHODS.values())
_SEEDS = ("random_state", "seed")
# What a seed without a value is: the notebook's runs begin at 0 too.
_SEED = 0
# What the method is fitted to is always the experiment's latents, whatever the author's variable is called.
_LATENTS = "latents"


@dataclass(frozen=True)
class Requests:
    """The projections that one block asks for, and what was not understood in it."""

    projections: tuple[ProjectionRequest, ...] = ()
    notes: tuple[Note, ...] = ()


def read_projections(module: ast.Module, code: CodeBlock) -> Requests:
    """The projections of a fenced block, in its order; names without a value are bound and recorded."""
    names = dict(_assigned(module, code))
    found: list[ProjectionRequest] = []
    notes: list[Note] = []
    fitted = _fitted(module)
    for call in _calls(module):
        method, first = _METHODS[last_name(call.func)]
        arguments: dict[str, Value] = {}
        bound: dict[str, Value] = dict.fromkeys(fitted, _LATENTS)
        for name, node in _arguments(call, first):
            try:
                arguments[name] = literal(node, names, code)
            except StructureError:
                if name in _SEEDS:
                    arguments[name] = bound[text_of(node)] = _SEED
                else:
                    said = f"{name}={text_of(node)} has no value here and is left out of {last_name(call.func)}"
                    notes.append(Note(place_of(node, code), said, f"{name}=NUMBER"))
            else:
                if isinstance(node, ast.Name):
                    bound[node.id] = arguments[name]
        found.append(ProjectionRequest(method, arguments, place_of(call, code), bound=bound))
    return Requests(tuple(found), tuple(notes))


def _calls(module: ast.Module) -> Iterator[ast.Call]:
    calls = (node for node in ast.walk(module) if isinstance(node, ast.Call) and last_name(node.func) in _METHODS)
    return iter(sorted(calls, key=lambda call: (call.lineno, call.col_offset)))


def _arguments(call: ast.Call, first: str) -> Iterator[tuple[str, ast.expr]]:
    for node in call.args[:1]:
        if not isinstance(node, ast.Starred):
            yield first, node
    for keyword in call.keywords:
        if keyword.arg is not None:
            yield keyword.arg, keyword.value


def _fitted(module: ast.Module) -> list[str]:
    """Names of what is handed to `.fit(...)`, `.fit_transform(...)` and `.transform(...)`."""
    return [
        call.args[0].id
        for call in ast.walk(module)
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Attribute)
        and call.func.attr in ("fit", "fit_transform", "transform")
        and call.args
        and isinstance(call.args[0], ast.Name)
    ]


def _assigned(module: ast.Module, code: CodeBlock) -> Iterator[tuple[str, Value]]:
    """Names that the block itself gives a plain value: `RS = 42`."""
    for statement in module.body:
        if isinstance(statement, ast.Assign) and len(statement.targets) == 1:
            target = statement.targets[0]
            if isinstance(target, ast.Name):
                try:
                    yield target.id, literal(statement.value, {}, code)
                except StructureError:
                    continue
