import struct
import zlib

import imagecodecs
import numpy as np
import pytest

from aescope.errors import ImagesError
from tests.shared_data import shared
from tests.small_images import counts, read


def written(path, values):
    path.write_bytes(imagecodecs.png_encode(values))
    return path


@pytest.mark.parametrize("kind", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [1, 3])
def test_all_bits_are_kept(tmp_path, kind, channels):
    shape = (12, 10, channels)[: 2 if channels == 1 else 3]
    stored = counts(*shape, kind=kind, high=np.iinfo(kind).max)
    images = read(written(tmp_path / "a.png", stored))
    assert images.container == np.dtype(kind).name
    np.testing.assert_array_equal(images.values[0], stored.reshape(12, 10, channels))


def test_colour_that_is_grey_is_one_channel_and_on_record(tmp_path):
    grey = counts(12, 10, kind=np.uint8, high=256)
    stored = np.stack([grey, grey, grey, np.full_like(grey, 255)], axis=-1)
    for number in range(3):
        written(tmp_path / f"{number}.png", stored)
    images = read(tmp_path)
    assert images.values.shape == (3, 12, 10, 1)
    assert images.channels == ("grey",)
    assert [event.step.name for event in images.history] == ["read", "equal colours"]


def test_one_coloured_picture_keeps_the_colours_of_all(tmp_path):
    grey = counts(12, 10, kind=np.uint8, high=256)
    colour = counts(12, 10, 3, kind=np.uint8, high=256, seed=1)
    written(tmp_path / "1.png", np.stack([grey] * 3, axis=-1))
    written(tmp_path / "2.png", colour)
    written(tmp_path / "3.png", grey)
    images = read(tmp_path)
    assert images.channels == ("red", "green", "blue")
    np.testing.assert_array_equal(images.values[0], np.stack([grey] * 3, axis=-1))
    np.testing.assert_array_equal(images.values[1], colour)
    np.testing.assert_array_equal(images.values[2], np.stack([grey] * 3, axis=-1))


def test_a_wrong_checksum_and_a_missing_end_are_refused(tmp_path):
    good = imagecodecs.png_encode(counts(12, 10))
    (tmp_path / "cut.png").write_bytes(good[:-12])
    flipped = bytearray(good)
    flipped[50] ^= 1
    (tmp_path / "flipped.png").write_bytes(bytes(flipped))
    with pytest.raises(ImagesError, match=r"cut\.png: ends early"):
        read(tmp_path / "cut.png")
    with pytest.raises(ImagesError, match=r"flipped\.png: is damaged: wrong checksum"):
        read(tmp_path / "flipped.png")


def test_a_picture_larger_than_memory_is_refused_before_it_is_decoded(tmp_path):
    header = struct.pack(">IIBBBBB", 4_000_000, 4_000_000, 8, 0, 0, 0, 0)
    chunk = b"IHDR" + header
    (tmp_path / "a.png").write_bytes(
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + struct.pack(">I", zlib.crc32(chunk))
    )
    with pytest.raises(ImagesError, match=r"claims 1 picture.*16 TB"):
        read(tmp_path / "a.png")


@pytest.mark.real
def test_the_nuclei_are_grey_though_stored_as_colour():
    folder = shared("data", "dsb2018-nuclei", "fluorescence")
    images = read(folder, alterations="crop 256x256")
    assert images.values.shape == (78, 256, 256, 1)
    assert images.history[0].maximum == 255
    with pytest.raises(ImagesError, match=r"256 x 256 \(70\), 360 x 360 \(8\)"):
        read(folder)
