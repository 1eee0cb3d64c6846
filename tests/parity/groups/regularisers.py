"""Penalties on kernels, biases and outputs: part of the training loss and of every gradient."""

from tests.parity.case import Case


def _penalty(name: str, arguments: str, layer: str = "Conv2D(3, (2, 2), padding='same', ") -> Case:
    return Case(name, f"x = {layer}{arguments})(input_img)\ndecoded = Conv2D(1, (1, 1))(x)", (4, 3, 2), batch=3)


REGULARISERS = (
    _penalty("kernel_l1", "kernel_regularizer=regularizers.l1(0.02)"),
    _penalty("kernel_l2", "kernel_regularizer=regularizers.l2(0.03)"),
    _penalty("kernel_l1_l2", "kernel_regularizer=regularizers.l1_l2(l1=0.01, l2=0.02)"),
    _penalty("kernel_l1_class", "kernel_regularizer=L1(0.02)"),
    _penalty("kernel_l2_class", "kernel_regularizer=L2(l2=0.03)"),
    _penalty("kernel_l1_l2_class", "kernel_regularizer=L1L2(l1=0.01, l2=0.02)"),
    _penalty("kernel_l1_l2_defaults", "kernel_regularizer=regularizers.l1_l2()"),
    _penalty("kernel_l1_name", "kernel_regularizer='l1'"),
    _penalty("kernel_l2_name", "kernel_regularizer='l2'"),
    _penalty("bias_l1", "bias_regularizer=regularizers.l1(0.05)"),
    _penalty("bias_l2", "bias_regularizer='l2'"),
    _penalty("activity_l1", "activity_regularizer=regularizers.l1(0.01)"),
    _penalty("activity_l2", "activity_regularizer=regularizers.l2(0.02)"),
    _penalty("activity_l1_after_relu", "activation='relu', activity_regularizer=regularizers.l1(1e-2)"),
    _penalty("activity_l1_l2_after_sigmoid", "activation='sigmoid', activity_regularizer=L1L2(0.01, 0.02)"),
    _penalty(
        "all_three_at_once",
        "kernel_regularizer='l2', bias_regularizer=L1(0.1), activity_regularizer=L1(0.01)",
    ),
    _penalty("transposed_kernel_l2", "kernel_regularizer=L2(0.03)", "Conv2DTranspose(3, (2, 2), strides=2, "),
    Case(
        "dense_kernel_and_activity",
        "x = Flatten()(input_img)\n"
        "x = Dense(3, activation='relu', kernel_regularizer=L2(0.02), activity_regularizer=L1(1e-2))(x)\n"
        "x = Dense(6, bias_regularizer=L1(0.02))(x)\ndecoded = Reshape((3, 2, 1))(x)",
        (3, 2, 1),
        batch=3,
    ),
    Case(
        "penalties_beside_cross_entropy",
        "x = Conv2D(3, (2, 2), padding='same', activation='relu', activity_regularizer=L1(1e-3))(input_img)\n"
        "decoded = Conv2D(1, (2, 2), padding='same', activation='sigmoid', kernel_regularizer=L2(1e-2))(x)",
        (4, 3, 2),
        batch=3,
        loss="binary_crossentropy",
    ),
)
