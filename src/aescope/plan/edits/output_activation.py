"""output-activation: another activation at the end of the decoder, `+ sigmoid in last layer`."""

from dataclasses import replace

from aescope.plan.activations import activation
from aescope.plan.registry import edits
from aescope.records import Node, Plan, Setting

# Layers that are an activation and nothing else: the new one takes their place.
_BARE = ("Activation", "ELU", "LeakyReLU", "ReLU", "Softmax")


@edits.register("output-activation")
def output_activation(plan: Plan, *, to: str) -> Plan:
    """Change the activation of the last layer; a last layer that has none (UpSampling2D...) gets one after it.

    Raises Misfit for a name that Keras does not know.
    """
    wanted = activation(to)
    last = plan[plan.output]
    if "activation" in last.config:
        return _with(plan, replace(last, config={**last.config, "activation": wanted}))
    settings: dict[str, Setting] = {"activation": wanted, "trainable": True}
    if last.layer in _BARE:
        return _with(plan, replace(last, layer="Activation", config=settings))
    count = sum(1 for node in plan.nodes if node.name.startswith("activation_"))
    added = Node(f"activation_{count + 1}", "Activation", settings, (last.name,), last.output_shape, (), last.place)
    return replace(plan, nodes=(*plan.nodes, added), output=added.name)


def _with(plan: Plan, changed: Node) -> Plan:
    nodes = tuple(changed if node.name == changed.name else node for node in plan.nodes)
    return replace(plan, nodes=nodes)
