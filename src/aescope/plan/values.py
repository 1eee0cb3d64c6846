"""Reads the expressions of a structure: layers made and called, and plain values, by whitelist."""

import ast
from collections.abc import Iterator, Mapping

from aescope.errors import StructureError
from aescope.plan.arguments import suggestion
from aescope.plan.canvas import Canvas
from aescope.plan.input_shape import sizes_of
from aescope.plan.known import is_layer, is_setting, mend_for
from aescope.plan.models import Models
from aescope.plan.reading import argument, call
from aescope.plan.things import LayerObject, Model, Outside, Tensor, Thing
from aescope.plan.written import Argument, Written
from aescope.records import CodeBlock, Place, Shape, Value
from aescope.source import arguments_of, last_name, place_of, text_of

_SHOWING = frozenset(("clear_session", "display", "plot_model", "print"))
_JOINING = {"add": "Add", "concatenate": "Concatenate"}


class Values:
    """The variables of a block and what its expressions stand for; layers are drawn on a canvas as they are called."""

    def __init__(self, code: CodeBlock, image_shape: Shape) -> None:
        self.canvas = Canvas()
        self.things: dict[str, Thing] = {}
        self.models = Models(code, self.canvas, self.thing, self._sizes, self._argument)
        self.last: Tensor | None = None
        self._code = code
        self._image_shape = image_shape
        # Values of names that an Input further down will bind: `shape = (imw, imh, c)`.
        self._waiting: dict[str, ast.expr] = {}

    def assign(self, name: str, node: ast.expr) -> None:
        """`name = node`."""
        self._waiting.pop(name, None)
        if self._waits(node):
            self.things.pop(name, None)
            self._waiting[name] = node
            return
        thing = self.thing(node)
        if isinstance(thing, Tensor):
            self.canvas.name(thing, name)
            self.last = thing
        if isinstance(thing, Model):
            thing.name = name
        self.things[name] = thing

    def effect(self, node: ast.Call) -> None:
        """A call that stands alone on its line: `model.add(...)`, or a layer whose output nobody names."""
        thing = self.thing(node)
        if isinstance(thing, Tensor):
            self.last = thing

    def thing(self, node: ast.expr) -> Thing:
        """What an expression stands for. Raises StructureError with the line for what is not read."""
        match node:
            case ast.Name(id=name) if name in self.things:
                return self.things[name]
            case ast.Name():
                return self._unbound(node)
            case ast.Call():
                return self._called(node)
            case ast.Attribute(value=owner, attr="input" | "output" | "inputs" | "outputs" as end):
                return self._end(node, owner, end.rstrip("s"))
            case ast.BinOp() if any(isinstance(self.things.get(name), Tensor) for name in _names(node)):
                raise self._refused(node, "layers alone, without arithmetic", "Write Add()([a, b]) for a sum.")
        return self._argument(node)

    def method(self, node: ast.Call, owner: ast.Name, name: str) -> Thing:
        """`owner.name(...)` where owner is a model, or is compiled or fitted without having been made."""
        model = self.things.get(owner.id)
        if model is None and name in ("compile", "fit", "summary"):
            self.things[owner.id] = model = self.models.unnamed(owner)
        if isinstance(model, Model):
            return self.models.method(node, model, name)
        raise self._refused(node, "a model before the dot", "Take the line out.")

    def _called(self, node: ast.Call) -> Thing:
        function = node.func
        name = last_name(function)
        match function:
            case ast.Attribute(value=ast.Name(id=owner) as before) if owner in self.things or name in (
                "compile",
                "fit",
            ):
                return self.method(node, before, name)
            case ast.Name(id=known) if known in self.things:
                return self._applied(node, self.things[known])
            case ast.Call():
                return self._applied(node, self.thing(function))
        if name in ("Input", "InputLayer"):
            return self._input(node)
        if name == "Sequential":
            return self.models.sequential(node)
        if name == "Model":
            return self.models.functional(node)
        if name in _JOINING:
            return self._joined(node, _JOINING[name])
        if is_layer(name):
            return LayerObject(call(node, self._arguments(), self._code))
        if name in _SHOWING:
            return Outside()
        if is_setting(name) or name in ("int", "float"):
            return self._argument(node)
        raise self._refused(node, "a layer of Keras", mend_for(name), f"{name or text_of(function)}(...)")

    def _applied(self, node: ast.Call, thing: Thing) -> Tensor:
        """A layer or a model called on tensors."""
        positional, keywords = arguments_of(node, self._code)
        operands = [*positional, *(value for name, value in keywords.items() if name == "inputs")]
        if len(operands) != 1 or set(keywords) - {"inputs", "training", "mask"}:
            raise self._refused(
                node, "one tensor, or a list of them for Add and Concatenate", "Write x = Layer(...)(x)."
            )
        place = place_of(node, self._code)
        tensors = self._tensors(operands[0])
        if isinstance(thing, LayerObject) and tensors:
            return self.canvas.draw(thing, tensors, place)
        if isinstance(thing, Model) and len(tensors) == 1:
            return self.canvas.call(thing, tensors[0], place)
        raise self._refused(node, "a layer or a model called on one tensor", "Write x = Layer(...)(x).")

    def _joined(self, node: ast.Call, layer: str) -> Tensor:
        """`add([a, b])` and `concatenate([a, b], axis=...)`, the functions."""
        positional, keywords = arguments_of(node, self._code)
        if not positional or not isinstance(positional[0], ast.List | ast.Tuple) or not positional[0].elts:
            raise self._refused(node, "a list of tensors", f"Write {layer}()([a, b]).")
        names = self._arguments()
        settings = {name: argument(value, names, self._code) for name, value in keywords.items()}
        rest = tuple(argument(value, names, self._code) for value in positional[1:])
        place = place_of(node, self._code)
        return self.canvas.draw(
            LayerObject(Written(layer, place, True, rest, settings)), self._tensors(positional[0]), place
        )

    def _tensors(self, node: ast.expr) -> list[Tensor]:
        return [self._tensor(one) for one in (node.elts if isinstance(node, ast.List | ast.Tuple) else [node])]

    def _tensor(self, node: ast.expr) -> Tensor:
        """The tensor at `node`."""
        thing = self.thing(node)
        if isinstance(thing, Tensor):
            return thing
        raise self._refused(node, "the output of a layer", "Call the layer on the one before: x = Layer(...)(x).")

    def _input(self, node: ast.Call) -> Tensor:
        positional, keywords = arguments_of(node, self._code)
        given = dict(zip(("shape", "batch_size"), positional, strict=False)) | keywords
        if "input_shape" in given:
            given["shape"] = given["input_shape"]
        batch = given.get("batch_shape", given.get("batch_input_shape"))
        if isinstance(batch, ast.Tuple | ast.List) and batch.elts:
            given["shape"] = ast.copy_location(ast.Tuple(batch.elts[1:], ast.Load()), batch)
        sizes = self._sizes(given["shape"]) if "shape" in given else ()
        name = given.get("name")
        return self.canvas.begin(
            place_of(node, self._code), sizes, str(name.value) if isinstance(name, ast.Constant) else ""
        )

    def _sizes(self, node: ast.expr) -> tuple[Value, ...]:
        """The sizes of an Input; its free names get their values, and so does what waited for them."""
        if isinstance(node, ast.Name) and node.id in self._waiting:
            node = self._waiting[node.id]
        sizes, bound = sizes_of(node, self._arguments(), self._code, self._image_shape)
        self.things.update(bound)
        for name, waiting in list(self._waiting.items()) if bound else []:
            if not self._waits(waiting):
                self.assign(name, waiting)
        return sizes

    def _end(self, node: ast.expr, owner: ast.expr, end: str) -> Thing:
        """`model.input`, `model.output`, `model.get_layer("encoded").output`."""
        match owner:
            case ast.Name(id=name) if isinstance(model := self.things.get(name), Model):
                tensor = model.start if end == "input" else model.end
            case ast.Call(func=ast.Attribute(attr="get_layer"), args=[ast.Constant(value=str() as name)]) if (
                end == "output"
            ):
                tensor = self.canvas.given(name)
            case _:
                tensor = None
        if tensor is None:
            raise self._refused(node, "the input or output of a model", "Assign the layer's output to a name.")
        return tensor

    def _waits(self, node: ast.expr) -> bool:
        """Whether a value hangs on names that have none yet and that no layer or call is part of."""
        plain = all(
            isinstance(part, ast.Name | ast.Constant | ast.Tuple | ast.List | ast.BinOp | ast.operator | ast.Load)
            for part in ast.walk(node)
        )
        return plain and not isinstance(node, ast.Name) and any(name not in self.things for name in _names(node))

    def _argument(self, node: ast.expr) -> Argument:
        return argument(node, self._arguments(), self._code)

    def _arguments(self) -> Mapping[str, Argument]:
        values: dict[str, Argument] = {}
        for name, thing in self.things.items():
            if isinstance(thing, LayerObject):
                values[name] = thing.written
            elif not isinstance(thing, Tensor | Model | Outside):
                values[name] = thing
        return values

    def _unbound(self, node: ast.Name) -> Tensor:
        """A name without a value: before there is any tensor, it is the Input that the block leaves out."""
        if not any(isinstance(thing, Tensor) for thing in self.things.values()):
            self.things[node.id] = tensor = self.canvas.begin(place_of(node, self._code))
            self.canvas.name(tensor, node.id)
            return tensor
        raise self._refused(
            node, "a name that was given a value above", suggestion(node.id, self.things), f'"{node.id}"'
        )

    def _refused(self, node: ast.expr, expected: str, mend: str, found: str = "") -> StructureError:
        place: Place = place_of(node, self._code)
        return StructureError(f"{place}: found {found or text_of(node)}; expected {expected}. {mend}")


def _names(node: ast.expr) -> Iterator[str]:
    return (part.id for part in ast.walk(node) if isinstance(part, ast.Name))
