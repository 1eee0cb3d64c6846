"""What is looked at before, during and after training; looking changes nothing."""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from jaxtyping import Float32

from aescope.engine.order import batches
from aescope.engine.pictures import Chosen, mean_image, pixels
from aescope.records import Arrays, Images, Indices, Plan, Session, Stack

# Reconstructions, by something that is no network of ours, of the training pictures with these indices.
Reference: TypeAlias = Callable[[Indices], Stack]
# A feature map above this is left out of the activations that are kept.
_ACTIVATION_BYTES = 64 << 20


@dataclass(frozen=True)
class Look:
    """A session at one moment: reconstructions of the chosen pictures, weights, feature maps of one picture."""

    measured: Stack
    training: Stack
    weights: Arrays
    activations: Arrays


def look(session: Session, plan: Plan, images: Images, chosen: Chosen) -> Look:
    """Everything that is kept of the moments before and after training."""
    return Look(
        measured=reconstructions(session, plan, images, chosen.measured),
        training=reconstructions(session, plan, images, chosen.measured_training),
        weights=session.weights(),
        activations=_activations(session, plan, images, chosen.shown),
    )


def reconstructions(session: Session, plan: Plan, images: Images, indices: Indices) -> Stack:
    """Of these pictures, in their order, read and predicted a batch at a time."""
    found = np.zeros((len(indices), *plan.output_shape), np.float32)
    for start, batch in enumerate(batches(indices, plan.batch_size)):
        at = start * plan.batch_size
        found[at : at + len(batch)] = session.predict(pixels(images, batch))
    return found


def latents(
    session: Session, plan: Plan, images: Images, indices: Indices, node: str | None
) -> Float32[np.ndarray, "_image _latent"]:
    """What that node puts out for each picture, flattened; (0, 0) without a node."""
    if node is None:
        return np.zeros((0, 0), np.float32)
    found = np.zeros((len(indices), math.prod(plan[node].output_shape)), np.float32)
    for start, batch in enumerate(batches(indices, plan.batch_size)):
        at = start * plan.batch_size
        outputs = session.layer_outputs(pixels(images, batch), (node,))[node]
        found[at : at + len(batch)] = outputs.reshape(len(batch), -1)
    return found


def levels(
    session: Session,
    plan: Plan,
    images: Images,
    chosen: Chosen,
    untrained: Stack,
    references: Mapping[str, Reference],
) -> dict[str, float | None]:
    """Losses of known reconstructions of the measured training pictures, None where one is not finite.

    floor: the pictures themselves; mean_image: the mean of all training pictures for each; untrained: what the network
    gave back before training; and those of `references` under their names.
    """
    if not len(chosen.measured_training):
        return {}
    originals = pixels(images, chosen.measured_training)
    mean = np.broadcast_to(mean_image(images, plan.batch_size), originals.shape)
    known: dict[str, np.ndarray] = {"floor": originals, "mean_image": mean, "untrained": untrained}
    for name, reference in references.items():
        known[name] = reference(chosen.measured_training)
    losses = {
        name: session.loss_of(array, originals) for name, array in known.items() if array.shape == originals.shape
    }
    return {name: loss if math.isfinite(loss) else None for name, loss in losses.items()}


def _activations(session: Session, plan: Plan, images: Images, shown: Indices) -> Arrays:
    """Every node's output for the first held-out picture that is shown (the first of all where none is held out)."""
    held_out = [index for index in shown if index in images.held_out]
    first = np.asarray([*held_out, *shown][:1], np.int64)
    if not len(first):
        return {}
    small = tuple(node.name for node in plan.nodes if 4 * math.prod(node.output_shape) <= _ACTIVATION_BYTES)
    return {name: found[0] for name, found in session.layer_outputs(pixels(images, first), small).items()}
