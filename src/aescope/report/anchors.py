"""Where an experiment stands on the page: an id that every key, however odd, turns into."""

import re

from aescope.records import Outcome


def anchor_of(outcome: Outcome) -> str:
    """`model-4.1`; characters that an id or an address could take amiss become their numbers."""
    return "model-" + re.sub(r"[^A-Za-z0-9._-]", lambda found: f"x{ord(found[0]):x}", outcome.experiment.key.casefold())
