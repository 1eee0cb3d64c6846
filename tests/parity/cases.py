"""All parity cases by group; one group is one file of stored arrays."""

from collections.abc import Mapping

from tests.parity.case import Case, Update
from tests.parity.groups.activations import ACTIVATIONS, AT_THE_BENDS
from tests.parity.groups.convolutions import CONVOLUTIONS, TRANSPOSED
from tests.parity.groups.losses import CLIPPED, DISTANCES, EDGES, FROM_LOGITS
from tests.parity.groups.nets import NETS
from tests.parity.groups.normalisation import NORMALISATION, RANDOM
from tests.parity.groups.optimisers import SMALL_GRADIENTS, UPDATES
from tests.parity.groups.pooling import POOLING, UP_SAMPLING
from tests.parity.groups.regularisers import REGULARISERS
from tests.parity.groups.shapes import SHAPES

GROUPS: Mapping[str, tuple[Case, ...]] = {
    "convolutions": CONVOLUTIONS + TRANSPOSED,
    "pooling": POOLING + UP_SAMPLING,
    "shapes": SHAPES,
    "activations": ACTIVATIONS + AT_THE_BENDS,
    "normalisation": NORMALISATION + RANDOM,
    "regularisers": REGULARISERS,
    "losses": FROM_LOGITS + CLIPPED + EDGES + DISTANCES,
    "optimisers": SMALL_GRADIENTS,
    "nets": NETS,
}
CASES: tuple[Case, ...] = tuple(case for cases in GROUPS.values() for case in cases)
UPDATE_CASES: tuple[Update, ...] = UPDATES


def named(name: str) -> Case:
    """The case of that name."""
    return next(case for case in CASES if case.name == name)
