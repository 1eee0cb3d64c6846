"""Which pictures a run is looked at with: a few that are shown, more that are measured, all drawn evenly."""

from dataclasses import dataclass

import numpy as np
from jaxtyping import Float64

from aescope.records import Images, Indices, Plan, Stack

# So many of each side that a page shows them in a row.
_SHOWN = 4
# Enough for a skill with a narrow interval; before and after are kept, so each may take this many bytes.
_MEASURED = 2000
_MEASURED_TRAINING = 256
_MEASURED_BYTES = 256 << 20
# t-SNE of more is slow and says no more; latents as large as pictures must not fill the memory.
_LATENTS = 5000
_LATENT_BYTES = 512 << 20


@dataclass(frozen=True)
class Chosen:
    """Indices of the images' values, each index once."""

    shown: Indices
    measured: Indices
    measured_training: Indices
    latents: Indices


def choose(images: Images, plan: Plan, latent: str | None) -> Chosen:
    """Evenly drawn training and held-out pictures; `latent` names the node whose outputs are kept, None for none."""
    training, held_out = np.unique(images.training), np.unique(images.held_out)
    reconstruction = 4 * int(np.prod(plan.output_shape))
    fitting = max(1, _MEASURED_BYTES // max(1, reconstruction))
    latents = np.zeros(0, np.int64)
    if latent is not None:
        one = 4 * int(np.prod(plan[latent].output_shape))
        everything = np.union1d(training, held_out)
        latents = evenly(everything, min(_LATENTS, max(1, _LATENT_BYTES // max(1, one))))
    return Chosen(
        shown=np.concatenate([evenly(training, _SHOWN), evenly(held_out, _SHOWN)]),
        measured=evenly(held_out, min(_MEASURED, fitting)),
        measured_training=evenly(training, min(_MEASURED_TRAINING, fitting)),
        latents=latents,
    )


def evenly(indices: Indices, count: int) -> Indices:
    """At most `count` of them, from the first to the last, evenly spaced, in their order."""
    if len(indices) <= count:
        return indices.astype(np.int64)
    return indices[np.linspace(0, len(indices) - 1, count).round().astype(np.int64)].astype(np.int64)


def latent_node(plan: Plan) -> str | None:
    """The node whose outputs are the latents: `encoded` where the code names it.

    Otherwise the narrowest on the way from input to output: the one that puts out the fewest numbers, the first of
    several. None where there is nothing between them.
    """
    if plan.latent is not None:
        return plan.latent
    needed, waiting = set[str](), list(plan[plan.output].inputs)
    while waiting:
        name = waiting.pop()
        if name not in needed:
            needed.add(name)
            waiting.extend(plan[name].inputs)
    between = [node for node in plan.nodes if node.name in needed and node.inputs]
    return min(between, key=lambda node: int(np.prod(node.output_shape))).name if between else None


def pixels(images: Images, indices: Indices) -> Stack:
    """These pictures as float32, copied out of the set, which may lie on disk."""
    return np.ascontiguousarray(images.values[indices], dtype=np.float32)


def mean_image(images: Images, batch: int) -> Float64[np.ndarray, "height width channel"]:
    """The mean of all training pictures, one that is shown twice counted twice; read a batch at a time."""
    total = np.zeros(images.shape, np.float64)
    for start in range(0, len(images.training), batch):
        total += pixels(images, images.training[start : start + batch]).sum(axis=0, dtype=np.float64)
    return total / max(1, len(images.training))
