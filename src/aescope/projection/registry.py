"""Plugs methods in: a method is one file in `methods/` that brings latents down to two dimensions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

import numpy as np
from jaxtyping import Float64

from aescope.records import Value
from aescope.registry import Registry

Latents: TypeAlias = Float64[np.ndarray, "picture latent"]
Points: TypeAlias = Float64[np.ndarray, "picture 2"]


@dataclass(frozen=True)
class Projected:
    """Points in the order of the latents; the arguments as they were used, and what had to be said about them."""

    points: Points
    arguments: Mapping[str, Value] = field(default_factory=dict)
    says: str = ""


# Takes finite latents that are not all the same; its keyword-only parameters are what a notebook may write, by the
# names that people know from scikit-learn.
Method: TypeAlias = Callable[..., Projected]
projections: Registry[Method] = Registry("aescope.projection.methods", "projection")


def seed_of(random_state: Any, seed: int) -> int:
    """The number that the notebook gives, or the run's own."""
    return random_state if isinstance(random_state, int) and not isinstance(random_state, bool) else seed
