"""learning-rate: another step size for the same optimizer."""

from dataclasses import replace

from aescope.plan.arguments import number
from aescope.plan.registry import edits
from aescope.records import Plan


@edits.register("learning-rate")
def learning_rate(plan: Plan, *, to: float) -> Plan:
    """Change the learning rate. Raises Misfit for a negative one."""
    rate = number("to", to, low=0.0)
    return replace(
        plan, optimizer=replace(plan.optimizer, arguments={**plan.optimizer.arguments, "learning_rate": rate})
    )
