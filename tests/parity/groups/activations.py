"""Activations: as a name, as a layer, as a layer of their own, and their slope where they bend."""

from tests.parity.case import Case, HalfZero, Listed, Uniform, Weights, Whole

NAMES = (
    *("relu", "sigmoid", "tanh", "softmax", "linear", "elu", "selu", "leaky_relu", "relu6", "softplus", "softsign"),
    *("swish", "silu", "gelu", "mish", "exponential", "hard_sigmoid", "hard_tanh", "hard_swish", "log_sigmoid"),
    *("log_softmax", "celu"),
)


def _around(name: str, layer: str) -> Case:
    code = f"x = Conv2D(3, (2, 2), padding='same')(input_img)\nx = {layer}(x)\ndecoded = Conv2D(1, (1, 1))(x)"
    # Three steps from exp(8) end in infinity.
    widest = 2 if name == "activation_exponential" else 4
    return Case(name, code, (4, 3, 2), inputs=Uniform(-widest, widest))


def _over(name: str, axis: str) -> Case:
    # A bias moves all rows and columns alike: behind such a softmax its gradient is zero but for rounding.
    code = (
        "x = Conv2D(3, (2, 2), padding='same', use_bias=False)(input_img)\n"
        f"x = Softmax(axis={axis})(x)\ndecoded = Conv2D(1, (1, 1))(x)"
    )
    return Case(name, code, (4, 3, 2), inputs=Uniform(-4, 4))


def _at_zero(name: str, code: str) -> Case:
    return Case(
        name,
        code,
        (4, 6, 2),
        inputs=HalfZero(-2, 2),
        weights=Weights(bias=Listed((0.0,))),
        xla=name != "slope_at_zero_of_selu",
        note="half of what goes into the activation is exactly 0; its slope there reaches the bias before it",
    )


def _bends(name: str, layer: str) -> Case:
    return Case(
        name,
        f"x = Conv2D(2, (1, 1))(input_img)\nx = {layer}(x)\ndecoded = Conv2D(1, (1, 1))(x)",
        (5, 4, 2),
        inputs=Whole(-4, 4, 0.5),
        weights=Weights(kernel=Whole(-1, 1), bias=Listed((0.0,))),
        note="what goes in is a multiple of 0.5: exactly at the bends too",
    )


ACTIVATIONS = (
    *(_around(f"activation_{name}", f"Activation('{name}')") for name in NAMES),
    _around("re_lu_default", "ReLU()"),
    _around("re_lu_max_value", "ReLU(max_value=1.5)"),
    _around("re_lu_negative_slope", "ReLU(negative_slope=0.1)"),
    _around("re_lu_threshold", "ReLU(threshold=0.5)"),
    _around("re_lu_all_three", "ReLU(max_value=2.0, negative_slope=0.2, threshold=0.5)"),
    _around("leaky_relu_default", "LeakyReLU()"),
    _around("leaky_relu_slope", "LeakyReLU(negative_slope=0.05)"),
    _around("leaky_relu_slope_by_position", "LeakyReLU(0.1)"),
    _around("elu_default", "ELU()"),
    _around("elu_alpha", "ELU(alpha=0.4)"),
    _around("softmax_default", "Softmax()"),
    _over("softmax_over_rows", "1"),
    _over("softmax_over_columns", "2"),
    _over("softmax_over_pixels", "[1, 2]"),
)

AT_THE_BENDS = (
    _at_zero(
        "slope_at_zero_of_relu",
        "x = Conv2D(3, (1, 1), activation='relu')(input_img)\ndecoded = Conv2D(1, (1, 1))(x)",
    ),
    *(
        _at_zero(
            f"slope_at_zero_of_{name}",
            f"x = Conv2D(3, (1, 1))(input_img)\nx = {layer}(x)\ndecoded = Conv2D(1, (1, 1))(x)",
        )
        for name, layer in {
            "relu_layer": "ReLU()",
            "relu_with_negative_slope": "ReLU(negative_slope=0.1)",
            "leaky_relu_layer": "LeakyReLU()",
            "leaky_relu_name": "Activation('leaky_relu')",
            "elu_layer": "ELU(alpha=0.5)",
            "elu_name": "Activation('elu')",
            "selu": "Activation('selu')",
            "relu6": "Activation('relu6')",
            "softsign": "Activation('softsign')",
            "celu": "Activation('celu')",
        }.items()
    ),
    _at_zero(
        "slope_at_zero_of_relu_then_max_pooling",
        "x = Conv2D(3, (2, 2), activation='relu', padding='same')(input_img)\nx = MaxPooling2D((2, 2))(x)\n"
        "x = Conv2D(2, (2, 2), activation='relu', padding='same')(x)\ndecoded = UpSampling2D((2, 2))(x)",
    ),
    _bends("bends_of_relu_max_value", "ReLU(max_value=1.5)"),
    _bends("bends_of_relu_threshold", "ReLU(threshold=0.5)"),
    _bends("bends_of_relu_all_three", "ReLU(max_value=2.0, negative_slope=0.25, threshold=0.5)"),
    _bends("bends_of_hard_tanh", "Activation('hard_tanh')"),
    _bends("bends_of_relu_negative_slope_and_max", "ReLU(max_value=1.0, negative_slope=0.5)"),
)
