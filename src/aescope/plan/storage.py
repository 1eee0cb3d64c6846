"""A plan as JSON and back, exactly; and the hash by which a plan is known again."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from aescope.records import Call, Node, Note, Place, Plan, Setting, Step, Value, Weight

# What tells where something stood, what it was called and what was said of it, but changes no number of a run.
_PROSE = frozenset(("key", "place", "variable", "history", "notes"))


def plan_json(plan: Plan) -> dict[str, Any]:
    """The whole plan in lists, dicts and plain values, for `plan.json`; no NaN and no Infinity."""
    return {
        "key": plan.key,
        "nodes": [_node_json(node) for node in plan.nodes],
        "output": plan.output,
        "latent": plan.latent,
        "loss": _json(plan.loss),
        "optimizer": _json(plan.optimizer),
        "epochs": plan.epochs,
        "batch_size": plan.batch_size,
        "seed": plan.seed,
        "validation_split": plan.validation_split,
        "shuffle": plan.shuffle,
        "callbacks": [_json(call) for call in plan.callbacks],
        "keras": plan.keras,
        "history": [_step_json(step) for step in plan.history],
        "notes": [
            {"place": _place_json(note.place), "says": note.says, "proposal": note.proposal} for note in plan.notes
        ],
    }


def plan_from_json(stored: Mapping[str, Any]) -> Plan:
    """The plan that `plan_json` wrote. Raises KeyError or TypeError for what is none."""
    return Plan(
        key=stored["key"],
        nodes=tuple(_node(node) for node in stored["nodes"]),
        output=stored["output"],
        latent=stored["latent"],
        loss=_call(stored["loss"]),
        optimizer=_call(stored["optimizer"]),
        epochs=stored["epochs"],
        batch_size=stored["batch_size"],
        seed=stored["seed"],
        validation_split=stored["validation_split"],
        shuffle=stored["shuffle"],
        callbacks=tuple(_call(call) for call in stored["callbacks"]),
        keras=stored["keras"],
        history=tuple(_step(step) for step in stored["history"]),
        notes=tuple(Note(_known_place(note["place"]), note["says"], note["proposal"]) for note in stored["notes"]),
    )


def plan_hash(plan: Plan) -> str:
    """64 hexadecimal digits: alike for plans that train alike, wherever they stand and whatever their variables."""
    return hashlib.sha256(json.dumps(_without_prose(plan_json(plan)), sort_keys=True).encode()).hexdigest()


def _without_prose(stored: Any) -> Any:
    if isinstance(stored, dict):
        return {name: _without_prose(value) for name, value in stored.items() if name not in _PROSE}
    return [_without_prose(value) for value in stored] if isinstance(stored, list) else stored


def _node_json(node: Node) -> dict[str, Any]:
    return {
        "name": node.name,
        "layer": node.layer,
        "config": {name: _json(value) for name, value in node.config.items()},
        "inputs": list(node.inputs),
        "output_shape": list(node.output_shape),
        "weights": [_weight_json(weight) for weight in node.weights],
        "place": _place_json(node.place),
        "variable": node.variable,
        "multiply_adds": node.multiply_adds,
    }


def _node(stored: Mapping[str, Any]) -> Node:
    return Node(
        name=stored["name"],
        layer=stored["layer"],
        config={name: _setting(value) for name, value in stored["config"].items()},
        inputs=tuple(stored["inputs"]),
        output_shape=tuple(stored["output_shape"]),
        weights=tuple(_weight(weight) for weight in stored["weights"]),
        place=_place(stored["place"]),
        variable=stored["variable"],
        multiply_adds=stored["multiply_adds"],
    )


def _weight_json(weight: Weight) -> dict[str, Any]:
    return {
        "name": weight.name,
        "shape": list(weight.shape),
        "initializer": _json(weight.initializer),
        "trainable": weight.trainable,
        "regularizer": _json(weight.regularizer),
    }


def _weight(stored: Mapping[str, Any]) -> Weight:
    regularizer = stored["regularizer"]
    return Weight(
        name=stored["name"],
        shape=tuple(stored["shape"]),
        initializer=_call(stored["initializer"]),
        trainable=stored["trainable"],
        regularizer=None if regularizer is None else _call(regularizer),
    )


def _step_json(step: Step) -> dict[str, Any]:
    arguments = {name: _json(value) for name, value in step.arguments.items()}
    return {"name": step.name, "arguments": arguments, "place": _place_json(step.place), "says": step.says}


def _step(stored: Mapping[str, Any]) -> Step:
    arguments: dict[str, Value] = {name: _value(value) for name, value in stored["arguments"].items()}
    return Step(stored["name"], arguments, _place(stored["place"]), stored["says"])


def _place_json(place: Place | None) -> dict[str, Any] | None:
    return None if place is None else {"file": place.file, "line": place.line}


def _place(stored: Mapping[str, Any] | None) -> Place | None:
    return None if stored is None else Place(stored["file"], stored["line"])


def _known_place(stored: Mapping[str, Any]) -> Place:
    return Place(stored["file"], stored["line"])


def _json(value: Setting) -> Any:
    if isinstance(value, Call):
        return {"call": value.name, "arguments": {name: _json(part) for name, part in value.arguments.items()}}
    return [_json(part) for part in value] if isinstance(value, tuple) else value


def _setting(stored: Any) -> Setting:
    return _call(stored) if isinstance(stored, dict) else _value(stored)


def _call(stored: Mapping[str, Any]) -> Call:
    return Call(stored["call"], {name: _value(value) for name, value in stored["arguments"].items()})


def _value(stored: Any) -> Value:
    value: Value = tuple(_value(part) for part in stored) if isinstance(stored, list) else stored
    return value
