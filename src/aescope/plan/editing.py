"""Takes one step on a plan: the edit of that name, its arguments checked, and the step in the plan's history."""

from dataclasses import replace

from aescope.errors import StructureError, UnknownName
from aescope.plan.arguments import Misfit
from aescope.plan.registry import edits
from aescope.records import Place, Plan, Step
from aescope.registry import bind_arguments


def edited(plan: Plan, step: Step) -> Plan:
    """The plan after one edit: `edited(plan, Step("output-activation", {"to": "sigmoid"}))`.

    Raises StructureError, with the step's line, for an edit, an argument or a value that does not exist.
    """
    place = step.place or plan.nodes[0].place or Place(plan.key)
    try:
        edit = edits[step.name]
        changed: Plan = edit(plan, **bind_arguments(edit, dict(step.arguments), step.name))
    except UnknownName as error:
        raise StructureError(f"{place}: {error}") from None
    except Misfit as misfit:
        raise StructureError(f"{place}: {step.name} {misfit}") from None
    return replace(changed, history=(*plan.history, step))
