"""Whether a structure gives back what it was shown: an output of the image's own shape, else what would mend it."""

from collections.abc import Iterable

from aescope.errors import ExperimentError, StructureError
from aescope.plan.graph import build
from aescope.plan.meaning import shape_text
from aescope.plan.sketch import Sketch
from aescope.records import Node, Shape

_WORDS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight")


def require_reconstruction(sketch: Sketch, nodes: tuple[Node, ...], image_shape: Shape) -> None:
    """Raises StructureError, with the line of the last layer, where the output has not the shape of the images."""
    by_name = {node.name: node for node in nodes}
    output = by_name[sketch.output]
    shape = output.output_shape
    if shape == image_shape:
        return
    if len(shape) != 3:
        raise StructureError(_flat(output, image_shape))
    if shape[:2] == image_shape[:2]:
        raise StructureError(
            f"{output.place}: the decoder ends with {shape[2]} channel(s), the images have {image_shape[2]}; expected "
            f"as many. End it with Conv2D({image_shape[2]}, ...) or bring the images to {shape[2]} (`Channels = ...`)."
        )
    path = _path(by_name, output)
    halvings = sum(1 for node in path if _shrinks(node))
    through = f" through {_count(halvings)}" if halvings else ""
    raise StructureError(
        f"{output.place}: {shape_text(image_shape[:2])}{through} gives {shape_text(shape[:2])}; expected "
        f"{shape_text(image_shape[:2])} again. {_mend(sketch, path, shape, image_shape)}"
    )


def _flat(output: Node, image_shape: Shape) -> str:
    numbers = 1
    for size in image_shape:
        numbers *= size
    mend = f"End it with Reshape({image_shape})."
    if output.output_shape != (numbers,):
        mend = f"End it with Dense({numbers}) and Reshape({image_shape})."
    return (
        f"{output.place}: the decoder ends with {shape_text(output.output_shape)}; expected a picture, "
        f"{shape_text(image_shape)}. {mend}"
    )


def _path(by_name: dict[str, Node], output: Node) -> list[Node]:
    """The layers that the output is computed from."""
    seen: dict[str, Node] = {}
    waiting = [output.name]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen[name] = by_name[name]
            waiting.extend(by_name[name].inputs)
    return list(seen.values())


def _shrinks(node: Node) -> bool:
    strides = node.config.get("strides")
    return node.layer != "Conv2DTranspose" and isinstance(strides, tuple) and max(strides) > 1


def _count(number: int) -> str:
    word = _WORDS[number] if number < len(_WORDS) else str(number)
    return f"{word} halving" if number == 1 else f"{word} halvings"


def _mend(sketch: Sketch, path: Iterable[Node], shape: Shape, image_shape: Shape) -> str:
    """Cropping where the output is too large, and a size of the images that would come back, each tried before."""
    mends = []
    if shape[0] >= image_shape[0] and shape[1] >= image_shape[1]:
        mends.append(f"end the decoder with Cropping2D({_cropping(shape, image_shape)})")
    factor = _factor(path)
    padded = tuple(-(-size // factor) * factor for size in image_shape[:2])
    if padded != image_shape[:2] and _comes_back(sketch, (*padded, image_shape[2])):
        mends.append(f"bring the images to a multiple of {factor} (`Alterations = pad {shape_text(padded)}`)")
    if not mends:
        mends.append("enlarge as often and by as much as the encoder reduces, with padding='same' in every layer")
    text = ", or ".join(mends)
    return f"{text[0].upper()}{text[1:]}."


def _cropping(shape: Shape, image_shape: Shape) -> str:
    more = [(size - wanted) for size, wanted in zip(shape[:2], image_shape[:2], strict=True)]
    sides = tuple((extra // 2, extra - extra // 2) for extra in more)
    even = all(before == after for before, after in sides)
    return str((sides[0][0], sides[1][0])) if even else str(sides)


def _factor(path: Iterable[Node]) -> int:
    factor = 1
    for node in path:
        strides = node.config.get("strides")
        if _shrinks(node) and isinstance(strides, tuple):
            factor *= max(strides)
    return factor


def _comes_back(sketch: Sketch, image_shape: Shape) -> bool:
    try:
        nodes = build(sketch, image_shape)
    except ExperimentError:
        return False
    return next(node for node in nodes if node.name == sketch.output).output_shape == image_shape
