"""From text to syntax tree: with the notebook's lines, within bounds, and without anything that could run code."""

import ast
import re
import textwrap
import warnings
from collections.abc import Iterator

from aescope.errors import NotebookError, StructureError
from aescope.records import CodeBlock, Place
from aescope.source.nodes import dotted_name, place_of, shortened

# Far above any block that a person writes; below what takes the parser a noticeable time.
_LONGEST = 100_000
# Levels of brackets within brackets. A composition of forty layers nests about 45; Python's own stack ends near 1000.
_DEEPEST = 100

_FORBIDDEN_NAMES = frozenset(
    ("breakpoint", "compile", "delattr", "eval", "exec", "execfile", "getattr", "globals", "locals", "open", "setattr")
)
_FORBIDDEN_MODULES = frozenset(
    ("builtins", "ctypes", "importlib", "marshal", "os", "pickle", "pty", "shutil", "socket", "subprocess", "sys")
)
# What people use to find their pictures. It is not executed either, but it is no fault of the whole notebook.
_HARMLESS = ("os.path", "os.listdir", "os.walk", "os.sep", "os.getcwd", "os.makedirs", "sys.path", "sys.version")
_HARMLESS_DUNDERS = frozenset(("__name__", "__version__", "__file__"))


def parse(code: CodeBlock) -> ast.Module:
    """The syntax tree of a block; each node's `lineno` is the line of the notebook.

    Raises StructureError where it is no Python, too long or too deep, and NotebookError for a name that could run code
    or reach out of the notebook.
    """
    first = code.place.line or 1
    if len(code.text) > _LONGEST:
        raise StructureError(
            f"{code.place}: found a block of {len(code.text)} characters; expected at most {_LONGEST}. "
            "Keep the structure alone in its block."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SyntaxWarning)
            warnings.simplefilter("ignore", DeprecationWarning)
            module = ast.parse(textwrap.dedent(code.text))
    except SyntaxError as error:
        place = Place(code.place.file, first + (error.lineno or 1) - 1)
        raise StructureError(_no_python(place, error, first)) from None
    except (RecursionError, MemoryError):
        raise StructureError(_too_deep(code.place)) from None
    except ValueError as error:
        raise StructureError(
            f"{code.place}: found no text that Python can read ({error}); expected UTF-8. Type the line anew."
        ) from None
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
    raise StructureError(
        f'{code.place}: found "{shortened(code.text.strip())}"; expected one value. Write a number, a name or a call.'
    )


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
                f"{place_of(node, code)}: found {name}; expected nothing that could run code, open files or reach into "
                "Python, for a notebook is read and never executed: nothing was run. Take the line out."
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


def _no_python(place: Place, error: SyntaxError, first: int) -> str:
    found = shortened(error.text or "")
    if found.startswith(("%", "!")):
        return f'{place}: found "{found}", a command of Jupyter; expected Python. Take the line out.'
    if found.startswith(">>>"):
        return f'{place}: found "{found}", a prompt of the shell; expected Python. Take ">>>" out.'
    quoted = f' in "{found}"' if found else ""
    # "'(' on line 2" counts from the start of the block.
    why = re.sub(r"\bon line (\d+)", lambda line: f"on line {int(line[1]) + first - 1}", error.msg)
    return f"{place}: found no Python{quoted} ({why}); expected code that runs in Keras. Mend the line."


def _too_deep(place: Place) -> str:
    return f"{place}: found brackets deeper than {_DEEPEST} levels; expected fewer. Assign to names line by line."
