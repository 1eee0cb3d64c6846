"""Conv2D and Conv2DTranspose: where the padding goes, what size comes out, which way the kernel lies.

No dilated Conv2DTranspose: TensorFlow refuses it on a CPU.
"""

from tests.parity.case import Case

_HEAD = "decoded = Conv2D(1, (1, 1))(x)"


def _case(name: str, layer: str, shape: tuple[int, int, int] = (7, 6, 2)) -> Case:
    return Case(name, f"x = {layer}(input_img)\n{_HEAD}", shape)


CONVOLUTIONS = (
    _case("conv2d_valid", "Conv2D(3, (3, 3))"),
    _case("conv2d_same", "Conv2D(3, (3, 3), padding='same')"),
    _case("conv2d_same_kernel_2", "Conv2D(3, (2, 2), padding='same')"),
    _case("conv2d_same_kernel_4", "Conv2D(3, 4, padding='same')"),
    _case("conv2d_same_kernel_2_by_5", "Conv2D(3, (2, 5), padding='same')"),
    _case("conv2d_valid_kernel_2_by_3", "Conv2D(3, kernel_size=(2, 3), padding='valid')"),
    _case("conv2d_kernel_1", "Conv2D(filters=4, kernel_size=1)"),
    _case("conv2d_kernel_5_on_small_picture", "Conv2D(2, (5, 5), padding='same')", (3, 4, 2)),
    _case("conv2d_same_stride_2", "Conv2D(3, (3, 3), strides=2, padding='same')"),
    _case("conv2d_same_stride_2_odd_sizes", "Conv2D(3, (3, 3), strides=(2, 2), padding='same')", (7, 5, 2)),
    _case("conv2d_same_stride_2_kernel_2", "Conv2D(3, (2, 2), strides=2, padding='same')", (7, 6, 2)),
    _case("conv2d_same_stride_2_kernel_4", "Conv2D(3, (4, 4), strides=2, padding='same')", (7, 6, 2)),
    _case("conv2d_same_stride_2_kernel_5", "Conv2D(2, (5, 5), strides=2, padding='same')", (8, 7, 2)),
    _case("conv2d_same_stride_3", "Conv2D(3, (3, 3), strides=3, padding='same')", (8, 7, 2)),
    _case("conv2d_same_stride_3_kernel_2", "Conv2D(3, (2, 2), strides=(3, 3), padding='same')", (8, 7, 2)),
    _case("conv2d_same_stride_above_kernel", "Conv2D(3, (1, 1), strides=2, padding='same')", (7, 6, 2)),
    _case("conv2d_same_strides_2_by_1", "Conv2D(3, (3, 3), strides=(2, 1), padding='same')"),
    _case("conv2d_valid_stride_2", "Conv2D(3, (3, 3), strides=(2, 2))"),
    _case("conv2d_valid_stride_3_kernel_2", "Conv2D(3, 2, strides=3)", (8, 7, 2)),
    _case("conv2d_same_dilation_2", "Conv2D(2, (3, 3), dilation_rate=2, padding='same')"),
    _case("conv2d_valid_dilation_2", "Conv2D(2, (3, 3), dilation_rate=(2, 2))"),
    _case("conv2d_same_dilation_2_kernel_2", "Conv2D(2, (2, 2), dilation_rate=2, padding='same')"),
    _case("conv2d_same_dilation_1_by_3", "Conv2D(2, (3, 2), dilation_rate=(1, 3), padding='same')"),
    _case("conv2d_groups_2", "Conv2D(4, (3, 3), groups=2, padding='same')"),
    _case("conv2d_no_bias", "Conv2D(3, (3, 3), padding='same', use_bias=False)"),
    _case("conv2d_positional", "Conv2D(3, (3, 2), (2, 1), 'same')"),
    _case("conv2d_activation_relu", "Conv2D(3, (3, 3), activation='relu', padding='same')"),
    _case("conv2d_activation_sigmoid", "Conv2D(3, (3, 3), activation='sigmoid', padding='same')"),
    _case("conv2d_activation_tanh", "Conv2D(3, (3, 3), activation='tanh', padding='same')"),
    _case("conv2d_activation_softmax", "Conv2D(3, (3, 3), activation='softmax', padding='same')"),
    _case("conv2d_activation_elu", "Conv2D(3, (3, 3), activation='elu', padding='same')"),
    _case("conv2d_activation_leaky_relu", "Conv2D(3, (3, 3), activation='leaky_relu', padding='same')"),
    _case("conv2d_activation_linear", "Conv2D(3, (3, 3), activation='linear', padding='same')"),
    Case(
        "conv2d_two_in_a_row",
        "x = Conv2D(3, (3, 3), activation='relu', padding='same')(input_img)\n"
        "x = Conv2D(2, (2, 2), activation='relu', padding='same')(x)\n"
        "decoded = Conv2D(1, (3, 3), padding='same')(x)",
        (6, 5, 2),
    ),
)

TRANSPOSED = (
    _case("conv2d_transpose_valid", "Conv2DTranspose(3, (3, 3))", (4, 3, 2)),
    _case("conv2d_transpose_same", "Conv2DTranspose(3, (3, 3), padding='same')", (4, 3, 2)),
    _case("conv2d_transpose_same_kernel_2", "Conv2DTranspose(3, (2, 2), padding='same')", (4, 3, 2)),
    _case("conv2d_transpose_same_kernel_4", "Conv2DTranspose(3, (4, 4), padding='same')", (5, 4, 2)),
    _case("conv2d_transpose_same_stride_2", "Conv2DTranspose(3, (3, 3), strides=2, padding='same')", (4, 3, 2)),
    _case(
        "conv2d_transpose_same_stride_2_kernel_2", "Conv2DTranspose(3, (2, 2), strides=2, padding='same')", (4, 3, 2)
    ),
    _case(
        "conv2d_transpose_same_stride_2_kernel_4", "Conv2DTranspose(3, (4, 4), strides=2, padding='same')", (4, 3, 2)
    ),
    _case(
        "conv2d_transpose_same_stride_2_kernel_5", "Conv2DTranspose(2, (5, 5), strides=2, padding='same')", (4, 3, 2)
    ),
    _case("conv2d_transpose_same_stride_3", "Conv2DTranspose(3, (3, 3), strides=3, padding='same')", (3, 2, 2)),
    _case(
        "conv2d_transpose_same_stride_3_kernel_2",
        "Conv2DTranspose(3, (2, 2), strides=(3, 3), padding='same')",
        (3, 2, 2),
    ),
    _case("conv2d_transpose_same_stride_above_kernel", "Conv2DTranspose(3, 1, strides=2, padding='same')", (3, 4, 2)),
    _case("conv2d_transpose_valid_stride_2", "Conv2DTranspose(3, (3, 3), strides=2)", (4, 3, 2)),
    _case("conv2d_transpose_valid_stride_2_kernel_2", "Conv2DTranspose(3, (2, 2), strides=2)", (4, 3, 2)),
    _case("conv2d_transpose_valid_stride_3_kernel_2", "Conv2DTranspose(3, (2, 2), strides=3)", (3, 2, 2)),
    _case("conv2d_transpose_strides_2_by_1", "Conv2DTranspose(3, (3, 2), strides=(2, 1), padding='same')", (4, 3, 2)),
    _case(
        "conv2d_transpose_same_output_padding",
        "Conv2DTranspose(3, (3, 3), strides=2, padding='same', output_padding=1)",
        (4, 3, 2),
    ),
    _case(
        "conv2d_transpose_same_output_padding_0",
        "Conv2DTranspose(3, (3, 3), strides=2, padding='same', output_padding=(0, 0))",
        (4, 3, 2),
    ),
    _case(
        "conv2d_transpose_valid_output_padding",
        "Conv2DTranspose(3, (3, 3), strides=(2, 2), output_padding=(1, 0))",
        (4, 3, 2),
    ),
    _case("conv2d_transpose_no_bias", "Conv2DTranspose(3, (3, 3), padding='same', use_bias=False)", (4, 3, 2)),
    _case(
        "conv2d_transpose_relu",
        "Conv2DTranspose(3, (3, 3), strides=2, activation='relu', padding='same')",
        (4, 3, 2),
    ),
)
