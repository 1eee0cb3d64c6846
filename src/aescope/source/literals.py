"""Plain values of the code: numbers, text, tuples and arithmetic on them, computed within bounds."""

import ast
import math
import operator
from collections.abc import Callable, Mapping

from aescope.errors import StructureError
from aescope.records import CodeBlock, Value
from aescope.source.nodes import place_of, text_of

# No size, count or seed of a network is larger; with it, arithmetic on literals stays instant.
_LARGEST = 2**63 - 1

_ARITHMETIC: Mapping[type[ast.operator], Callable[[int | float, int | float], int | float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_CONVERSIONS: Mapping[str, type[int] | type[float]] = {"int": int, "float": float}


def literal(node: ast.expr, names: Mapping[str, Value], code: CodeBlock) -> Value:
    """The plain value that `node` writes: numbers, text, True, None, tuples (lists too), arithmetic, names bound.

    `28*28`, `imw // 8`, `int(imw / 8)`, `size[0]` and `-1e-4` are read; results beyond 2**63 are refused uncomputed.
    Raises StructureError with the line for anything else.
    """
    match node:
        case ast.Constant(value=bool() | str() | None as plain):
            return plain
        case ast.Constant(value=int() | float() as number):
            return _finite(number, node, code)
        case ast.Tuple(elts=elements) | ast.List(elts=elements):
            return tuple(literal(element, names, code) for element in elements)
        case ast.Name(id=name) if name in names:
            return names[name]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            return _finite(-_number(operand, names, code), node, code)
        case ast.UnaryOp(op=ast.UAdd(), operand=operand):
            return _number(operand, names, code)
        case ast.BinOp(left=left, op=op, right=right):
            return _computed(node, op, _number(left, names, code), _number(right, names, code), code)
        case ast.Call(func=ast.Name(id="int" | "float" as kind), args=[operand], keywords=[]):
            return _finite(_CONVERSIONS[kind](_number(operand, names, code)), node, code)
        case ast.Subscript(value=whole, slice=index):
            return _element(node, literal(whole, names, code), literal(index, names, code), code)
        case ast.Name(id=name):
            known = f"one of {', '.join(sorted(names))}" if names else "a value, for no name has one here"
            raise StructureError(
                f'{place_of(node, code)}: found the name "{name}" without a value; expected {known}. Write the number.'
            )
    raise StructureError(_not_plain(node, code))


def _number(node: ast.expr, names: Mapping[str, Value], code: CodeBlock) -> int | float:
    value = literal(node, names, code)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise StructureError(
            f"{place_of(node, code)}: found {text_of(node)}; expected a number, for arithmetic. Write the number."
        )
    return value


def _computed(node: ast.expr, op: ast.operator, left: int | float, right: int | float, code: CodeBlock) -> int | float:
    try:
        if isinstance(op, ast.Pow):
            return _finite(_power(left, right), node, code)
        if type(op) in _ARITHMETIC:
            return _finite(_ARITHMETIC[type(op)](left, right), node, code)
    except (OverflowError, ZeroDivisionError):
        raise StructureError(_not_finite(node, code)) from None
    raise StructureError(_not_plain(node, code))


def _power(base: int | float, exponent: int | float) -> int | float:
    """`base ** exponent`; OverflowError, before anything is computed, where a whole number would be too long."""
    whole = isinstance(base, int) and isinstance(exponent, int)
    if whole and exponent * (abs(int(base)).bit_length() - 1) > _LARGEST.bit_length():
        raise OverflowError
    power = base**exponent
    if isinstance(power, complex):
        raise OverflowError
    return float(power) if isinstance(power, float) else int(power)


def _finite(number: int | float, node: ast.expr, code: CodeBlock) -> int | float:
    if math.isfinite(number) and (isinstance(number, float) or abs(number) <= _LARGEST):
        return number
    raise StructureError(_not_finite(node, code))


def _element(node: ast.expr, whole: Value, index: Value, code: CodeBlock) -> Value:
    if isinstance(whole, tuple) and isinstance(index, int) and -len(whole) <= index < len(whole):
        element: Value = whole[index]
        return element
    raise StructureError(_not_plain(node, code))


def _not_plain(node: ast.expr, code: CodeBlock) -> str:
    return (
        f"{place_of(node, code)}: found {text_of(node)}; expected a number, a text, True, False, None or a tuple. "
        "Write the value itself."
    )


def _not_finite(node: ast.expr, code: CodeBlock) -> str:
    return (
        f"{place_of(node, code)}: found {text_of(node)}; expected a number that fits, below 2**63. Write a smaller one."
    )
