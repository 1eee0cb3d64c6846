import gzip

import numpy as np
import pytest

from aescope.errors import ImagesError
from tests.shared_data import shared
from tests.small_images import counts, read


def idx(values, code):
    header = bytes([0, 0, code, values.ndim]) + b"".join(size.to_bytes(4, "big") for size in values.shape)
    return header + values.tobytes()


PICTURES = counts(6, 8, 9, kind=np.uint8, high=256)
LABELS = np.array([3, 1, 4, 1, 5, 9], np.uint8)


@pytest.mark.parametrize("packed", [False, True])
def test_pictures_come_with_the_labels_that_lie_beside(tmp_path, packed):
    pack, end = (gzip.compress, ".gz") if packed else (bytes, "")
    (tmp_path / f"train-images-idx3-ubyte{end}").write_bytes(pack(idx(PICTURES, 8)))
    (tmp_path / f"train-labels-idx1-ubyte{end}").write_bytes(pack(idx(LABELS, 8)))
    images = read(tmp_path)
    np.testing.assert_array_equal(images.values[..., 0], PICTURES)
    assert [picture.label for picture in images.pictures] == ["3", "1", "4", "1", "5", "9"]


def test_the_official_test_part_is_left_out_and_said(tmp_path):
    (tmp_path / "train-images-idx3-ubyte").write_bytes(idx(PICTURES, 8))
    (tmp_path / "t10k-images-idx3-ubyte").write_bytes(idx(PICTURES[:2], 8))
    images = read(tmp_path)
    assert len(images.values) == 6
    assert "t10k-images-idx3-ubyte: the set's official test part" in images.notes[0].says
    assert len(read(tmp_path / "t10k-images-idx3-ubyte").values) == 2


def test_two_bytes_big_endian_are_read(tmp_path):
    stored = counts(3, 8, 9, kind=np.int16)
    (tmp_path / "a-idx3-ubyte").write_bytes(idx(stored.astype(">i2"), 0x0B))
    np.testing.assert_array_equal(read(tmp_path).values[..., 0], stored)


def test_a_file_cut_short_and_labels_alone_are_refused(tmp_path):
    (tmp_path / "a-idx3-ubyte").write_bytes(idx(PICTURES, 8)[:-10])
    (tmp_path / "b").write_bytes(idx(LABELS, 8))
    with pytest.raises(ImagesError, match="ends early: its header promises 432 bytes, 422 are there"):
        read(tmp_path / "a-idx3-ubyte")
    with pytest.raises(ImagesError, match="labels, not pictures"):
        read(tmp_path / "b")


def test_gzip_with_something_else_in_it_is_refused(tmp_path):
    (tmp_path / "a.gz").write_bytes(gzip.compress(b"hello"))
    with pytest.raises(ImagesError, match=r"a\.gz: is packed with gzip, but holds no idx file"):
        read(tmp_path / "a.gz")


@pytest.mark.real
@pytest.mark.parametrize(("name", "count", "mean"), [("mnist", 10000, 0.1325), ("fashion-mnist", 8000, 0.2851)])
def test_the_real_sets_have_the_counts_and_means_of_their_readmes(name, count, mean):
    images = read(shared("data", name))
    assert images.values.shape == (count, 28, 28, 1)
    assert images.history[0].mean / 255 == pytest.approx(mean, abs=5e-5)
    assert {picture.label for picture in images.pictures} == set("0123456789")
