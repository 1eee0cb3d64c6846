"""Keras' side of the comparison: builds a case from its text, runs it, and names its arrays canonically.

The text is our own, from the cases beside this file; nothing else is ever executed.
"""

import os
import re
from typing import Any

os.environ.setdefault("KERAS_BACKEND", "tensorflow")
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf

from tests.parity.case import Case, Update
from tests.parity.draws import Array, case_inputs, case_targets, case_weights, update_gradients, update_start
from tests.parity.reference import STEPS, UPDATE_SHAPES, UPDATE_STEPS

Arrays = dict[str, Array]

_NAMES: dict[str, Any] = {
    **{name: getattr(module, name) for module in (keras.layers, keras.losses) for name in dir(module)},
    **{name: getattr(keras.optimizers, name) for name in dir(keras.optimizers)},
    **{name: getattr(keras.regularizers, name) for name in ("L1", "L2", "L1L2")},
    "regularizers": keras.regularizers,
}


def measure_case(case: Case, floatx: str) -> tuple[Arrays, Arrays]:
    """Everything that is stored of a case, computed step by step; and the same compiled."""
    model = _build(case, floatx)
    inputs = case_inputs(case).astype(floatx)
    before = case_weights(case, {name: tuple(weight.shape) for name, weight in _weights(model).items()})
    _set(model, before)
    outputs = _numpy(model(inputs, training=False))
    shapes = {f"weights_0/{name}": weight for name, weight in before.items()}
    eager = {"outputs": outputs}
    compiled = {"outputs": model.predict_on_batch(inputs).astype(np.float64)}
    if not case.trains:
        return eager | shapes, compiled
    targets = case_targets(case, outputs.shape).astype(floatx)

    def first_step(pixels: Any, wanted: Any) -> tuple[Any, Any, Any]:
        variables = [pixels, *model.trainable_variables]
        with tf.GradientTape() as tape:
            tape.watch(pixels)
            found = model(pixels, training=True)
            loss = model.compute_loss(pixels, wanted, found, training=True)
        values = [getattr(variable, "value", variable) for variable in variables]
        return found, loss, tape.gradient(loss, values)

    for kind, run in ((eager, first_step), (compiled, tf.function(first_step, jit_compile=case.xla))):
        _set(model, before)
        found, loss, (by_pixels, *by_weights) = run(tf.constant(inputs), tf.constant(targets))
        kind |= {"training_outputs": _numpy(found), "loss": _numpy(loss), "input_gradient": _numpy(by_pixels)}
        names = {id(weight): name for name, weight in _weights(model).items()}
        kind |= {
            f"gradients/{names[id(variable)]}": _numpy(gradient)
            for variable, gradient in zip(model.trainable_variables, by_weights, strict=True)
        }
    if np.array_equal(eager["training_outputs"], outputs):
        for kind in (eager, compiled):
            del kind["training_outputs"]

    _set(model, before)
    optimizer = keras.optimizers.get(_read(case.optimizer))
    for step in range(1, max(STEPS) + 1):
        gradients = first_step(tf.constant(inputs), tf.constant(targets))[2][1:]
        optimizer.apply(gradients, model.trainable_variables)
        if step in STEPS:
            eager |= {f"weights_{step}/{name}": _numpy(weight) for name, weight in _weights(model).items()}

    _set(model, before)
    for step in range(1, max(STEPS) + 1):
        loss = model.train_on_batch(inputs, targets)
        if step == 1:
            compiled["loss"] = _farther(np.asarray(loss, np.float64), compiled["loss"], eager["loss"])
        if step in STEPS:
            compiled |= {f"weights_{step}/{name}": _numpy(weight) for name, weight in _weights(model).items()}
    return eager | shapes, compiled


def measure_update(update: Update, floatx: str) -> tuple[Arrays, Arrays]:
    """Two tensors after 1, 2, 3 and 10 steps of the optimiser, step by step and compiled."""
    keras.utils.clear_session()
    keras.config.set_floatx(floatx)
    both: list[Arrays] = []
    for compile_it in (False, True):
        start = update_start(update, dict(UPDATE_SHAPES))
        variables = {name: keras.Variable(value, dtype=floatx, name=name) for name, value in start.items()}
        optimizer = keras.optimizers.get(_read(update.optimizer))
        optimizer.build(list(variables.values()))
        apply = tf.function(optimizer.apply, jit_compile=True) if compile_it else optimizer.apply
        found: Arrays = {}
        for step in range(1, max(UPDATE_STEPS) + 1):
            gradients = update_gradients(update, dict(UPDATE_SHAPES), step)
            apply([tf.constant(gradients[name].astype(floatx)) for name in variables])
            if step in UPDATE_STEPS:
                found |= {f"weights_{step}/{name}": _numpy(variable) for name, variable in variables.items()}
        both.append(found)
    return both[0], both[1]


def _build(case: Case, floatx: str) -> Any:
    keras.utils.clear_session()
    keras.config.set_floatx(floatx)
    input_img = keras.Input(shape=case.input_shape)
    names = {**_NAMES, "UpSampling2D": _UpSampling2D, "input_img": input_img}
    exec(case.code, names)  # noqa: S102
    model = keras.Model(input_img, names["decoded"])
    model.compile(optimizer=_read(case.optimizer), loss=_read(case.loss))
    return model


def _read(text: str) -> Any:
    """A call becomes the object, a plain alias stays the text that Keras looks up."""
    return eval(text, dict(_NAMES)) if "(" in text else text  # noqa: S307


class _UpSampling2D(keras.layers.UpSampling2D):  # type: ignore[misc]
    """UpSampling2D whose bilinear interpolation is float64 in float64.

    TensorFlow's resize computes in float32 whatever comes in, so that Keras' own float64 answers are only good to 6e-8.
    In float32 Keras' own layer runs.
    """

    def _resize_images(
        self, x: Any, height_factor: int, width_factor: int, data_format: str, interpolation: str = "nearest"
    ) -> Any:
        if interpolation != "bilinear" or keras.config.floatx() != "float64":
            return super()._resize_images(x, height_factor, width_factor, data_format, interpolation)
        rows, columns = _between(x.shape[1], height_factor), _between(x.shape[2], width_factor)
        return tf.einsum("yh,xw,bhwc->byxc", rows, columns, x)


def _between(size: int, factor: int) -> Array:
    """The matrix (out, in) of linear interpolation with half-pixel centres; the outermost pixels go on beyond."""
    matrix = np.zeros((size * factor, size))
    for row, place in enumerate((np.arange(size * factor) + 0.5) / factor - 0.5):
        below = int(np.floor(place))
        matrix[row, min(max(below, 0), size - 1)] += 1 - (place - below)
        matrix[row, min(max(below + 1, 0), size - 1)] += place - below
    return matrix


def _weights(model: Any) -> dict[str, Any]:
    """Every weight by canonical name: Keras counts layers of a kind conv2d, conv2d_1, ...; we count from 1."""
    named = {}
    for layer in model.layers:
        kind, number = re.fullmatch(r"(.+?)(?:_(\d+))?", layer.name).groups()  # type: ignore[union-attr]
        for weight in layer.weights:
            named[f"{kind}_{int(number or 0) + 1}/{weight.name}"] = weight
    return named


def _set(model: Any, weights: Arrays) -> None:
    for name, weight in _weights(model).items():
        weight.assign(weights[name])


def _numpy(tensor: Any) -> Array:
    return np.array(keras.ops.convert_to_numpy(tensor), dtype=np.float64)


def _farther(one: Array, other: Array, truth: Array) -> Array:
    return one if abs(one - truth) > abs(other - truth) else other
