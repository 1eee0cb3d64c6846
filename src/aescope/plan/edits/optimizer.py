"""optimizer: another optimizer, with Keras' defaults or with the arguments of a call."""

from dataclasses import replace

from aescope.plan import choices
from aescope.plan.reading import of_text
from aescope.plan.registry import edits
from aescope.records import Place, Plan


@edits.register("optimizer")
def optimizer(plan: Plan, *, to: str) -> Plan:
    """Change the optimizer to a name (`adadelta`) or a call (`Adam(learning_rate=1e-4)`).

    Its learning rate is its own: the old one belonged to the old optimizer. Raises Misfit for an unknown name.
    """
    return replace(plan, optimizer=choices.optimizer(of_text(to, plan.nodes[0].place or Place(plan.key)), plan.keras))
