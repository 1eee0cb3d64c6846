"""Reads models: `Sequential([...])`, `Model(input, output)`, and what is called on them: add, compile, fit."""

import ast
from collections.abc import Callable

from aescope.errors import StructureError
from aescope.plan.canvas import Canvas
from aescope.plan.things import LayerObject, Model, Outside, Tensor, Thing
from aescope.plan.told import told
from aescope.plan.written import Argument
from aescope.records import CodeBlock, Value
from aescope.source import arguments_of, place_of, text_of

# They show something or write it to a file, and leave the training as it is.
SHOWING_METHODS = frozenset(
    ("build", "count_params", "evaluate", "predict", "save", "save_weights", "summary", "to_json", "to_yaml")
)
_READ_METHODS = "add, compile, fit, summary and predict"


class Models:
    """Makes models on a canvas; `thing` reads an expression, `sizes` a shape, `value` an argument."""

    def __init__(
        self,
        code: CodeBlock,
        canvas: Canvas,
        thing: Callable[[ast.expr], Thing],
        sizes: Callable[[ast.expr], tuple[Value, ...]],
        value: Callable[[ast.expr], Argument],
    ) -> None:
        self._code = code
        self._canvas = canvas
        self._thing = thing
        self._sizes = sizes
        self._value = value
        self.made: list[Model] = []

    def sequential(self, node: ast.Call) -> Model:
        """`Sequential([...])`, or an empty one that `add` fills."""
        model = Model(place_of(node, self._code))
        self.made.append(model)
        positional, keywords = arguments_of(node, self._code)
        for items in (*positional[:1], *(value for name, value in keywords.items() if name == "layers")):
            if not isinstance(items, ast.List | ast.Tuple):
                raise self._refused(items, "a list of layers", "Write Sequential([...]).")
            for item in items.elts:
                self._add(model, item)
        return model

    def functional(self, node: ast.Call) -> Model:
        """`Model(input, output)`, `Model(inputs=..., outputs=...)`."""
        positional, keywords = arguments_of(node, self._code)
        ends = dict(zip(("inputs", "outputs"), positional, strict=False)) | {
            {"input": "inputs", "output": "outputs"}.get(name, name): value for name, value in keywords.items()
        }
        if "inputs" not in ends or "outputs" not in ends:
            raise self._refused(node, "an input and an output", "Write Model(input_img, decoded).")
        start, end = self._tensor(ends["inputs"]), self._tensor(ends["outputs"])
        model = Model(place_of(node, self._code), start, end)
        self.made.append(model)
        return model

    def method(self, node: ast.Call, model: Model, name: str) -> Thing:
        """What `model.name(...)` does; the result of a call that changes no training is a thing of the outside."""
        positional, _ = arguments_of(node, self._code)
        if name == "add" and len(positional) == 1:
            self._add(model, positional[0])
        elif name == "compile":
            model.compiled = told("compile", node, self._code, self._value)
        elif name == "fit":
            model.fitted = told("fit", node, self._code, self._value)
        elif name not in SHOWING_METHODS:
            raise self._refused(node, f"one of {_READ_METHODS}", "Take the line out.")
        return Outside()

    def unnamed(self, place: ast.expr) -> Model:
        """The model that a block compiles or fits without having made it: all its layers."""
        model = Model(place_of(place, self._code))
        self.made.append(model)
        return model

    def _add(self, model: Model, node: ast.expr) -> None:
        thing = self._thing(node)
        place = place_of(node, self._code)
        if isinstance(thing, Tensor) and model.start is None and self._canvas.is_input(thing):
            model.start = model.end = thing
        elif isinstance(thing, Model) and model.end is None:
            model.start, model.end = thing.start, thing.end
        elif isinstance(thing, Model) and model.end is not None:
            model.end = self._canvas.call(thing, model.end, place)
        elif isinstance(thing, LayerObject):
            if model.end is None:
                model.start = model.end = self._canvas.begin(place, self._first_sizes(node))
            model.end = self._canvas.draw(thing, [model.end], place)
        else:
            raise self._refused(node, "a layer", "Write a layer of Keras, such as Conv2D(16, (3, 3)).")

    def _first_sizes(self, node: ast.expr) -> tuple[Value, ...]:
        """The shape that the first layer of a Sequential carries as `input_shape=...`."""
        if isinstance(node, ast.Call):
            for keyword in node.keywords:
                if keyword.arg == "input_shape":
                    return self._sizes(keyword.value)
        return ()

    def _tensor(self, node: ast.expr) -> Tensor:
        alone = node.elts[0] if isinstance(node, ast.List | ast.Tuple) and len(node.elts) == 1 else node
        thing = self._thing(alone)
        if isinstance(thing, Tensor):
            return thing
        raise self._refused(node, "one tensor in and one out", "Write Model(input_img, decoded).")

    def _refused(self, node: ast.expr, expected: str, mend: str) -> StructureError:
        return StructureError(f"{place_of(node, self._code)}: found {text_of(node)}; expected {expected}. {mend}")
