"""Batch normalisation in training and inference; Dropout and GaussianNoise, which do nothing in inference.

No layer straight before a normalisation has a bias: its gradient is zero but for rounding, which is not compared.
"""

from tests.parity.case import Case


def _norm(name: str, layer: str, shape: tuple[int, int, int] = (4, 3, 2)) -> Case:
    code = (
        "x = Conv2D(3, (2, 2), padding='same', activation='relu')(input_img)\n"
        f"x = {layer}(x)\ndecoded = Conv2D(1, (2, 2), padding='same')(x)"
    )
    return Case(name, code, shape, batch=3)


NORMALISATION = (
    _norm("batch_normalization_default", "BatchNormalization()"),
    _norm("batch_normalization_momentum", "BatchNormalization(momentum=0.8)"),
    _norm("batch_normalization_epsilon", "BatchNormalization(epsilon=0.1)"),
    _norm("batch_normalization_no_center", "BatchNormalization(center=False)"),
    _norm("batch_normalization_no_scale", "BatchNormalization(scale=False)"),
    _norm("batch_normalization_plain", "BatchNormalization(center=False, scale=False)"),
    _norm("batch_normalization_over_rows", "BatchNormalization(axis=1)"),
    Case(
        "batch_normalization_after_dense",
        "x = Flatten()(input_img)\nx = Dense(4, use_bias=False)(x)\nx = BatchNormalization()(x)\n"
        "x = Activation('relu')(x)\nx = Dense(6)(x)\ndecoded = Reshape((3, 2, 1))(x)",
        (3, 2, 1),
        batch=4,
    ),
    Case(
        "batch_normalization_twice",
        "x = Conv2D(2, (3, 3), padding='same', use_bias=False)(input_img)\nx = BatchNormalization()(x)\n"
        "x = LeakyReLU()(x)\nx = Conv2D(2, (3, 3), padding='same', use_bias=False)(x)\n"
        "x = BatchNormalization(momentum=0.9)(x)\n"
        "decoded = Conv2D(1, (3, 3), activation='sigmoid', padding='same')(x)",
        (4, 4, 1),
        loss="binary_crossentropy",
        batch=3,
    ),
    Case(
        "batch_normalization_as_the_first_layer",
        "x = BatchNormalization()(input_img)\ndecoded = Conv2D(2, (2, 2), padding='same')(x)",
        (4, 3, 2),
        batch=1,
        note="one picture: its own pixels are the batch",
    ),
)

RANDOM = tuple(
    Case(
        f"{name}_in_inference",
        f"x = Conv2D(2, (2, 2), padding='same')(input_img)\nx = {layer}(x)\ndecoded = Conv2D(1, (1, 1))(x)",
        (4, 3, 2),
        trains=False,
    )
    for name, layer in {"dropout": "Dropout(0.5)", "gaussian_noise": "GaussianNoise(0.3)"}.items()
)
