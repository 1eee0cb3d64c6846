"""Fenced Python: which blocks are Python, which of them hold a structure, and that none reaches out."""

import ast

from aescope.errors import NotebookError, StructureError
from aescope.notebook.layout import Kind, Piece
from aescope.records import CodeBlock, Place
from aescope.source import last_name, parse

_PYTHON = frozenset(("python", "py", "python3", "py3", "ipython", "ipython3", "{python}", "{.python}", "{code-cell}"))


def is_python(piece: Piece) -> bool:
    """Whether a fenced block says that it is Python; a block without a language may be."""
    return piece.kind is Kind.CODE and piece.language.casefold().rstrip(",;") in _PYTHON


def may_be_python(piece: Piece) -> bool:
    """Whether a fenced block says that it is Python, or says nothing."""
    return is_python(piece) or (piece.kind is Kind.CODE and not piece.language)


def code_block(piece: Piece, file: str) -> CodeBlock:
    """A fenced block as a record; its place is the first line of code, the one below the fence."""
    return CodeBlock(piece.text, Place(file, piece.line + 1))


def syntax(piece: Piece, file: str, *, is_ours: bool) -> ast.Module | None:
    """The syntax tree of a fenced block, None where it is no Python.

    Raises NotebookError for a call that could run code or reach out, wherever in the notebook it stands; in a block
    without a language only where it `is_ours` (under Structure or Data) or looks like a structure, since other blocks
    without a language are the author's text.
    """
    if not may_be_python(piece):
        return None
    try:
        return parse(code_block(piece, file))
    except StructureError:
        return None
    except NotebookError:
        if is_ours or is_python(piece) or ")(" in piece.text:
            raise
        return None


def holds_structure(module: ast.Module | None) -> bool:
    """Whether layers are put together here: `Conv2D(...)(x)` or `Sequential(...)`; no list of layers is needed."""
    if module is None:
        return False
    return any(
        isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Call) and last_name(node.func.func)[:1].isupper())
            or last_name(node.func) == "Sequential"
        )
        for node in ast.walk(module)
    )
