"""Plans for tests, from Keras code as a notebook holds it."""

from functools import cache

from aescope import plan
from aescope.records import Bullet, CodeBlock, Experiment, Place, Plan, Shape

_PLACE = Place("notebook.md", 1)


@cache
def planned(
    code: str,
    shape: Shape,
    *,
    optimizer: str = "adam",
    loss: str = "mse",
    batch: int = 4,
    epochs: int = 1,
    keras: str = "3",
    **bullets: str,
) -> Plan:
    """The plan of this structure for pictures of that shape; what it puts out need not be a picture."""
    given = {"optimizer": optimizer, "loss": loss, "batch_size": str(batch), "epochs": str(epochs), **bullets}
    parameters = tuple(Bullet(name, value, _PLACE) for name, value in given.items())
    experiment = Experiment("1", "", _PLACE, 1, CodeBlock(code, _PLACE), parameters)
    return plan.draft(experiment, shape, keras=keras)
