import numpy as np
import pytest
import tifffile

from aescope.errors import ImagesError
from aescope.images import look
from tests.shared_data import shared
from tests.small_images import counts, read


def written(path, values, **options):
    tifffile.imwrite(path, values, **options)
    return path


@pytest.mark.parametrize("kind", [np.uint8, np.uint16, np.int16, np.uint32, np.float32, np.float64])
def test_counts_come_as_they_were_stored_whatever_their_type(tmp_path, kind):
    stored = counts(20, 30, kind=kind, high=200)
    images = read(written(tmp_path / "a.tif", stored))
    assert images.container == np.dtype(kind).name
    assert images.values.dtype == kind
    np.testing.assert_array_equal(images.values[0, ..., 0], stored)


def test_12_bits_packed_in_the_file_become_counts(tmp_path):
    stored = counts(16, 16)
    images = read(written(tmp_path / "a.tif", stored, bitspersample=12))
    np.testing.assert_array_equal(images.values[0, ..., 0], stored)


@pytest.mark.parametrize("compression", ["lzw", "zlib", "zstd", "packbits"])
def test_compressed_files_are_read(tmp_path, compression):
    stored = counts(16, 16)
    images = read(written(tmp_path / "a.tif", stored, compression=compression))
    np.testing.assert_array_equal(images.values[0, ..., 0], stored)


@pytest.mark.parametrize(("pages", "shape"), [(2, (1, 8, 9, 2)), (4, (1, 8, 9, 4)), (5, (5, 8, 9, 1))])
def test_two_to_four_pages_are_channels_and_more_are_pictures(tmp_path, pages, shape):
    stored = counts(pages, 8, 9)
    path = tmp_path / "a.tif"
    with tifffile.TiffWriter(path) as writer:
        for page in stored:
            writer.write(page, contiguous=False, metadata=None)
    assert read(path).values.shape == shape
    assert read(path, pages="pictures").values.shape == (pages, 8, 9, 1)
    channels = read(path, pages="channels").values
    np.testing.assert_array_equal(channels, np.moveaxis(stored, 0, -1)[np.newaxis])


def test_axes_say_what_pages_are(tmp_path):
    stored = counts(3, 2, 8, 9)
    path = written(tmp_path / "a.tif", stored, imagej=True, metadata={"axes": "ZCYX"})
    images = read(path)
    np.testing.assert_array_equal(images.values, np.moveaxis(stored, 1, -1))
    assert [picture.name for picture in images.pictures] == ["a.tif #plane 1", "a.tif #plane 2", "a.tif #plane 3"]
    assert {picture.group for picture in images.pictures} == {"a.tif"}, "planes of one field stay together"


def test_pages_of_unknown_meaning_are_groups_of_their_own(tmp_path):
    images = read(written(tmp_path / "a.tif", counts(6, 8, 9)))
    assert len({picture.group for picture in images.pictures}) == 6


def test_ome_axes_are_read_and_other_files_of_the_set_are_not_opened(tmp_path):
    stored = counts(2, 3, 8, 9)
    images = read(written(tmp_path / "a.ome.tif", stored, metadata={"axes": "CTYX"}))
    np.testing.assert_array_equal(images.values, np.moveaxis(stored, 0, -1))


def test_colours_are_named_and_transparency_is_left_out(tmp_path):
    stored = counts(8, 9, 4, kind=np.uint8, high=256)
    path = written(tmp_path / "a.tif", stored, photometric="rgb", extrasamples=["unassalpha"])
    images = read(path)
    assert images.channels == ("red", "green", "blue")
    np.testing.assert_array_equal(images.values[0], stored[..., :3])
    assert "transparency" in images.notes[0].says


def test_one_bit_becomes_counts_of_0_and_1(tmp_path):
    stored = counts(8, 16, high=2).astype(bool)
    images = read(written(tmp_path / "a.tif", stored, photometric="minisblack"))
    assert images.values.dtype == np.uint8
    assert images.container == "bool"
    np.testing.assert_array_equal(images.values[0, ..., 0], stored)


def test_white_as_zero_is_kept_as_stored_and_said(tmp_path):
    stored = counts(8, 9)
    images = read(written(tmp_path / "a.tif", stored, photometric="miniswhite"))
    np.testing.assert_array_equal(images.values[0, ..., 0], stored)
    assert "white as 0" in images.notes[0].says


def test_a_file_cut_short_is_refused_with_the_bytes_that_are_missing(tmp_path):
    path = written(tmp_path / "a.tif", counts(40, 40))
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(ImagesError, match=r"a\.tif: ends early.*the file has 2000"):
        read(path)


def test_a_file_larger_than_memory_is_refused_with_the_figures(tmp_path, monkeypatch):
    path = written(tmp_path / "a.tif", counts(400, 500))
    monkeypatch.setattr(look, "free_bytes", lambda: 300_000)
    with pytest.raises(ImagesError, match=r"claims 1 picture\(s\) of 400 x 500 x 1 pixels, 400 kB, but 300 kB"):
        read(path)


def test_more_pixels_than_the_bytes_can_hold_are_refused_before_they_are_decoded(tmp_path):
    path = written(tmp_path / "a.tif", counts(40, 40), compression="zlib")
    with tifffile.TiffFile(path, mode="r+b") as tiff:
        for name in ("ImageWidth", "ImageLength", "RowsPerStrip"):
            tiff.pages[0].tags[name].overwrite(20_000)
    with pytest.raises(ImagesError, match=r"a\.tif: claims 800 MB of pixels in 2\.\d kB: it is damaged"):
        read(path)


@pytest.mark.real
def test_the_unusual_files_have_the_values_that_tifffile_gives():
    folder = shared("data", "readers")
    compared = 0
    for path in sorted(folder.glob("imagetiff-seq-*.tiff")):
        stored = tifffile.imread(path)
        if stored.any() and "rgba" not in path.name:
            values = read(path).values
            assert float(values.mean()) == pytest.approx(float(stored.mean())), path.name
            compared += 1
    assert compared > 30
