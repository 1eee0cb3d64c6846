"""batch-size: more or fewer pictures in each update."""

from dataclasses import replace

from aescope.plan.arguments import whole
from aescope.plan.registry import edits
from aescope.records import Plan


@edits.register("batch-size")
def batch_size(plan: Plan, *, to: int) -> Plan:
    """Change the number of pictures in an update. Raises Misfit for less than 1."""
    return replace(plan, batch_size=whole("to", to))
