"""Reads the plain data of a pickle: numbers, texts, lists, dicts and NumPy arrays of bytes. It calls nothing.

A pickle is a program that may import and call anything. Here its instructions are only followed as far as they put
plain data together; the two names that NumPy's arrays need are recognised, never looked up, and any other is refused.
"""

import pickletools
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np

from aescope.images.header import Unreadable

Plain: TypeAlias = Any

_ARRAY = "array"
_KIND = "type"
_ENCODE = "encode"
# What an array's pickle names, under NumPy 1 and 2; `encode` is how Python 3 writes bytes in old protocols.
_KNOWN = {
    "numpy.core.multiarray _reconstruct": _ARRAY,
    "numpy._core.multiarray _reconstruct": _ARRAY,
    "numpy ndarray": _ARRAY,
    "numpy dtype": _KIND,
    "_codecs encode": _ENCODE,
}
# A batch of 10,000 pictures takes 40,000 instructions.
_MOST_INSTRUCTIONS = 2_000_000


@dataclass(eq=False)
class _Named:
    """Something that the pickle names; it stays a name."""

    what: str


@dataclass(eq=False)
class _Made:
    """What a call in the pickle would have made, and the state that it was then given."""

    what: str
    given: tuple[Plain, ...]
    state: Plain = None


@dataclass
class _Machine:
    stack: list[Plain] = field(default_factory=list)
    marks: list[int] = field(default_factory=list)
    memo: dict[int, Plain] = field(default_factory=dict)

    def since_mark(self) -> list[Plain]:
        start = self.marks.pop()
        taken = self.stack[start:]
        del self.stack[start:]
        return taken

    def last(self, count: int) -> tuple[Plain, ...]:
        taken = tuple(self.stack[len(self.stack) - count :])
        del self.stack[len(self.stack) - count :]
        return taken


def read_plain_pickle(content: bytes) -> Plain:
    """The data of a pickle; byte strings of Python 2 come as text.

    Raises Unreadable for a pickle that names or does anything but plain data.
    """
    machine = _Machine()
    for number, (instruction, argument, _) in enumerate(pickletools.genops(content)):
        if number > _MOST_INSTRUCTIONS:
            raise Unreadable(f"is a pickle of more than {_MOST_INSTRUCTIONS} instructions")
        if instruction.name == "STOP":
            return _plain(machine.stack[-1])
        if instruction.name in _PUSHED:
            machine.stack.append(argument)
        elif instruction.name in _DONE:
            _DONE[instruction.name](machine, argument)
        else:
            raise Unreadable(f"is a pickle that does more than hold data ({instruction.name}): it is not followed")
    raise Unreadable("is a pickle that ends early")


# Instructions that put their own argument on the stack.
_PUSHED = frozenset(
    {"BININT", "BININT1", "BININT2", "LONG1", "BINFLOAT", "BINSTRING", "SHORT_BINSTRING", "BINBYTES", "SHORT_BINBYTES"}
    | {"BINBYTES8", "BINUNICODE", "SHORT_BINUNICODE", "BINUNICODE8"}
)


def _name(machine: _Machine, name: str) -> None:
    if name not in _KNOWN:
        raise Unreadable(f"is a pickle that names {name.replace(' ', '.')}: only plain data is read from a pickle")
    machine.stack.append(_Named(_KNOWN[name]))


def _call(machine: _Machine, argument: Plain) -> None:
    called, given = machine.last(2)
    if not isinstance(called, _Named) or not isinstance(given, tuple):
        raise Unreadable("is a pickle that calls something: only plain data is read from a pickle")
    if called.what == _ENCODE:
        machine.stack.append(str(given[0]).encode("latin-1"))
    else:
        machine.stack.append(_Made(called.what, given))


def _state(machine: _Machine, argument: Plain) -> None:
    made, state = machine.last(2)
    if not isinstance(made, _Made):
        raise Unreadable("is a pickle that sets the state of an object: only plain data is read from a pickle")
    made.state = state
    machine.stack.append(made)


def _extend(machine: _Machine, argument: Plain) -> None:
    items = machine.since_mark()
    machine.stack[-1].extend(items)


def _append(machine: _Machine, argument: Plain) -> None:
    (item,) = machine.last(1)
    machine.stack[-1].append(item)


def _set_items(machine: _Machine, argument: Plain) -> None:
    items = machine.since_mark()
    machine.stack[-1].update(zip(items[::2], items[1::2], strict=True))


def _set_item(machine: _Machine, argument: Plain) -> None:
    key, value = machine.last(2)
    machine.stack[-1][key] = value


def _remember(machine: _Machine, argument: Plain) -> None:
    machine.memo[len(machine.memo) if argument is None else argument] = machine.stack[-1]


_DONE: dict[str, Callable[[_Machine, Plain], None]] = {
    "PROTO": lambda machine, _: None,
    "FRAME": lambda machine, _: None,
    "MARK": lambda machine, _: machine.marks.append(len(machine.stack)),
    "NONE": lambda machine, _: machine.stack.append(None),
    "NEWTRUE": lambda machine, _: machine.stack.append(True),
    "NEWFALSE": lambda machine, _: machine.stack.append(False),
    "EMPTY_DICT": lambda machine, _: machine.stack.append({}),
    "EMPTY_LIST": lambda machine, _: machine.stack.append([]),
    "EMPTY_TUPLE": lambda machine, _: machine.stack.append(()),
    "TUPLE": lambda machine, _: machine.stack.append(tuple(machine.since_mark())),
    "TUPLE1": lambda machine, _: machine.stack.append(machine.last(1)),
    "TUPLE2": lambda machine, _: machine.stack.append(machine.last(2)),
    "TUPLE3": lambda machine, _: machine.stack.append(machine.last(3)),
    "APPENDS": _extend,
    "APPEND": _append,
    "SETITEMS": _set_items,
    "SETITEM": _set_item,
    "BINPUT": _remember,
    "LONG_BINPUT": _remember,
    "MEMOIZE": _remember,
    "BINGET": lambda machine, index: machine.stack.append(machine.memo[index]),
    "LONG_BINGET": lambda machine, index: machine.stack.append(machine.memo[index]),
    "GLOBAL": _name,
    "STACK_GLOBAL": lambda machine, _: _name(machine, " ".join(map(str, machine.last(2)))),
    "REDUCE": _call,
    "BUILD": _state,
}


def _plain(value: Plain) -> Plain:
    """The value with the keys of its outermost dict as text and the arrays in it put together."""
    if isinstance(value, dict):
        return {_text(key): _plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_plain(each) for each in value]
    if isinstance(value, _Made):
        return _array(value)
    return _text(value)


def _text(value: Plain) -> Plain:
    return value.decode("latin-1") if isinstance(value, bytes) else value


def _array(made: _Made) -> np.ndarray:
    """The array of bytes whose state is (version, shape, type, whether Fortran order, content)."""
    try:
        _, shape, kind, fortran, content = made.state
        stored = kind.given[0]
    except (TypeError, ValueError, AttributeError, IndexError):
        raise Unreadable("is a pickle with an object that is no array") from None
    if made.what != _ARRAY or stored not in ("u1", "|u1", b"u1"):
        raise Unreadable(f"is a pickle with an array of {stored!r}; only bytes (u1) are read")
    content = content.encode("latin-1") if isinstance(content, str) else content
    return np.frombuffer(content, np.uint8).reshape(shape, order="F" if fortran else "C")
