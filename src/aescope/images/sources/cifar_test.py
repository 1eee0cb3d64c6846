import pickle

import numpy as np
import pytest

from aescope.errors import ImagesError
from tests.shared_data import shared
from tests.small_images import counts, read

ROWS = counts(5, 3072, kind=np.uint8, high=256)
PICTURES = ROWS.reshape(5, 3, 32, 32).transpose(0, 2, 3, 1)


@pytest.mark.parametrize("protocol", [2, 3, 4])
def test_a_python_batch_is_read_with_the_names_of_its_classes(tmp_path, protocol):
    batch = {b"data": ROWS, b"labels": [0, 1, 2, 1, 0], b"filenames": [b"a", b"b", b"c", b"d", b"e"]}
    (tmp_path / "data_batch_1").write_bytes(pickle.dumps(batch, protocol))
    (tmp_path / "batches.meta").write_bytes(pickle.dumps({"label_names": ["cat", "dog", "ship"]}, protocol))
    images = read(tmp_path)
    np.testing.assert_array_equal(images.values, PICTURES)
    assert images.channels == ("red", "green", "blue")
    assert [picture.label for picture in images.pictures] == ["cat", "dog", "ship", "dog", "cat"]


def test_a_pickle_that_calls_something_is_refused_and_nothing_is_called(tmp_path):
    target = tmp_path / "executed"

    class Hostile:
        def __reduce__(self):
            return (open, (str(target), "w"))

    (tmp_path / "data_batch_1").write_bytes(pickle.dumps({"data": ROWS, "labels": [Hostile()]}, 2))
    with pytest.raises(ImagesError, match=r"data_batch_1: is a pickle that names .*open: only plain data"):
        read(tmp_path / "data_batch_1")
    assert not target.exists()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ({"labels": [1]}, "no CIFAR batch"),
        ({"data": ROWS[:, :10]}, "no CIFAR batch"),
        ({"data": ROWS.astype(np.int32)}, "only bytes"),
        ({1, 2}, "does more than hold data"),
    ],
)
def test_another_pickle_is_refused(tmp_path, content, says):
    (tmp_path / "data_batch_1").write_bytes(pickle.dumps(content, 4))
    with pytest.raises(ImagesError, match=says):
        read(tmp_path / "data_batch_1")


def test_a_pickle_cut_short_is_refused(tmp_path):
    (tmp_path / "data_batch_1").write_bytes(pickle.dumps({"data": ROWS}, 2)[:-500])
    with pytest.raises(ImagesError, match="data_batch_1"):
        read(tmp_path / "data_batch_1")


def test_binary_batches_are_read_with_the_names_of_their_classes(tmp_path):
    labels = np.array([0, 1, 2, 1, 0], np.uint8)
    (tmp_path / "data_batch_1.bin").write_bytes(np.column_stack([labels, ROWS]).tobytes())
    (tmp_path / "batches.meta.txt").write_text("cat\ndog\nship\n\n")
    images = read(tmp_path)
    np.testing.assert_array_equal(images.values, PICTURES)
    assert [picture.label for picture in images.pictures] == ["cat", "dog", "ship", "dog", "cat"]


@pytest.mark.real
def test_the_real_batches_have_the_counts_of_their_readme():
    python = read(shared("data", "cifar10", "cifar-10-batches-py"))
    assert python.values.shape == (4000, 32, 32, 3)
    assert python.history[0].mean / 255 == pytest.approx(0.4727, abs=5e-5)
    np.testing.assert_array_equal(np.percentile(python.values, [0, 1, 50, 99, 100]), [0, 4, 116, 254, 255])
    binary = read(shared("data", "cifar10", "cifar-10-batches-bin"))
    np.testing.assert_array_equal(binary.values, python.values[:100])
    assert [each.label for each in binary.pictures] == [each.label for each in python.pictures[:100]]
