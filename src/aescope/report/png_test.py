"""Our PNG files read back, pixel for pixel, by another library."""

import io

import numpy as np
import pytest
from PIL import Image

from aescope.report.png import data_uri, encode

RANDOM = np.random.default_rng(0)


@pytest.mark.parametrize(
    "bitmap",
    [
        RANDOM.integers(0, 256, (7, 5), dtype=np.uint8),
        RANDOM.integers(0, 256, (4, 9, 3), dtype=np.uint8),
        np.zeros((1, 1), np.uint8),
        np.add.outer(np.arange(200), np.arange(200)).astype(np.uint8),
        np.full((3, 2, 3), 255, np.uint8),
    ],
    ids=["grey noise", "colour noise", "one pixel", "a ramp that wraps", "white"],
)
def test_pixels_come_back_as_they_were(bitmap):
    read = np.asarray(Image.open(io.BytesIO(encode(bitmap))))
    assert np.array_equal(read, bitmap)


def test_a_smooth_picture_is_stored_small():
    ramp = np.add.outer(np.arange(200), np.arange(200)).astype(np.uint8)
    assert len(encode(ramp)) < 500 < ramp.size / 50


def test_an_address_carries_the_file_itself():
    assert data_uri(b"\x89PNG") == "data:image/png;base64,iVBORw=="
