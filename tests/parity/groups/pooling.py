"""Pooling and up-sampling: borders that no window fills, ties, strides that are not the window's size."""

from tests.parity.case import Case, Listed, Uniform, Weights, Whole


def _between(name: str, layer: str, shape: tuple[int, int, int] = (7, 6, 2)) -> Case:
    code = f"x = Conv2D(2, (1, 1))(input_img)\nx = {layer}(x)\ndecoded = Conv2D(1, (1, 1))(x)"
    return Case(name, code, shape)


def _ties(name: str, layer: str, shape: tuple[int, int, int] = (6, 6, 2), xla: bool = True) -> Case:
    return Case(
        name,
        f"x = Conv2D(2, (2, 2), padding='same')(input_img)\nx = {layer}(x)\ndecoded = Conv2D(1, (1, 1))(x)",
        shape,
        inputs=Whole(0, 2),
        targets=Whole(0, 3),
        weights=Weights(kernel=Whole(-1, 1), bias=Listed((0.0,))),
        xla=xla,
        note="many windows hold their maximum twice, made of different inputs: the gradient goes to one of them",
    )


_BELOW_ZERO = Weights(bias=Uniform(-6, -5))

POOLING = (
    _between("max_pooling2d_default", "MaxPooling2D()", (6, 4, 2)),
    _between("max_pooling2d_valid_odd_sizes", "MaxPooling2D((2, 2))", (7, 5, 2)),
    _between("max_pooling2d_same_odd_sizes", "MaxPooling2D((2, 2), padding='same')", (7, 5, 2)),
    _between("max_pooling2d_same_3_on_8_by_7", "MaxPooling2D((3, 3), padding='same')", (8, 7, 2)),
    _between("max_pooling2d_same_3_stride_2", "MaxPooling2D((3, 3), strides=2, padding='same')"),
    _between("max_pooling2d_same_3_stride_1", "MaxPooling2D((3, 3), strides=(1, 1), padding='same')"),
    _between("max_pooling2d_same_2_stride_3", "MaxPooling2D((2, 2), strides=3, padding='same')", (8, 7, 2)),
    _between("max_pooling2d_valid_3_stride_2", "MaxPooling2D(3, strides=2)", (8, 7, 2)),
    _between("max_pooling2d_valid_2_stride_3", "MaxPooling2D(2, 3)", (8, 7, 2)),
    _between("max_pooling2d_2_by_3", "MaxPooling2D(pool_size=(2, 3), padding='same')", (7, 7, 2)),
    Case(
        "max_pooling2d_same_all_below_zero",
        "x = Conv2D(2, (1, 1))(input_img)\nx = MaxPooling2D((2, 2), padding='same')(x)\ndecoded = Conv2D(1, 1)(x)",
        (5, 5, 2),
        weights=_BELOW_ZERO,
        note="a border padded with zeros would win every window that it touches",
    ),
    _ties("max_pooling2d_ties", "MaxPooling2D((2, 2), padding='same')"),
    _ties("max_pooling2d_ties_odd_sizes", "MaxPooling2D((2, 2), padding='same')", (7, 5, 2)),
    _ties("max_pooling2d_ties_overlapping", "MaxPooling2D((3, 3), strides=2, padding='same')", xla=False),
    _ties("max_pooling2d_ties_stride_1", "MaxPooling2D((2, 2), strides=1)"),
    Case(
        "max_pooling2d_first_of_two",
        "x = MaxPooling2D((2, 2))(input_img)\ndecoded = Conv2D(1, (1, 1))(x)",
        (2, 4, 1),
        batch=1,
        inputs=Listed((3, 1, 0, 3, 3, 0, 1, 3)),
        targets=Listed((1, 2)),
        weights=Weights(kernel=Listed((1.0,)), bias=Listed((0.0,))),
        note="small enough to be worked by hand",
    ),
    _between("average_pooling2d_one_number", "AveragePooling2D(2)", (6, 4, 2)),
    _between("average_pooling2d_valid_odd_sizes", "AveragePooling2D((2, 2))", (7, 5, 2)),
    _between("average_pooling2d_same_odd_sizes", "AveragePooling2D((2, 2), padding='same')", (7, 5, 2)),
    _between("average_pooling2d_same_3_on_8_by_7", "AveragePooling2D((3, 3), padding='same')", (8, 7, 2)),
    _between("average_pooling2d_same_3_stride_2", "AveragePooling2D((3, 3), strides=2, padding='same')"),
    _between("average_pooling2d_same_3_stride_1", "AveragePooling2D((3, 3), strides=1, padding='same')"),
    _between("average_pooling2d_same_2_stride_3", "AveragePooling2D((2, 2), strides=3, padding='same')", (8, 7, 2)),
    _between("average_pooling2d_valid_3_stride_2", "AveragePooling2D(3, strides=2)", (8, 7, 2)),
    _between("average_pooling2d_2_by_3", "AveragePooling2D(pool_size=(2, 3), padding='same')", (7, 7, 2)),
    Case(
        "global_average_pooling2d",
        "x = Conv2D(3, (2, 2), padding='same')(input_img)\nx = GlobalAveragePooling2D()(x)\n"
        "x = Dense(12)(x)\ndecoded = Reshape((4, 3, 1))(x)",
        (4, 3, 2),
    ),
    Case(
        "global_average_pooling2d_keepdims",
        "x = Conv2D(3, (2, 2), padding='same')(input_img)\nx = GlobalAveragePooling2D(keepdims=True)(x)\n"
        "x = UpSampling2D((4, 3))(x)\ndecoded = Conv2D(1, (2, 2), padding='same')(x)",
        (4, 3, 2),
    ),
)

UP_SAMPLING = (
    _between("up_sampling2d_default", "UpSampling2D()", (3, 4, 2)),
    _between("up_sampling2d_nearest_2", "UpSampling2D((2, 2))", (3, 4, 2)),
    _between("up_sampling2d_nearest_3", "UpSampling2D(3)", (3, 2, 2)),
    _between("up_sampling2d_nearest_2_by_3", "UpSampling2D(size=(2, 3), interpolation='nearest')", (3, 2, 2)),
    _between("up_sampling2d_nearest_1_by_2", "UpSampling2D((1, 2))", (3, 2, 2)),
    _between("up_sampling2d_bilinear_2", "UpSampling2D((2, 2), interpolation='bilinear')", (3, 4, 2)),
    _between("up_sampling2d_bilinear_3", "UpSampling2D((3, 3), interpolation='bilinear')", (3, 2, 2)),
    _between("up_sampling2d_bilinear_2_by_3", "UpSampling2D((2, 3), interpolation='bilinear')", (4, 3, 2)),
    _between("up_sampling2d_bilinear_1_by_2", "UpSampling2D((1, 2), interpolation='bilinear')", (3, 4, 2)),
    _between("up_sampling2d_bilinear_of_one_row", "UpSampling2D((2, 2), interpolation='bilinear')", (1, 4, 2)),
)
