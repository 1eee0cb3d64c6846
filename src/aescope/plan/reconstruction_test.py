"""An output that is not the picture's shape is refused with both sizes and a mend that works."""

import pytest

from aescope.plan import resolve
from tests.small_plan import experiment, refusal

POOL, UP = "x = MaxPooling2D((2, 2), padding='same')(x)\n", "x = UpSampling2D((2, 2))(x)\n"
LAST = "decoded = Conv2D(1, (3, 3), padding='same')(x)"


def test_28_pixels_through_three_poolings_are_refused_with_both_sizes():
    code = "x = Conv2D(4, (3, 3), padding='same')(img)\n" + 3 * POOL + 3 * UP + LAST
    assert refusal(code, (28, 28, 1)) == (
        "log.md:17: 28x28 through three halvings gives 32x32; expected 28x28 again. End the decoder with "
        "Cropping2D((2, 2)), or bring the images to a multiple of 8 (`Alterations = pad 32x32`)."
    )


def test_the_mends_that_it_names_mend_it():
    code = "x = Conv2D(4, (3, 3), padding='same')(img)\n" + 3 * POOL + 3 * UP + LAST
    assert resolve(experiment(code), (32, 32, 1)).output_shape == (32, 32, 1)
    cropped = f"{code}\ndecoded = Cropping2D((2, 2))(decoded)"
    assert resolve(experiment(cropped), (28, 28, 1)).output_shape == (28, 28, 1)


def test_an_odd_excess_is_cropped_unevenly():
    code = "x = Conv2D(4, (3, 3), padding='same')(img)\n" + POOL + UP + LAST
    message = refusal(code, (7, 9, 1))
    assert message.startswith("log.md:13: 7x9 through one halving gives 8x10; expected 7x9 again. ")
    assert "Cropping2D(((0, 1), (0, 1)))" in message
    assert "`Alterations = pad 8x10`" in message
    cropped = f"{code}\ndecoded = Cropping2D(((0, 1), (0, 1)))(decoded)"
    assert resolve(experiment(cropped), (7, 9, 1)).output_shape == (7, 9, 1)


def test_an_output_that_is_too_small_is_told_to_grow():
    assert refusal("x = Conv2D(4, (3, 3), padding='same')(img)\n" + POOL + LAST) == (
        "log.md:12: 8x8 through one halving gives 4x4; expected 8x8 again. Enlarge as often and by as much as the "
        "encoder reduces, with padding='same' in every layer."
    )


def test_channels_that_do_not_fit_name_both_numbers():
    assert refusal("decoded = Conv2D(1, 1)(img)", (8, 8, 3)) == (
        "log.md:10: the decoder ends with 1 channel(s), the images have 3; expected as many. "
        "End it with Conv2D(3, ...) or bring the images to 1 (`Channels = ...`)."
    )


@pytest.mark.parametrize(
    ("last", "found", "mend"),
    [
        ("Dense(64)", "64 numbers", "End it with Reshape((8, 8, 1))."),
        ("Dense(5)", "5 numbers", "End it with Dense(64) and Reshape((8, 8, 1))."),
    ],
)
def test_an_output_that_is_no_picture_is_told_to_be_reshaped(last, found, mend):
    assert refusal(f"x = Flatten()(img)\ndecoded = {last}(x)") == (
        f"log.md:11: the decoder ends with {found}; expected a picture, 8x8x1. {mend}"
    )


def test_strided_and_transposed_convolutions_come_back():
    code = (
        "x = Conv2D(4, 3, strides=2, padding='same')(img)\n"
        "decoded = Conv2DTranspose(1, 3, strides=2, padding='same')(x)"
    )
    assert resolve(experiment(code), (8, 6, 1)).output_shape == (8, 6, 1)
    assert "through one halving" in refusal(code, (7, 6, 1))
