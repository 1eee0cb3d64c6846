"""What an Input writes of its shape; names without a value stand for rows, columns and channels by their position."""

import ast
from collections.abc import Mapping

from aescope.errors import StructureError
from aescope.plan.reading import argument
from aescope.plan.written import Argument, Written
from aescope.records import CodeBlock, Shape, Value
from aescope.source import place_of, text_of


def sizes_of(
    node: ast.expr, names: Mapping[str, Argument], code: CodeBlock, image_shape: Shape
) -> tuple[tuple[Value, ...], dict[str, int]]:
    """The sizes that `shape=...` writes, None where the pictures decide, and the values of the free names in it.

    `Input(shape=(imw, imh, c))` binds imw to the rows, imh to the columns and c to the channels, whatever the names.
    """
    if not isinstance(node, ast.Tuple | ast.List):
        value = argument(node, names, code)
        if isinstance(value, tuple):
            return tuple(_size(one, node, code) for one in value), {}
        raise StructureError(_no_shape(node, code))
    sizes: list[Value] = []
    bound: dict[str, int] = {}
    for position, element in enumerate(node.elts):
        free = isinstance(element, ast.Name) and element.id not in names and len(node.elts) == len(image_shape)
        if free and isinstance(element, ast.Name):
            bound.setdefault(element.id, image_shape[position])
            sizes.append(None)
        else:
            sizes.append(_size(argument(element, names, code), element, code))
    return tuple(sizes), bound


def _size(value: Argument, node: ast.expr, code: CodeBlock) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool) and value > 0):
        return value
    if isinstance(value, Written) and not value.called:
        raise StructureError(
            f'{place_of(node, code)}: the name "{value.name}" in this shape has no value; expected a number, or '
            "exactly three sizes. Write Input(shape=(rows, columns, channels))."
        )
    raise StructureError(_no_shape(node, code))


def _no_shape(node: ast.expr, code: CodeBlock) -> str:
    return (
        f"{place_of(node, code)}: found the shape {text_of(node)}; expected (rows, columns, channels). "
        "Write Input(shape=(imw, imh, c))."
    )
