"""Optimisers by themselves and on the smallest network, at gradients of 1e-3, 1e-6 and 1e-8."""

from tests.parity.case import Case, Listed, Uniform, Update, Weights

SIZES = {"1e-3": 1e-3, "1e-6": 1e-6, "1e-8": 1e-8}

_OPTIMISERS = {
    "sgd": "SGD()",
    "sgd_momentum": "SGD(learning_rate=0.05, momentum=0.9)",
    "sgd_nesterov": "SGD(learning_rate=0.05, momentum=0.9, nesterov=True)",
    "rmsprop": "RMSprop()",
    "rmsprop_rho": "RMSprop(learning_rate=0.01, rho=0.8, epsilon=1e-5)",
    "rmsprop_momentum": "RMSprop(learning_rate=0.001, momentum=0.9)",
    "rmsprop_centered": "RMSprop(learning_rate=0.001, centered=True)",
    "rmsprop_centered_momentum": "RMSprop(learning_rate=0.001, momentum=0.5, centered=True)",
    "adagrad": "Adagrad()",
    "adagrad_start": "Adagrad(learning_rate=0.1, initial_accumulator_value=0.01, epsilon=1e-6)",
    "adadelta": "Adadelta()",
    "adadelta_of_2019": "Adadelta(learning_rate=1.0, rho=0.95, epsilon=1e-7)",
    "adadelta_rho": "Adadelta(learning_rate=0.5, rho=0.8, epsilon=1e-6)",
    "adam": "Adam()",
    "adam_rate": "Adam(learning_rate=1e-4)",
    "adam_betas": "Adam(learning_rate=0.01, beta_1=0.5, beta_2=0.9, epsilon=1e-8)",
    "adam_amsgrad": "Adam(amsgrad=True)",
    "adamw": "AdamW()",
    "adamw_decay": "AdamW(learning_rate=0.01, weight_decay=0.1)",
}
_PLAIN = {
    "sgd": "sgd",
    "rmsprop": "rmsprop",
    "adagrad": "adagrad",
    "adadelta": "adadelta",
    "adam": "adam",
    "adamw": "adamw",
}
_CLIPPED = {
    "sgd_clipvalue": "SGD(learning_rate=0.1, clipvalue=5e-4)",
    "sgd_clipnorm": "SGD(learning_rate=0.1, clipnorm=1e-3)",
    "sgd_global_clipnorm": "SGD(learning_rate=0.1, global_clipnorm=1e-3)",
    "sgd_weight_decay": "SGD(learning_rate=0.1, weight_decay=0.01)",
    "adam_clipnorm": "Adam(clipnorm=1e-3)",
}

UPDATES = (
    *(
        Update(f"{name}_at_{size}", optimiser, gradient)
        for name, optimiser in _OPTIMISERS.items()
        for size, gradient in SIZES.items()
    ),
    *(Update(f"{name}_by_name", alias, 1e-3) for name, alias in _PLAIN.items()),
    *(Update(name, optimiser, 1e-3) for name, optimiser in _CLIPPED.items()),
)

# Without a bias, and with inputs of the gradient's size, the gradient stays that small at every step; a kernel that
# starts at 0 shows the smallest step to all its digits.
SMALL_GRADIENTS = tuple(
    Case(
        f"net_{name}_at_{size}",
        "decoded = Conv2D(2, (2, 1), padding='same', use_bias=False)(input_img)",
        (4, 3, 2),
        optimizer=optimiser,
        inputs=Uniform(0, 4 * gradient),
        weights=Weights(kernel=Listed((0.0,))),
    )
    for name, optimiser in _PLAIN.items()
    for size, gradient in SIZES.items()
) + tuple(
    Case(
        f"net_{name}",
        "x = Conv2D(2, (2, 2), padding='same', activation='relu')(input_img)\n"
        "decoded = Conv2D(1, (2, 2), padding='same', activation='sigmoid')(x)",
        (4, 3, 1),
        optimizer=optimiser,
        loss="binary_crossentropy",
    )
    for name, optimiser in (_OPTIMISERS | _CLIPPED).items()
)
