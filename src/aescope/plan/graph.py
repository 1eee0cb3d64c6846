"""From a sketch to the nodes of a plan: every layer gets its shape, its weights and its settings for one image size."""

from collections.abc import Mapping
from dataclasses import replace

from aescope.errors import StructureError
from aescope.plan.arguments import Misfit, bind
from aescope.plan.meaning import Meaning, shape_text
from aescope.plan.registry import layers
from aescope.plan.sketch import Drawn, Sketch
from aescope.records import Node, Setting, Shape, Weight


def build(sketch: Sketch, image_shape: Shape) -> tuple[Node, ...]:
    """The nodes in the order of the sketch. Raises StructureError with the line of the layer that does not fit."""
    shapes: dict[str, Shape] = {}
    nodes: list[Node] = []
    for drawn in sketch.drawn:
        if drawn.layer == "Input":
            _check_sizes(drawn, image_shape)
        inputs = tuple(shapes[name] for name in drawn.inputs) or (image_shape,)
        meaning = _meaning(drawn, inputs)
        shapes[drawn.name] = meaning.output_shape
        nodes.append(_node(drawn, meaning))
    return tuple(nodes)


def _meaning(drawn: Drawn, inputs: tuple[Shape, ...]) -> Meaning:
    member = layers[drawn.layer]
    written = drawn.written
    try:
        given = bind(member, written.positional, written.keywords, before=1)
        meaning = member(inputs, **given)
    except Misfit as misfit:
        raise StructureError(f"{drawn.place}: {drawn.layer} {misfit}") from None
    if drawn.called_before is not None and meaning.weights:
        raise StructureError(
            f"{drawn.place}: this {drawn.layer} was called before, at {drawn.called_before}; expected one call, for "
            f"shared weights are not read. Write {drawn.layer}(...) anew."
        )
    return meaning


def _node(drawn: Drawn, meaning: Meaning) -> Node:
    config: Mapping[str, Setting] = {**meaning.config, "trainable": drawn.trainable}
    weights = meaning.weights if drawn.trainable else tuple(map(_frozen, meaning.weights))
    return Node(
        drawn.name,
        drawn.layer,
        config,
        drawn.inputs,
        meaning.output_shape,
        weights,
        drawn.place,
        drawn.variable,
        meaning.multiply_adds,
    )


def _frozen(weight: Weight) -> Weight:
    # Keras adds no penalty for weights that are not trained.
    return replace(weight, trainable=False, regularizer=None)


def _check_sizes(drawn: Drawn, image_shape: Shape) -> None:
    """What an Input writes out must be what the pictures are."""
    written = drawn.sizes
    if not written:
        return
    fits = len(written) == len(image_shape) and all(
        size is None or size == actual for size, actual in zip(written, image_shape, strict=True)
    )
    if not fits:
        said = "x".join("?" if size is None else str(size) for size in written)
        mend = f"Write Input(shape=(imw, imh, c)), or bring the images to {said} (`Alterations = ...`)."
        if len(written) == 1:
            said += " numbers"
            mend = f"Write Input(shape={image_shape}), then Flatten(), and end with Reshape({image_shape})."
        raise StructureError(
            f"{drawn.place}: Input says {said}, the images are {shape_text(image_shape)}; expected the same. {mend}"
        )
