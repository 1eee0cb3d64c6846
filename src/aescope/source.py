"""The Python that people paste: parsed, never executed, and read by whitelist with file and line.

`parse` gives the syntax tree with the notebook's own line numbers; `literal` turns a node into a plain value. What runs
code, opens files or reaches into Python itself is refused for the whole notebook, wherever it stands.
"""

import ast
import math
import operator
import textwrap
import warnings
from collections.abc import Callable, Iterator, Mapping

from aescope.errors import NotebookError, StructureError
from aescope.records import CodeBlock, Place, Value

# Far above any block that a person writes; below what takes the parser a noticeable time.
_LONGEST = 100_000
# Levels of brackets within brackets. A composition of forty layers nests about 45; Python's own stack ends near 1000.
_DEEPEST = 100
# No size, count or seed of a network is larger; with it, arithmetic on literals stays instant.
_LARGEST = 2**63 - 1
_SHOWN = 60

_FORBIDDEN_NAMES = frozenset(
    ("breakpoint", "compile", "delattr", "eval", "exec", "execfile", "getattr", "globals", "locals", "open", "setattr")
)
_FORBIDDEN_MODULES = frozenset(
    ("builtins", "ctypes", "importlib", "marshal", "os", "pickle", "pty", "shutil", "socket", "subprocess", "sys")
)
# What people use to find their pictures. It is not executed either, but it is no fault of the whole notebook.
_HARMLESS = ("os.path", "os.listdir", "os.walk", "os.sep", "os.getcwd", "os.makedirs", "sys.path", "sys.version")
_HARMLESS_DUNDERS = frozenset(("__name__", "__version__", "__file__"))

_ARITHMETIC: Mapping[type[ast.operator], Callable[[int | float, int | float], int | float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_CONVERSIONS: Mapping[str, type[int] | type[float]] = {"int": int, "float": float}


def parse(code: CodeBlock) -> ast.Module:
    """The syntax tree of a block; each node's `lineno` is the line of the notebook.

    Raises StructureError where it is no Python, too long or too deep, and NotebookError for a name that could run code
    or reach out of the notebook.
    """
    first = code.place.line or 1
    if len(code.text) > _LONGEST:
        raise StructureError(
            f"{code.place}: a block of {len(code.text)} characters; at most {_LONGEST} are read. "
            "Keep the structure alone in its block."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            module = ast.parse(textwrap.dedent(code.text))
    except SyntaxError as error:
        place = Place(code.place.file, first + (error.lineno or 1) - 1)
        raise StructureError(_no_python(place, error)) from None
    except (RecursionError, MemoryError):
        raise StructureError(_too_deep(code.place)) from None
    except ValueError as error:
        raise StructureError(f"{code.place}: not text that Python can read ({error}). Type the line anew.") from None
    ast.increment_lineno(module, first - 1)
    _refuse_depth(module, code)
    _refuse_forbidden(module, code)
    return module


def expression(code: CodeBlock) -> ast.expr:
    """The one expression of a short text, such as the value of a bullet `Optimiser = Adam(learning_rate=1e-4)`.

    Raises as `parse` does, and StructureError where it is not exactly one expression.
    """
    body = parse(CodeBlock(code.text.strip(), code.place)).body
    if len(body) == 1 and isinstance(body[0], ast.Expr):
        return body[0].value
    raise StructureError(f'{code.place}: "{_shortened(code.text.strip())}" is not one value; write a name or a call.')


def place_of(node: ast.AST, code: CodeBlock) -> Place:
    """The notebook's file and the line where `node` starts."""
    return Place(code.place.file, getattr(node, "lineno", code.place.line))


def text_of(node: ast.AST) -> str:
    """The node as Python, shortened for an error message."""
    return _shortened(ast.unparse(node))


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
            bound = f"bound here are {', '.join(sorted(names))}" if names else "no name is bound here"
            raise StructureError(f'{place_of(node, code)}: the name "{name}" has no value; {bound}. Write the number.')
    raise StructureError(_not_plain(node, code))


def _number(node: ast.expr, names: Mapping[str, Value], code: CodeBlock) -> int | float:
    value = literal(node, names, code)
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise StructureError(
            f"{place_of(node, code)}: {text_of(node)} is not a number; arithmetic is read for numbers alone."
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


def _refuse_depth(module: ast.Module, code: CodeBlock) -> None:
    waiting: list[tuple[ast.AST, int]] = [(module, 0)]
    while waiting:
        node, depth = waiting.pop()
        if depth > _DEEPEST:
            raise StructureError(_too_deep(place_of(node, code)))
        waiting.extend((child, depth + 1) for child in ast.iter_child_nodes(node))


def _refuse_forbidden(module: ast.Module, code: CodeBlock) -> None:
    for node in _outside_imports(module):
        name = _name_in(node)
        forbidden = (
            name in _FORBIDDEN_NAMES
            or any(_is_dunder(part) for part in name.split("."))
            or (name.partition(".")[0] in _FORBIDDEN_MODULES and "." in name and not name.startswith(_HARMLESS))
        )
        if forbidden:
            raise NotebookError(
                f"{place_of(node, code)}: found {name}. A notebook is read, never executed, and nothing that could run "
                "code, open files or reach into Python may stand in it: nothing was run. Take the line out."
            )


def _outside_imports(module: ast.Module) -> Iterator[ast.AST]:
    """All nodes but those of import lines, which are ignored whole; an attribute chain comes as one node first."""
    waiting: list[ast.AST] = [module]
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Import | ast.ImportFrom):
            continue
        yield node
        waiting.extend(reversed(list(ast.iter_child_nodes(node))))


def _name_in(node: ast.AST) -> str:
    match node:
        case ast.Name():
            return node.id
        case ast.Attribute():
            return dotted_name(node) or f".{node.attr}"
        case ast.keyword() | ast.arg():
            return node.arg or ""
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return node.name
    return ""


def _is_dunder(name: str) -> bool:
    return len(name) > 4 and name.startswith("__") and name.endswith("__") and name not in _HARMLESS_DUNDERS


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _SHOWN else f"{line[: _SHOWN - 3]}..."


def _no_python(place: Place, error: SyntaxError) -> str:
    found = _shortened(error.text or "")
    if found.startswith(("%", "!")):
        return f'{place}: found "{found}", a command of Jupyter and no Python. Take the line out.'
    if found.startswith(">>>"):
        return f'{place}: found "{found}", a prompt of the Python shell. Take ">>>" out.'
    quoted = f' in "{found}"' if found else ""
    return f"{place}: no Python{quoted} ({error.msg}). Write it as it would run in Keras."


def _too_deep(place: Place) -> str:
    return f"{place}: brackets nest deeper than {_DEEPEST} levels. Assign the layers to names line by line."


def _starred(place: Place, text: str) -> str:
    return f"{place}: found {text}, whose content is not written here. Write the arguments out."


def _not_plain(node: ast.expr, code: CodeBlock) -> str:
    return f"{place_of(node, code)}: found {text_of(node)}; expected a number, a text, True, False, None or a tuple."


def _not_finite(node: ast.expr, code: CodeBlock) -> str:
    return f"{place_of(node, code)}: {text_of(node)} is no number that fits (at most 2**63). Write a smaller one."
