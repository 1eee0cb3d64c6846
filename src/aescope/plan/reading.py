"""From the syntax tree to an argument: a plain value, a tuple, or a name or call that its taker will look at."""

import ast
from collections.abc import Mapping

from aescope.plan.written import Argument, Written
from aescope.records import Call, CodeBlock, Place, Value
from aescope.source import arguments_of, dotted_name, expression, last_name, literal, place_of


def argument(node: ast.expr, names: Mapping[str, Argument], code: CodeBlock) -> Argument:
    """What stands at `node`; `names` are the variables assigned so far.

    Raises StructureError with the line for what is neither a value nor a name nor a call.
    """
    match node:
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.Name() | ast.Attribute() if dotted_name(node):
            return Written(last_name(node), place_of(node, code), called=False)
        case ast.Call(func=ast.Name(id="int" | "float")):
            return literal(node, plain(names), code)
        case ast.Call(func=function) if dotted_name(function):
            return call(node, names, code)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return tuple(argument(element, names, code) for element in elements)
    return literal(node, plain(names), code)


def call(node: ast.Call, names: Mapping[str, Argument], code: CodeBlock) -> Written:
    """A call by its last name, its arguments read. Raises StructureError for `*values` and `**options`."""
    positional, keywords = arguments_of(node, code)
    return Written(
        last_name(node.func),
        place_of(node, code),
        True,
        tuple(argument(value, names, code) for value in positional),
        {name: argument(value, names, code) for name, value in keywords.items()},
    )


def of_text(text: str, place: Place) -> Argument:
    """The value of a bullet: a call where it has brackets (`Adam(learning_rate=1e-4)`), else the words themselves."""
    if "(" not in text:
        return text.strip().strip("`'\"")
    code = CodeBlock(text.strip().strip("`"), place)
    return argument(expression(code), {}, code)


def plain(names: Mapping[str, Argument]) -> Mapping[str, Value]:
    """The variables that hold plain values."""
    return {name: value for name, value in names.items() if not isinstance(value, Written | Call)}
