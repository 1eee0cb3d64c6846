"""What a node of the syntax tree says of itself: its line, its text, its dotted name, its arguments."""

import ast

from aescope.errors import StructureError
from aescope.records import CodeBlock, Place

_SHOWN = 60


def place_of(node: ast.AST, code: CodeBlock) -> Place:
    """The notebook's file and the line where `node` starts."""
    return Place(code.place.file, getattr(node, "lineno", code.place.line))


def text_of(node: ast.AST) -> str:
    """The node as Python, shortened for an error message."""
    return shortened(ast.unparse(node))


def dotted_name(node: ast.AST) -> str:
    """`keras.layers.Conv2D` for such a node; "" for what is no chain of names."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    if not isinstance(node, ast.Name):
        return ""
    return ".".join([node.id, *reversed(parts)])


def last_name(node: ast.AST) -> str:
    """`Conv2D` for `keras.layers.Conv2D`; "" for what is no chain of names."""
    return dotted_name(node).rpartition(".")[2]


def arguments_of(call: ast.Call, code: CodeBlock) -> tuple[list[ast.expr], dict[str, ast.expr]]:
    """The positional and the keyword arguments of a call, unread.

    Raises StructureError for `*values` and `**options`, whose content cannot be seen without running the code.
    """
    keywords: dict[str, ast.expr] = {}
    for positional in call.args:
        if isinstance(positional, ast.Starred):
            raise StructureError(_starred(place_of(positional, code), text_of(positional)))
    for keyword in call.keywords:
        if keyword.arg is None:
            raise StructureError(_starred(place_of(keyword.value, code), f"**{text_of(keyword.value)}"))
        keywords[keyword.arg] = keyword.value
    return list(call.args), keywords


def shortened(text: str) -> str:
    """The text on one line, cut to what an error message can hold."""
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 3]}..."


def _starred(place: Place, text: str) -> str:
    return f"{place}: found {text}, whose content is not written here; expected arguments. Write them out."
