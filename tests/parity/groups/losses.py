"""Losses: where cross-entropy takes the logits, where it clips, what happens at the clip's edges and at residual 0."""

import numpy as np

from tests.parity.case import Case, Draw, Listed, Uniform, Weights, Whole

_UNIT = Uniform(0, 1)
_BITS = Whole(0, 1)
_TINY = Uniform(1e-9, 5e-9)
_COUNTS = Whole(0, 255)
_TARGETS: dict[str, Draw] = {"unit": _UNIT, "bits": _BITS, "tiny": _TINY, "counts": _COUNTS}
_WEIGHTS = Weights()

_LINEAR = "decoded = Conv2D(2, (2, 2), padding='same')(input_img)"
_RELU = "decoded = Conv2D(2, (2, 2), activation='relu', padding='same')(input_img)"
_SIGMOID = "decoded = Conv2D(2, (2, 2), activation='sigmoid', padding='same')(input_img)"


def _loss(name: str, loss: str, code: str, targets: Draw = _UNIT, weights: Weights = _WEIGHTS) -> Case:
    return Case(name, code, (4, 3, 2), loss=loss, targets=targets, weights=weights)


def _bce(name: str, code: str, targets: Draw = _UNIT, weights: Weights = _WEIGHTS) -> Case:
    return _loss(f"cross_entropy_{name}", "binary_crossentropy", code, targets, weights)


# Outputs on both sides of the clip: about a third below 0, a third above 1.
_WIDE = Weights(kernel=Uniform(-1.5, 1.5), bias=Uniform(0.3, 0.7))

FROM_LOGITS = (
    *(_bce(f"sigmoid_{name}", _SIGMOID, targets) for name, targets in _TARGETS.items()),
    _bce("sigmoid_far_from_zero", _SIGMOID, _BITS, Weights(kernel=Uniform(-60, 60))),
    _bce("sigmoid_beyond_float32", _SIGMOID, _UNIT, Weights(kernel=Uniform(-400, 400))),
    _bce("sigmoid_layer", _LINEAR.replace("decoded", "x") + "\ndecoded = Activation('sigmoid')(x)"),
    _bce("sigmoid_layer_bits", _LINEAR.replace("decoded", "x") + "\ndecoded = Activation('sigmoid')(x)", _BITS),
    _bce("sigmoid_twice", _SIGMOID.replace("decoded", "x") + "\ndecoded = Activation('sigmoid')(x)"),
    _bce("softmax_one_channel", "decoded = Conv2D(1, (2, 2), activation='softmax', padding='same')(input_img)"),
    _bce(
        "softmax_layer_one_channel",
        "x = Conv2D(1, (2, 2), padding='same')(input_img)\ndecoded = Softmax()(x)",
        _BITS,
    ),
    _bce("softmax_two_channels", _LINEAR.replace("decoded", "x") + "\ndecoded = Activation('softmax')(x)"),
    _bce("softmax_over_pixels", _LINEAR.replace("decoded", "x") + "\ndecoded = Softmax(axis=1)(x)"),
    _bce(
        "sigmoid_of_dense",
        "x = Conv2D(3, (2, 2), activation='relu', padding='same')(input_img)\n"
        "decoded = Dense(2, activation='sigmoid')(x)",
    ),
)

CLIPPED = (
    *(_bce(f"linear_{name}", _LINEAR, targets, _WIDE) for name, targets in _TARGETS.items()),
    _bce("relu_unit", _RELU, _UNIT, _WIDE),
    _bce("relu_bits", _RELU, _BITS, _WIDE),
    _bce("inside_the_clip", _LINEAR, _UNIT, Weights(kernel=Uniform(-0.1, 0.1), bias=Uniform(0.4, 0.6))),
    _bce("all_below_the_clip", _LINEAR, _UNIT, Weights(bias=Uniform(-9, -8))),
    _bce("all_below_the_clip_tiny", _LINEAR, _TINY, Weights(bias=Uniform(-9, -8))),
    _bce("all_above_the_clip", _LINEAR, _UNIT, Weights(bias=Uniform(8, 9))),
    _bce("all_above_the_clip_counts", _LINEAR, _COUNTS, Weights(bias=Uniform(8, 9))),
    _bce(
        "sigmoid_then_reshape",
        "x = Flatten()(input_img)\nx = Dense(6, activation='sigmoid')(x)\ndecoded = Reshape((3, 2, 1))(x)",
    ),
    _bce("sigmoid_then_up_sampling", _SIGMOID.replace("decoded", "x") + "\ndecoded = UpSampling2D((2, 2))(x)"),
    _bce("sigmoid_then_cropping", _SIGMOID.replace("decoded", "x") + "\ndecoded = Cropping2D(1)(x)"),
    _bce(
        "saturated_sigmoid_then_cropping",
        _SIGMOID.replace("decoded", "x") + "\ndecoded = Cropping2D(((1, 0), (0, 0)))(x)",
        _BITS,
        Weights(kernel=Uniform(-40, 40)),
    ),
    _bce("hard_sigmoid", _LINEAR.replace("decoded", "x") + "\ndecoded = Activation('hard_sigmoid')(x)", _BITS, _WIDE),
    _bce("sigmoid_then_linear", _SIGMOID.replace("decoded", "x") + "\ndecoded = Activation('linear')(x)"),
)

_PASS_ON = Weights(kernel=Listed((1.0,)), bias=Listed((0.0,)))


def _edges(name: str, outputs: tuple[float, ...], float32: bool = True) -> Case:
    # Twice the odd number of outputs, so that each meets the target 0 and the target 1.
    return Case(
        f"cross_entropy_edges_{name}",
        "decoded = Conv2D(1, (1, 1))(input_img)",
        (2, len(outputs), 1),
        loss="binary_crossentropy",
        batch=1,
        inputs=Listed(outputs),
        targets=Listed((0.0,) * len(outputs) + (1.0,) * len(outputs)),
        weights=_PASS_ON,
        float32=float32,
        note="the outputs are the inputs: on the edges of the clip and one rounding step to either side",
    )


def _around(edge: float, kind: type[np.floating]) -> tuple[float, ...]:
    at = kind(edge)
    return (float(np.nextafter(at, kind(0))), float(at), float(np.nextafter(at, kind(1))))


EDGES = (
    _edges("of_float32_lower", _around(1e-7, np.float32)),
    _edges("of_float32_upper", _around(1.0 - 1e-7, np.float32)),
    _edges("of_float64_lower", _around(1e-7, np.float64), float32=False),
    _edges("of_float64_upper", _around(1.0 - 1e-7, np.float64), float32=False),
    _edges("zero_and_one", (0.0, 1.0, 0.5)),
    _edges("outside", (-1e-7, 1.5, -3.0)),
)

_STEPS = Weights(kernel=Whole(-2, 2, 0.5), bias=Whole(-1, 1, 0.5))


def _residuals(name: str, loss: str) -> Case:
    return Case(
        name,
        "x = Conv2D(2, (1, 1))(input_img)\ndecoded = Conv2D(1, (1, 1))(x)",
        (4, 4, 1),
        loss=loss,
        inputs=Whole(-2, 2),
        targets=Whole(-2, 2, 0.5),
        weights=_STEPS,
        note="many residuals are exactly 0, 0.5 or 1",
    )


DISTANCES = (
    *(
        _loss(f"loss_{name}", name, _LINEAR)
        for name in ("mean_squared_error", "mse", "MSE", "mean_absolute_error", "mae", "MAE", "huber")
    ),
    _loss("loss_bce", "bce", _SIGMOID),
    _loss("loss_BCE", "BCE", _SIGMOID),
    _loss("loss_cross_entropy_class", "BinaryCrossentropy()", _SIGMOID),
    _loss("loss_cross_entropy_label_smoothing", "BinaryCrossentropy(label_smoothing=0.1)", _SIGMOID),
    _loss("loss_cross_entropy_from_logits", "BinaryCrossentropy(from_logits=True)", _LINEAR),
    _loss("loss_cross_entropy_class_clipped", "BinaryCrossentropy()", _LINEAR, _BITS, _WIDE),
    _loss("loss_mean_squared_error_class", "MeanSquaredError()", _LINEAR, _COUNTS),
    _loss("loss_mean_absolute_error_class", "MeanAbsoluteError()", _LINEAR, _COUNTS),
    _loss("loss_huber_class", "Huber()", _LINEAR, Uniform(-3, 3)),
    _loss("loss_huber_delta", "Huber(delta=0.3)", _LINEAR),
    _loss("loss_mean_squared_error_sigmoid", "mse", _SIGMOID),
    _loss("loss_mean_squared_error_tiny", "mse", _SIGMOID, _TINY),
    _residuals("residual_zero_of_mean_absolute_error", "mae"),
    _residuals("residual_at_delta_of_huber", "Huber(delta=0.5)"),
    _residuals("residual_zero_of_mean_squared_error", "mse"),
)
