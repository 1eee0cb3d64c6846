import numpy as np
import pytest

from aescope.errors import ImagesError
from tests.small_images import counts, read


@pytest.mark.parametrize(
    ("shape", "read_as"),
    [
        ((20, 30), (1, 20, 30, 1)),
        ((7, 20, 30), (7, 20, 30, 1)),
        ((20, 30, 3), (1, 20, 30, 3)),
        ((7, 20, 30, 1), (7, 20, 30, 1)),
        ((7, 20, 30, 5), (7, 20, 30, 5)),
        ((7, 3, 20, 30), (7, 20, 30, 3)),
    ],
)
def test_the_shape_tells_the_axes(tmp_path, shape, read_as):
    stored = counts(*shape)
    np.save(tmp_path / "a.npy", stored)
    values = read(tmp_path / "a.npy").values
    assert values.shape == read_as
    if shape == (7, 3, 20, 30):
        np.testing.assert_array_equal(values, stored.transpose(0, 2, 3, 1))
    else:
        np.testing.assert_array_equal(values, stored.reshape(read_as))


def test_channels_that_come_first_are_moved_and_that_is_said(tmp_path):
    np.save(tmp_path / "a.npy", counts(7, 3, 20, 30))
    assert "channels come first" in read(tmp_path / "a.npy").notes[0].says


@pytest.mark.parametrize("kind", ["<u2", ">u2", "f4", "f8", "i4", "?"])
def test_counts_come_as_they_were_stored(tmp_path, kind):
    stored = counts(3, 8, 9, high=2).astype(kind)
    np.save(tmp_path / "a.npy", stored)
    np.testing.assert_array_equal(read(tmp_path / "a.npy").values[..., 0], stored)


def test_python_objects_are_never_unpickled(tmp_path):
    np.save(tmp_path / "a.npy", np.array([{"a": 1}], dtype=object), allow_pickle=True)
    with pytest.raises(ImagesError, match=r"a\.npy: holds Python objects, which are never unpickled"):
        read(tmp_path / "a.npy")


@pytest.mark.parametrize("shape", [(5,), (0, 8, 8), (2, 3, 4, 5, 6), (7, 20, 30, 40)])
def test_an_array_that_is_no_pictures_is_refused_with_its_shape(tmp_path, shape):
    np.save(tmp_path / "a.npy", np.ones(shape))
    with pytest.raises(ImagesError, match=r"a\.npy"):
        read(tmp_path / "a.npy")


def test_values_that_are_no_numbers_are_counted(tmp_path):
    stored = np.ones((3, 8, 9))
    stored[1, 2, 3:5] = np.nan
    np.save(tmp_path / "a.npy", stored)
    with pytest.raises(ImagesError, match=r"a\.npy: has 2 value\(s\) that are no numbers"):
        read(tmp_path / "a.npy")


def test_a_file_cut_short_is_refused(tmp_path):
    np.save(tmp_path / "a.npy", counts(3, 8, 9))
    (tmp_path / "a.npy").write_bytes((tmp_path / "a.npy").read_bytes()[:300])
    with pytest.raises(ImagesError, match=r"a\.npy: ends early: its header promises 432 bytes, 172 are there"):
        read(tmp_path / "a.npy")


def test_keras_sets_have_their_training_pictures_with_labels(tmp_path):
    x, y = counts(6, 8, 9, kind=np.uint8, high=256), np.arange(6)
    np.savez_compressed(tmp_path / "a.npz", x_train=x, y_train=y, x_test=x[:2], y_test=y[:2])
    images = read(tmp_path / "a.npz")
    np.testing.assert_array_equal(images.values[..., 0], x)
    assert [picture.label for picture in images.pictures] == ["0", "1", "2", "3", "4", "5"]
    assert "left out: x_test, y_test" in images.notes[0].says


def test_an_npz_of_several_arrays_without_known_names_is_refused_with_them(tmp_path):
    np.savez(tmp_path / "a.npz", first=np.ones((3, 8, 8)), second=np.ones((3, 8, 8)))
    with pytest.raises(ImagesError, match=r"first \(3, 8, 8\), second \(3, 8, 8\); name the one"):
        read(tmp_path / "a.npz")
