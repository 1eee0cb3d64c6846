"""epochs: train longer or shorter."""

from dataclasses import replace

from aescope.plan.arguments import whole
from aescope.plan.registry import edits
from aescope.records import Plan


@edits.register("epochs")
def epochs(plan: Plan, *, to: int) -> Plan:
    """Change the number of epochs. Raises Misfit for less than 1."""
    return replace(plan, epochs=whole("to", to))
