"""Which layers an alt text asks for: "last layer before sigmoid", "conv2d_3", "bottleneck"; else all of them."""

import re

from aescope.records import Call, Node, Plan

_LATENT = frozenset(("latent", "encoded", "bottleneck", "code", "embedding"))
_ORDINALS = {word: place for place, word in enumerate(("first", "second", "third", "fourth", "fifth", "sixth"))}


def asked_layers(plan: Plan, wish: str) -> tuple[str, ...]:
    """The names of the layers that the words ask for; empty where they name none, which means all.

    "Last layer before sigmoid" is what the sigmoid works on: with the activation inside the last convolution it is
    that layer's input, because what the convolution gives before its activation is no layer of its own.
    """
    layers = [node for node in plan.nodes if node.layer != "Input"]
    words = re.findall(r"[a-z0-9_]+", wish.casefold())
    named = tuple(node.name for node in layers if node.name.casefold() in words)
    if named:
        return named
    before = _before(layers, words)
    if before is not None:
        return before
    if plan.latent and _LATENT & set(words):
        return (plan.latent,)
    if "layer" in words:
        at = words.index("layer")
        if "last" in words:
            return (plan.output,)
        place = _ORDINALS.get(words[at - 1]) if at else None
        if place is None and at + 1 < len(words) and words[at + 1].isdigit():
            place = int(words[at + 1]) - 1
        if place is not None and 0 <= place < len(layers):
            return (layers[place].name,)
    return ()


def _before(layers: list[Node], words: list[str]) -> tuple[str, ...] | None:
    """The inputs of the last layer that does what the word after "before" says; None where no layer does."""
    for position, word in enumerate(words[:-1]):
        if word == "before":
            asked = next((other for other in words[position + 1 :] if other not in ("the", "a", "final", "last")), "")
            for node in reversed(layers):
                if asked and asked in (_activation(node), node.layer.casefold(), node.name.casefold()):
                    return node.inputs
    return None


def _activation(node: Node) -> str:
    setting = node.config.get("activation")
    name = setting.name if isinstance(setting, Call) else setting
    return str(name or node.layer).casefold()
