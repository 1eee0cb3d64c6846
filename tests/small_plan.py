"""Experiments and plans of a few lines of code, for tests; the code starts at line 10 of `log.md`."""

import pytest

from aescope.errors import AescopeError
from aescope.plan import draft, resolve
from aescope.records import Bullet, CodeBlock, Experiment, Node, Place, Plan, Shape, Step

FILE = "log.md"
FIRST = 10


def experiment(code: str | None, bullets: dict[str, str] | None = None, edits: tuple[Step, ...] = ()) -> Experiment:
    """An experiment at line 5 with this structure; bullets from line 90 on."""
    parameters = {"optimizer": "adam", "loss": "mse", "epochs": "3", "batch_size": "8", **(bullets or {})}
    return Experiment(
        key="1",
        title="",
        place=Place(FILE, 5),
        last_line=99,
        code=None if code is None else CodeBlock(code, Place(FILE, FIRST)),
        parameters=tuple(
            Bullet(name, value, Place(FILE, 90 + n)) for n, (name, value) in enumerate(parameters.items())
        ),
        edits=edits,
    )


def planned(code: str, shape: Shape = (8, 8, 1), bullets: dict[str, str] | None = None, keras: str = "3") -> Plan:
    """The plan of a structure that need not give back its pictures."""
    return draft(experiment(code, bullets), shape, keras=keras)


def node_of(layer: str, shape: Shape = (8, 6, 2), name: str = "") -> Node:
    """The node of one layer called on the pictures."""
    plan = planned(f"decoded = {layer}(input_img)", shape)
    return plan[name] if name else plan.nodes[-1]


def refusal(code: str, shape: Shape = (8, 8, 1), bullets: dict[str, str] | None = None) -> str:
    """The message with which a structure or its parameters are refused."""
    with pytest.raises(AescopeError) as caught:
        resolve(experiment(code, bullets), shape)
    return str(caught.value)


def layer_refusal(layer: str, shape: Shape = (8, 6, 2)) -> str:
    """The message with which one layer called on the pictures is refused."""
    return refusal(f"decoded = {layer}(input_img)", shape)
