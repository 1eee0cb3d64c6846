"""loss: another loss, by name or call."""

from dataclasses import replace

from aescope.plan import choices
from aescope.plan.reading import of_text
from aescope.plan.registry import edits
from aescope.records import Place, Plan


@edits.register("loss")
def loss(plan: Plan, *, to: str) -> Plan:
    """Change the loss to a name (`mse`) or a call (`Huber(delta=0.5)`). Raises Misfit for an unknown name."""
    return replace(plan, loss=choices.loss(of_text(to, plan.nodes[0].place or Place(plan.key))))
