"""A run made by hand for tests: pictures, reconstructions and losses as given, everything else small and still."""

import math
from dataclasses import replace
from typing import Any

import numpy as np

from aescope.records import Call, Epoch, Images, Node, Photograph, Picture, Plan, Run, Weight


def small_images(values: np.ndarray, held_out: int) -> Images:
    """An image set whose last `held_out` pictures are held out."""
    count = len(values)
    return Images(
        name="cells",
        source="made by hand",
        values=values.astype(np.float32),
        pictures=tuple(Picture(f"{index}.tif", group=str(index)) for index in range(count)),
        channels=("grey",),
        container="uint16",
        training=np.arange(count - held_out),
        held_out=np.arange(count - held_out, count),
    )


def small_plan(shape: tuple[int, ...] = (8, 8, 1)) -> Plan:
    """One convolution, whose kernel and bias are the only tensors."""
    kernel = Weight("kernel", (3, 3, 1, 1), Call("glorot_uniform"))
    bias = Weight("bias", (1,), Call("zeros"))
    nodes = (
        Node("input_1", "Input", {}, (), shape),
        Node("conv2d_1", "Conv2D", {"activation": "linear"}, ("input_1",), shape, (kernel, bias)),
    )
    return Plan("1", nodes, "conv2d_1", None, Call("binary_crossentropy"), Call("adam", {"learning_rate": 1e-3}), 2, 4)


def small_run(
    images: Images,
    *,
    after: np.ndarray,
    before: np.ndarray | None = None,
    losses: tuple[float, ...] = (2.0, 1.0),
    val_losses: tuple[float, ...] | None = None,
    training_after: np.ndarray | None = None,
    moved: float = 0.1,
    **changes: Any,
) -> Run:
    """A run on `images` with these held-out reconstructions; the kernel moves by `moved` in every number."""
    plan = small_plan(images.shape)
    nothing = np.zeros_like(after, np.float32)
    weights = {"conv2d_1/kernel": np.ones((3, 3, 1, 1), np.float32), "conv2d_1/bias": np.zeros(1, np.float32)}
    moved_weights = {name: tensor + np.float32(moved) for name, tensor in weights.items()}
    epochs = tuple(
        Epoch(loss, val_loss, 1e-3, 0.1, 1.0) for loss, val_loss in zip(losses, val_losses or losses, strict=True)
    )
    training = images.training
    run = Run(
        plan=plan,
        seed=0,
        engine="made by hand",
        device="cpu",
        status="done",
        epochs=epochs,
        shown=images.held_out[:1],
        photographs=(Photograph("after", len(epochs), after[:1].astype(np.float32)),),
        measured=images.held_out,
        before=(nothing if before is None else before).astype(np.float32),
        after=after.astype(np.float32),
        measured_training=training,
        training_after=(np.zeros_like(images.values[training]) if training_after is None else training_after).astype(
            np.float32
        ),
        weights_before=weights,
        weights_after=moved_weights,
        gradients_first={"conv2d_1/kernel": 0.1},
        gradients_last={"conv2d_1/kernel": 0.1},
        levels={"floor": 0.0, "mean_image": 4.0},
        latents=np.zeros((0, 0), np.float32),
        latent_pictures=np.zeros(0, np.int64),
        activations_before={},
        activations_after={},
        seconds=1.0,
    )
    return replace(run, **changes)


def textured(count: int, seed: int, size: int = 8) -> np.ndarray:
    """Random pictures in [0, 1), shape (count, size, size, 1)."""
    return np.random.default_rng(seed).random((count, size, size, 1)).astype(np.float32)


def is_close(value: float | None, expected: float, tolerance: float = 1e-6) -> bool:
    """Whether a number that may be null is there and near."""
    return value is not None and math.isclose(value, expected, rel_tol=tolerance, abs_tol=tolerance)
