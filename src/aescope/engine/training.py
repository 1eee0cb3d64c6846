"""A plan, pictures and a session go in, a run comes out; whichever engine the session is of."""

import math
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from aescope.engine.callback import callbacks
from aescope.engine.epoch_loss import EpochLoss
from aescope.engine.looks import Look, Reference, latents, levels, look, reconstructions
from aescope.engine.order import batches, epoch_order, steps
from aescope.engine.pictures import Chosen, choose, latent_node, pixels
from aescope.records import Epoch, Images, Photograph, Plan, Progress, Run, Session

Shown = Callable[[Progress], None]
# Seconds between two reports of progress while the loss is still being computed elsewhere.
_REPORT_EVERY = 0.1


@dataclass
class Diary:
    """What happened so far, so that an interrupt loses nothing of it."""

    epochs: list[Epoch] = field(default_factory=list)
    photographs: list[Photograph] = field(default_factory=list)
    first_gradients: Mapping[str, float] = field(default_factory=dict)


def train(
    session: Session,
    plan: Plan,
    images: Images,
    *,
    seed: int,
    references: Mapping[str, Reference],
    progress: Shown | None,
    look_epochs: Sequence[int] | None,
) -> Run:
    """Train as the plan says, looking at the same pictures before, during (after `look_epochs`) and after.

    An interrupt from the keyboard after the first epoch ends the training and gives the run so far, `interrupted`; in
    the first epoch there is nothing yet to give, and the interrupt passes. After an epoch whose loss is not finite
    training ends, and the run is `done` with that epoch as its last.
    """
    began = time.perf_counter()
    chosen = choose(images, plan, latent_node(plan))
    before = look(session, plan, images, chosen)
    known = levels(session, plan, images, chosen, before.training, references)
    diary = Diary()
    photograph(diary, session, plan, images, chosen, "before", 0)
    wanted = frozenset(during(plan.epochs) if look_epochs is None else look_epochs)
    status = "done"
    try:
        for number in epochs(session, plan, images, seed, diary, progress):
            if number in wanted and number < plan.epochs:
                photograph(diary, session, plan, images, chosen, f"epoch {number}", number)
    except KeyboardInterrupt:
        if not diary.epochs:
            raise
        status = "interrupted"
    photograph(diary, session, plan, images, chosen, "after", len(diary.epochs))
    after = look(session, plan, images, chosen)
    return _run(session, plan, images, chosen, seed, status, diary, before, after, known, began)


def epochs(
    session: Session, plan: Plan, images: Images, seed: int, diary: Diary, progress: Shown | None
) -> Iterator[int]:
    """Train epoch by epoch; each is written into the diary, and its number, counted from 1, comes out."""
    watching = [callbacks[call.name](call) for call in plan.callbacks]
    for number in range(1, plan.epochs + 1):
        began = time.perf_counter()
        rate = session.learning_rate
        loss = _updates(session, plan, images, seed, number, diary, progress)
        val_loss = held_out_loss(session, plan, images)
        gradient = max(session.largest_gradients().values(), default=0.0)
        epoch = Epoch(loss, val_loss, rate, gradient, time.perf_counter() - began)
        diary.epochs.append(epoch)
        stops = [callback.epoch_ended(number - 1, epoch, session) for callback in watching]
        yield number
        if any(stops) or not math.isfinite(loss) or (len(images.held_out) and not math.isfinite(val_loss)):
            break
    for callback in watching:
        callback.training_ended(session)


def _updates(
    session: Session, plan: Plan, images: Images, seed: int, epoch: int, diary: Diary, progress: Shown | None
) -> float:
    """One epoch of updates; its loss."""
    order = epoch_order(images.training, seed, epoch, shuffle=plan.shuffle)
    count = steps(len(order), plan.batch_size)
    losses, reported = EpochLoss(), time.perf_counter()
    for step, batch in enumerate(batches(order, plan.batch_size), start=1):
        loss = session.step(pixels(images, batch), (epoch, step))
        losses.add(loss, len(batch))
        if not diary.first_gradients:
            diary.first_gradients = session.largest_gradients()
        if progress is not None:
            now = time.perf_counter()
            if isinstance(loss, float) or step == count or now - reported > _REPORT_EVERY:
                progress(Progress(plan.key, epoch, plan.epochs, step, count, losses.mean()))
                reported = now
    return losses.mean()


def held_out_loss(session: Session, plan: Plan, images: Images) -> float:
    """The mean over held-out pictures, NaN where none is held out."""
    losses = EpochLoss()
    for batch in batches(images.held_out, plan.batch_size):
        losses.add(session.loss(pixels(images, batch)), len(batch))
    return losses.mean()


def during(count: int) -> tuple[int, ...]:
    """Up to three epochs to look at between the first and the last, evenly spaced in powers: most changes early."""
    between = {round(count ** (part / 4)) for part in (1, 2, 3)}
    return tuple(sorted(epoch for epoch in between if 0 < epoch < count))


def photograph(
    diary: Diary, session: Session, plan: Plan, images: Images, chosen: Chosen, moment: str, epoch: int
) -> None:
    """The shown pictures as the network gives them back now."""
    diary.photographs.append(Photograph(moment, epoch, reconstructions(session, plan, images, chosen.shown)))


def _run(
    session: Session,
    plan: Plan,
    images: Images,
    chosen: Chosen,
    seed: int,
    status: str,
    diary: Diary,
    before: Look,
    after: Look,
    known: Mapping[str, float | None],
    began: float,
) -> Run:
    return Run(
        plan=plan,
        seed=seed,
        engine=session.engine,
        device=session.device,
        status=status,
        epochs=tuple(diary.epochs),
        shown=chosen.shown,
        photographs=tuple(diary.photographs),
        measured=chosen.measured,
        before=before.measured,
        after=after.measured,
        measured_training=chosen.measured_training,
        training_after=after.training,
        weights_before=before.weights,
        weights_after=after.weights,
        gradients_first=dict(diary.first_gradients),
        gradients_last=dict(session.largest_gradients()),
        levels=known,
        latents=latents(session, plan, images, chosen.latents, latent_node(plan)),
        latent_pictures=chosen.latents,
        activations_before=before.activations,
        activations_after=after.activations,
        seconds=time.perf_counter() - began,
    )
