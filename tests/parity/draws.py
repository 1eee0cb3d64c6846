"""Draws the numbers of a case: the same on every machine and under every version of numpy, so none need be stored.

Only numpy's PCG64 is used, whose raw stream is guaranteed never to change, and operations that IEEE 754 rounds exactly.
Everything but `Listed` is exact in float32, so that float32 and float64 start from the same numbers.
"""

import zlib

import numpy as np
from numpy.typing import NDArray

from tests.parity.case import Case, Draw, HalfZero, Listed, Shape, Uniform, Update, Weights, Whole

Array = NDArray[np.float64]


def unit(seed: tuple[int, ...], count: int) -> Array:
    """`count` numbers k / 2^24 in [0, 1): the upper 24 bits of PCG64's raw stream."""
    raw = np.random.PCG64(seed).random_raw(count) >> np.uint64(40)
    return raw.astype(np.float64) / 2.0**24


def draw(how: Draw, shape: Shape, seed: tuple[int, ...]) -> Array:
    """An array of that shape, filled in the order of its last axis (C order)."""
    count = int(np.prod(shape))
    match how:
        case Uniform(low, high):
            return _single(low + (high - low) * unit(seed, count)).reshape(shape)
        case Whole(low, high, unit=step):
            return _single((low + np.floor((high - low + 1) * unit(seed, count))) * step).reshape(shape)
        case Listed(values):
            return np.resize(np.asarray(values, dtype=np.float64), shape)
        case HalfZero(low, high):
            numbers = draw(Uniform(low, high), shape, seed)
            numbers[:, :, shape[2] // 2 :] = 0.0
            return numbers


def case_inputs(case: Case) -> Array:
    """The pictures that go in: (image, height, width, channel)."""
    return draw(case.inputs, (case.batch, *case.input_shape), _seed(case, "inputs"))


def case_targets(case: Case, output_shape: Shape) -> Array:
    """The pictures that are wanted; `output_shape` counts the images too."""
    if case.targets is None:
        return case_inputs(case)
    return draw(case.targets, output_shape, _seed(case, "targets"))


def case_weights(case: Case, shapes: dict[str, Shape]) -> dict[str, Array]:
    """Initial weights by canonical name (`conv2d_1/kernel`), in Keras' own layout."""
    return {name: _weight(case.weights, name, shape, _seed(case, name)) for name, shape in shapes.items()}


def update_start(update: Update, shapes: dict[str, Shape]) -> dict[str, Array]:
    """The two tensors before the first step."""
    return {
        name: np.zeros(shape) if name == "from_zero" else draw(Uniform(-1, 1), shape, _seed(update, name))
        for name, shape in shapes.items()
    }


def update_gradients(update: Update, shapes: dict[str, Shape], step: int) -> dict[str, Array]:
    """The gradients of one step, counted from 1."""
    size = update.gradient_size
    gradients = {}
    for name, shape in shapes.items():
        gradient = draw(Uniform(-size, size), shape, _seed(update, f"{name} {step}"))
        gradient.reshape(-1)[step % 5 :: 5] = 0.0
        gradients[name] = gradient
    return gradients


def _weight(how: Weights, name: str, shape: Shape, seed: tuple[int, ...]) -> Array:
    kind = name.rsplit("/", 1)[1]
    chosen: Draw | None = getattr(how, kind)
    if chosen is None:
        field = int(np.prod(shape[:-2]))
        limit = float(np.sqrt(6.0 / (field * (shape[-2] + shape[-1]))))
        chosen = Uniform(-limit, limit)
    return draw(chosen, shape, seed)


def _seed(of: Case | Update, what: str) -> tuple[int, ...]:
    return (of.seed, zlib.crc32(what.encode()))


def _single(numbers: Array) -> Array:
    return numbers.astype(np.float32).astype(np.float64)
