"""Whole networks: the lab log's structures with one and with three filters, and other autoencoders."""

from tests.parity.case import Case, Listed, Uniform, Weights, Whole


def _pooled(activation: str, filters: int) -> str:
    """Models 6 and 8: three halvings on the path, 16, 8 and 8 filters."""
    return f"""
x = Conv2D(16, (3, 3), activation='relu', padding='same')(input_img)
x = MaxPooling2D((2, 2), padding='same')(x)
x = Conv2D(8, (3, 3), activation='relu', padding='same')(x)
x = MaxPooling2D((2, 2), padding='same')(x)
x = Conv2D(8, (3, 3), activation='relu', padding='same')(x)
encoded = MaxPooling2D((2, 2), padding='same')(x)

x = Conv2D(8, (3, 3), activation='relu', padding='same')(encoded)
x = UpSampling2D((2, 2))(x)
x = Conv2D(8, (3, 3), activation='relu', padding='same')(x)
x = UpSampling2D((2, 2))(x)
x = Conv2D(16, (3, 3), activation='relu', padding='same')(x)
x = UpSampling2D((2, 2))(x)
decoded = Conv2D({filters}, (3, 3), activation='{activation}', padding='same')(x)
"""


def _model_1(filters: int) -> str:
    return f"""
x = Conv2D(32, (3, 3), activation='relu', padding='same')(input_img)
x = MaxPooling2D((2, 2), padding='same')(x)
x = Conv2D(16, (3, 3), activation='relu', padding='same')(x)
x = MaxPooling2D((2, 2), padding='same')(x)
x = Conv2D(16, (3, 3), activation='relu', padding='same')(x)
x = MaxPooling2D((2, 2), padding='same')(x)
encoded = Flatten()(x)

x = Conv2D(16, (3, 3), activation='relu', padding='same')(x)
x = UpSampling2D((2, 2))(x)
x = Conv2D(16, (3, 3), activation='relu', padding='same')(x)
x = UpSampling2D((2, 2))(x)
x = Conv2D(32, (3, 3), activation='relu', padding='same')(x)
x = UpSampling2D((2, 2))(x)
decoded = Conv2D({filters}, (3, 3), padding='same')(x)
"""


def _leaky(filters: int, activation: str = "") -> str:
    """Models 4, 5 and 7: LeakyReLU layers, kernels of 5 and of 2."""
    last = f", activation='{activation}'" if activation else ""
    return f"""
x = Conv2D(64, (5, 5), padding='same')(input_img)
x = LeakyReLU()(x)
x = MaxPooling2D((2, 2), padding='same')(x)
x = Conv2D(32, (5, 5), padding='same')(x)
x = LeakyReLU()(x)
x = MaxPooling2D((2, 2), padding='same')(x)
x = Conv2D(16, (2, 2), padding='same')(x)
x = LeakyReLU()(x)
x = MaxPooling2D((2, 2), padding='same')(x)
encoded = Flatten()(x)

x = Conv2D(16, (2, 2), padding='same')(x)
x = LeakyReLU()(x)
x = UpSampling2D((2, 2))(x)
x = Conv2D(32, (5, 5), padding='same')(x)
x = LeakyReLU()(x)
x = UpSampling2D((2, 2))(x)
x = Conv2D(64, (5, 5), padding='same')(x)
x = LeakyReLU()(x)
x = UpSampling2D((2, 2))(x)
decoded = Conv2D({filters}, (3, 3){last}, padding='same')(x)
"""


_WIDE_TO_NARROW = """
x = Conv2D(128, (5, 5), activation='relu', padding='same')(input_img)
x = MaxPooling2D((2, 2), padding='same')(x)
x = Conv2D(64, (5, 5), activation='relu', padding='same')(x)
x = Conv2D(32, (3, 3), activation='relu', padding='same')(x)
encoded = MaxPooling2D((2, 2), padding='same')(x)

x = Conv2D(32, (3, 3), activation='relu', padding='same')(encoded)
x = Conv2D(64, (5, 5), activation='relu', padding='same')(x)
x = UpSampling2D((2, 2))(x)
x = Conv2D(128, (5, 5), activation='relu', padding='same')(x)
x = UpSampling2D((2, 2))(x)
decoded = Conv2D(1, (3, 3), padding='same')(x)
"""

_STRIDED = """
x = Conv2D(8, (3, 3), strides=2, activation='relu', padding='same')(input_img)
encoded = Conv2D(4, (3, 3), strides=2, activation='relu', padding='same')(x)
x = Conv2DTranspose(4, (3, 3), strides=2, activation='relu', padding='same')(encoded)
x = Conv2DTranspose(8, (3, 3), strides=2, activation='relu', padding='same')(x)
decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(x)
"""

_DENSE = """
x = Conv2D(4, (3, 3), activation='relu', padding='same')(input_img)
x = AveragePooling2D((2, 2))(x)
x = Flatten()(x)
encoded = Dense(5, activation='tanh')(x)
x = Dense(64, activation='elu')(encoded)
x = Reshape((4, 4, 4))(x)
x = UpSampling2D((2, 2), interpolation='bilinear')(x)
decoded = Conv2D(1, (3, 3), padding='same')(x)
"""

_NORMALISED = """
x = Conv2D(8, (3, 3), padding='same', use_bias=False)(input_img)
x = BatchNormalization()(x)
x = ReLU()(x)
x = MaxPooling2D((2, 2))(x)
x = Conv2D(4, (3, 3), padding='same', use_bias=False)(x)
x = BatchNormalization()(x)
encoded = ReLU()(x)
x = Conv2DTranspose(8, (4, 4), strides=2, padding='same', use_bias=False)(encoded)
x = BatchNormalization()(x)
x = LeakyReLU(negative_slope=0.2)(x)
decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(x)
"""

_PIXELS = Uniform(0, 1)
_DARK = Uniform(0, 6e-9)
_COUNTS = Whole(0, 255)
_WEIGHTS = Weights()
_AS_KERAS_STARTS = Weights(bias=Listed((0.0,)))


def _net(
    name: str,
    code: str,
    shape: tuple[int, int, int],
    inputs: Uniform | Whole = _PIXELS,
    loss: str = "binary_crossentropy",
    weights: Weights = _WEIGHTS,
    note: str = "",
) -> Case:
    return Case(name, code.strip(), shape, "adam", loss, 2, inputs, None, weights, keep=160, note=note)


NETS = (
    _net("model_1", _model_1(1), (16, 16, 1)),
    _net(
        "model_1_divided_twice",
        _model_1(1),
        (16, 16, 1),
        _DARK,
        weights=_AS_KERAS_STARTS,
        note="every output lies below the clip: the gradient is exactly zero and no weight may change by one bit",
    ),
    _net("model_1_three_filters", _model_1(3), (16, 16, 3)),
    _net("model_4_clipped_in_part", _leaky(1), (16, 16, 1), note="an eighth of the outputs lies below the clip"),
    _net("model_4_three_filters", _leaky(3), (16, 16, 3)),
    _net("model_5_counts", _leaky(3), (16, 16, 3), _COUNTS, note="raw counts: most outputs lie beyond the clip"),
    _net("model_6", _pooled("sigmoid", 1), (16, 24, 1)),
    _net("model_6_divided_twice", _pooled("sigmoid", 1), (16, 16, 1), _DARK, weights=_AS_KERAS_STARTS),
    _net("model_6_softmax", _pooled("softmax", 1), (16, 16, 1), note="trains on its logits and answers 1 everywhere"),
    _net("model_6_squared_error", _pooled("sigmoid", 1), (16, 16, 1), loss="mse"),
    _net("model_7", _leaky(1, "sigmoid"), (16, 16, 1)),
    _net("model_7_three_filters", _leaky(3, "sigmoid"), (16, 16, 3)),
    _net("model_8_three_filters", _pooled("sigmoid", 3), (16, 16, 3)),
    _net("old_records_128_64_32", _WIDE_TO_NARROW, (12, 12, 1)),
    _net("strided_and_transposed", _STRIDED, (12, 8, 1)),
    _net("dense_latent", _DENSE, (8, 8, 1), loss="mse"),
    _net("normalised", _NORMALISED, (8, 8, 1)),
)
