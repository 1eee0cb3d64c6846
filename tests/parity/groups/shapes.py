"""Layers that move numbers about: the order of Flatten and Reshape, Dense on any rank, borders, branches."""

from tests.parity.case import Case


def _around(name: str, layer: str, shape: tuple[int, int, int] = (5, 4, 2)) -> Case:
    code = f"x = Conv2D(2, (2, 2), padding='same')(input_img)\nx = {layer}(x)\ndecoded = Conv2D(1, (1, 1))(x)"
    return Case(name, code, shape)


SHAPES = (
    Case(
        "flatten_dense_reshape",
        "x = Flatten()(input_img)\nx = Dense(12)(x)\ndecoded = Reshape((3, 2, 2))(x)",
        (3, 2, 2),
    ),
    Case(
        "flatten_after_convolution",
        "x = Conv2D(3, (2, 2), padding='same')(input_img)\nx = Flatten()(x)\nx = Dense(4, activation='relu')(x)\n"
        "x = Dense(12)(x)\nx = Reshape((2, 3, 2))(x)\ndecoded = Conv2D(1, (2, 2), padding='same')(x)",
        (2, 3, 2),
    ),
    Case(
        "reshape_with_minus_one",
        "x = Conv2D(4, (2, 2), padding='same')(input_img)\nx = Reshape((-1, 2, 2))(x)\n"
        "decoded = Conv2D(1, (2, 2), padding='same')(x)",
        (4, 3, 1),
    ),
    Case(
        "reshape_moves_columns_to_channels",
        "x = Conv2D(2, (2, 2), padding='same')(input_img)\nx = Reshape(target_shape=(4, 2, 4))(x)\n"
        "decoded = Conv2D(2, (1, 1))(x)",
        (4, 4, 1),
    ),
    Case(
        "reshape_of_a_flat_rank",
        "x = Reshape((8,))(input_img)\nx = Dense(6)(x)\ndecoded = Reshape((3, 2, 1))(x)",
        (2, 2, 2),
    ),
    _around("dense_on_pictures", "Dense(3)", (3, 4, 2)),
    _around("dense_on_pictures_relu_no_bias", "Dense(units=3, activation='relu', use_bias=False)", (3, 4, 2)),
    Case(
        "dense_as_the_last_layer_of_pictures",
        "x = Conv2D(3, (2, 2), padding='same', activation='relu')(input_img)\ndecoded = Dense(2)(x)",
        (3, 4, 2),
    ),
    Case(
        "dense_on_rows",
        "x = Reshape((4, 6))(input_img)\nx = Dense(3, activation='tanh')(x)\nx = Flatten()(x)\n"
        "decoded = Reshape((3, 4, 1))(x)",
        (4, 3, 2),
    ),
    _around("zero_padding2d_default", "ZeroPadding2D()"),
    _around("zero_padding2d_number", "ZeroPadding2D(2)"),
    _around("zero_padding2d_pair", "ZeroPadding2D((1, 2))"),
    _around("zero_padding2d_two_pairs", "ZeroPadding2D(padding=((1, 0), (0, 2)))"),
    _around("cropping2d_number", "Cropping2D(1)"),
    _around("cropping2d_pair", "Cropping2D((2, 1))"),
    _around("cropping2d_two_pairs", "Cropping2D(cropping=((0, 1), (2, 0)))"),
    Case(
        "cropping2d_default",
        "x = ZeroPadding2D(1)(input_img)\nx = Conv2D(2, (2, 2))(x)\nx = Cropping2D()(x)\ndecoded = Conv2D(1, 1)(x)",
        (4, 3, 2),
        note="Keras 3 crops nothing by default",
    ),
    Case(
        "cropping2d_after_up_sampling",
        "x = Conv2D(2, (2, 2), padding='same')(input_img)\nx = MaxPooling2D((2, 2), padding='same')(x)\n"
        "x = UpSampling2D((2, 2))(x)\nx = Cropping2D(((0, 1), (0, 1)))(x)\n"
        "decoded = Conv2D(2, (2, 2), padding='same')(x)",
        (5, 3, 2),
    ),
    Case(
        "add_of_two",
        "a = Conv2D(3, (2, 2), padding='same')(input_img)\nb = Conv2D(3, (1, 1), activation='relu')(a)\n"
        "x = Add()([a, b])\ndecoded = Conv2D(1, (1, 1))(x)",
        (4, 3, 2),
    ),
    Case(
        "add_of_three",
        "a = Conv2D(2, (2, 2), padding='same')(input_img)\nb = Conv2D(2, (1, 1))(input_img)\n"
        "x = Add()([a, b, input_img])\ndecoded = Conv2D(1, (1, 1))(x)",
        (4, 3, 2),
    ),
    Case(
        "concatenate_default",
        "a = Conv2D(3, (2, 2), padding='same')(input_img)\nb = Conv2D(2, (1, 1), activation='relu')(input_img)\n"
        "x = Concatenate()([a, b])\ndecoded = Conv2D(1, (2, 2), padding='same')(x)",
        (4, 3, 2),
    ),
    Case(
        "concatenate_axis_3_of_three",
        "a = Conv2D(1, (2, 2), padding='same')(input_img)\nb = Conv2D(2, (1, 1))(a)\n"
        "x = Concatenate(axis=3)([b, input_img, a])\ndecoded = Conv2D(1, (1, 1))(x)",
        (4, 3, 2),
    ),
    Case(
        "concatenate_axis_1",
        "a = Conv2D(2, (2, 2), padding='same')(input_img)\nb = MaxPooling2D((2, 1))(a)\n"
        "x = Concatenate(axis=1)([a, b])\ndecoded = Conv2D(1, (2, 2), padding='same')(x)",
        (4, 3, 2),
    ),
    Case(
        "concatenate_axis_2",
        "a = Conv2D(2, (2, 2), padding='same')(input_img)\nb = Conv2D(2, (1, 1))(a)\n"
        "x = Concatenate(axis=2)([a, b])\ndecoded = Conv2D(1, (2, 2), padding='same')(x)",
        (4, 3, 2),
    ),
    Case(
        "concatenate_axis_minus_2_then_flatten",
        "a = Conv2D(2, (1, 1))(input_img)\nx = Concatenate(axis=-2)([input_img, a])\nx = Flatten()(x)\n"
        "x = Dense(12)(x)\ndecoded = Reshape((3, 4, 1))(x)",
        (3, 2, 2),
    ),
    Case(
        "encoded_is_a_side_branch",
        "x = Conv2D(3, (3, 3), activation='relu', padding='same')(input_img)\nx = MaxPooling2D((2, 2))(x)\n"
        "encoded = Flatten()(x)\nx = Conv2D(2, (3, 3), padding='same')(x)\nx = UpSampling2D((2, 2))(x)\n"
        "decoded = Conv2D(2, (3, 3), padding='same')(x)",
        (4, 4, 2),
        note="Flatten is counted among the layers of the code and is no part of the network that trains",
    ),
    Case(
        "skip_connection_round_the_bottleneck",
        "a = Conv2D(3, (3, 3), activation='relu', padding='same')(input_img)\nx = MaxPooling2D((2, 2))(a)\n"
        "encoded = Conv2D(2, (2, 2), activation='relu', padding='same')(x)\nx = UpSampling2D((2, 2))(encoded)\n"
        "x = Concatenate()([x, a])\ndecoded = Conv2D(1, (3, 3), padding='same')(x)",
        (4, 4, 1),
    ),
)
