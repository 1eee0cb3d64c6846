"""A parity case as a plan: its Keras code through our own reader."""

from aescope.records import Plan
from tests.parity.case import Case
from tests.plans import planned


def plan_of(case: Case, keras: str = "3") -> Plan:
    """The plan of a case, as if a notebook held its code, its optimizer and its loss."""
    return planned(case.code, case.input_shape, optimizer=case.optimizer, loss=case.loss, batch=case.batch, keras=keras)
