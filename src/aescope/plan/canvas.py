"""Where a structure is drawn while its code is read: layers, their inputs, and the models made of them."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from aescope.errors import StructureError
from aescope.plan.arguments import Misfit, yes_or_no
from aescope.plan.registry import layers
from aescope.plan.sketch import Drawn
from aescope.plan.things import LayerObject, Model, Tensor
from aescope.plan.written import Written
from aescope.records import Place, Value

# Arguments that every layer of Keras takes and that are no part of its own meaning.
_OF_ALL_LAYERS = (
    "name",
    "trainable",
    "dtype",
    "autocast",
    "input_shape",
    "batch_input_shape",
    "input_dim",
    "batch_size",
)


class Canvas:
    """Numbers every call of a layer; an Input that turns out to be another layer's output is merged into it."""

    def __init__(self) -> None:
        self._drawn: list[Drawn] = []
        self._inputs: list[tuple[int, ...]] = []
        self._merged: dict[int, int] = {}

    def begin(self, place: Place, sizes: tuple[Value, ...] = (), given_name: str = "") -> Tensor:
        """A new Input, its sizes as written."""
        return self._append(Drawn("", "Input", Written("Input", place), (), place, "", sizes, True, given_name), ())

    def draw(self, layer: LayerObject, inputs: Sequence[Tensor], place: Place) -> Tensor:
        """Call a layer on tensors."""
        written = layer.written
        own = {name: value for name, value in written.keywords.items() if name not in _OF_ALL_LAYERS}
        drawn = Drawn(
            "",
            layers.canonical(written.name),
            replace(written, keywords=own),
            (),
            place,
            trainable=_trainable(written),
            given_name=str(written.keywords.get("name") or ""),
            called_before=layer.called,
        )
        layer.called = layer.called or place
        return self._append(drawn, tuple(self.find(tensor) for tensor in inputs))

    def call(self, model: Model, on: Tensor, place: Place) -> Tensor:
        """Call a model on a tensor: its layers are drawn from there on.

        Raises StructureError for a model without layers, and for a second call, which would share its weights.
        """
        if model.start is None or model.end is None:
            raise StructureError(f"{place}: this model has no layers yet; expected some. Add them before it is called.")
        here, start = self.find(on), self.find(model.start)
        if here == start or here == model.called_on:
            return model.end
        if model.called_on is not None or not self.is_input(model.start):
            raise StructureError(
                f"{place}: this model is called on a second input; expected one, for shared weights are not read. "
                "Write its layers out."
            )
        if start in self._ancestors([here]):
            raise StructureError(f"{place}: this model is called on its own output; expected another input. Change it.")
        model.called_on = here
        self._merged[start] = here
        return model.end

    def name(self, tensor: Tensor, variable: str) -> None:
        """Remember the variable that a layer's output is assigned to."""
        number = self.find(tensor)
        self._drawn[number] = replace(self._drawn[number], variable=variable)

    def given(self, name: str) -> Tensor | None:
        """The output of the layer that carries `name=...`, the last one drawn."""
        numbers = [number for number, drawn in enumerate(self._drawn) if drawn.given_name == name]
        return Tensor(numbers[-1]) if numbers else None

    def find(self, tensor: Tensor) -> int:
        """The number of the call that puts this tensor out."""
        number = tensor.number
        while number in self._merged:
            number = self._merged[number]
        return number

    def is_input(self, tensor: Tensor) -> bool:
        """Whether the tensor is an Input's, not a layer's."""
        return self._drawn[self.find(tensor)].layer == "Input"

    def inputs_of(self, tensor: Tensor) -> list[Drawn]:
        """The Inputs that a tensor is computed from."""
        numbers = sorted(self._ancestors([self.find(tensor)]))
        return [self._drawn[number] for number in numbers if self._drawn[number].layer == "Input"]

    def finished(self, wanted: Sequence[Tensor]) -> tuple[list[Drawn], list[str], list[Drawn]]:
        """The layers that `wanted` are computed from, inputs first; the names of `wanted`; the layers not needed."""
        ends = [self.find(tensor) for tensor in wanted]
        needed = self._ancestors(ends)
        names = self._names(needed)
        named = {
            number: replace(
                drawn,
                name=names[number],
                inputs=tuple(names.get(self.find(Tensor(one)), "") for one in self._inputs[number]),
            )
            for number, drawn in enumerate(self._drawn)
            if number in names
        }
        ordered = [named[number] for number in self._in_order(needed)]
        spare = [drawn for number, drawn in named.items() if number not in needed]
        return ordered, [names[end] for end in ends], spare

    def _append(self, drawn: Drawn, inputs: tuple[int, ...]) -> Tensor:
        self._drawn.append(drawn)
        self._inputs.append(inputs)
        return Tensor(len(self._drawn) - 1)

    def _names(self, needed: set[int]) -> dict[int, str]:
        """`conv2d_1`, `conv2d_2`, ... in the order in which the layers were called; needed or not, all count."""
        counts: dict[str, int] = {}
        names: dict[int, str] = {}
        for number, drawn in enumerate(self._drawn):
            if number in needed or (number not in self._merged and drawn.layer != "Input"):
                kind = kind_name(drawn.layer)
                counts[kind] = counts.get(kind, 0) + 1
                names[number] = f"{kind}_{counts[kind]}"
        return names

    def _ancestors(self, ends: Iterable[int]) -> set[int]:
        seen: set[int] = set()
        waiting = list(ends)
        while waiting:
            number = waiting.pop()
            if number not in seen:
                seen.add(number)
                waiting.extend(self.find(Tensor(one)) for one in self._inputs[number])
        return seen

    def _in_order(self, needed: set[int]) -> list[int]:
        """Every layer after its inputs, otherwise as drawn."""
        ordered: dict[int, None] = {}
        for first in sorted(needed):
            waiting = [first]
            while waiting:
                number = waiting[-1]
                missing = [end for one in self._inputs[number] if (end := self.find(Tensor(one))) not in ordered]
                if missing and number not in ordered:
                    waiting.extend(reversed(missing))
                else:
                    ordered[waiting.pop()] = None
        return list(ordered)


def kind_name(layer: str) -> str:
    """`max_pooling2d` for MaxPooling2D, as Keras names its layers, and `leaky_relu` for LeakyReLU."""
    spaced = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", layer.replace("ReLU", "Relu"))
    return re.sub(r"([a-z])([A-Z])", r"\1_\2", spaced).lower()


def _trainable(written: Written) -> bool:
    try:
        return yes_or_no("trainable", written.keywords.get("trainable", True))
    except Misfit as misfit:
        raise StructureError(f"{written.place}: {written.name} {misfit}") from None
