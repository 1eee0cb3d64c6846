import numpy as np
import pytest

from aescope.errors import ImagesError
from aescope.images.fit_channels import fit_channels
from tests.small_images import asked, counts, images_of

PLATE = ("FITC", "TexasRed", "Brightfield")


def images(*channels):
    return images_of(counts(4, 6, 8, len(channels), kind=np.uint8, high=256), channels=channels)


def test_channels_that_fit_stay_as_they_are():
    for wanted in (3, None):
        given = images(*PLATE)
        assert fit_channels(given, asked(), wanted) is given


def test_colour_for_one_filter_becomes_grey_and_the_other_mend_is_offered():
    fitted = fit_channels(images("red", "green", "blue"), asked(), 1)
    assert fitted.channels == ("grey",)
    assert [event.step.name for event in fitted.history] == ["grey"]
    assert fitted.notes[-1].proposal == "Conv2D(3, ...)"


def test_several_stains_for_one_filter_become_pictures_of_their_own_without_brightfield():
    fitted = fit_channels(images(*PLATE), asked(), 1)
    assert fitted.values.shape == (8, 6, 8, 1)
    assert [picture.stain for picture in fitted.pictures[:2]] == ["FITC", "TexasRed"]
    assert [event.step.name for event in fitted.history] == ["channels", "stains apart"]
    assert fitted.notes[0].proposal == "Channels = FITC, TexasRed, Brightfield"


def test_brightfield_that_is_asked_for_stays():
    fitted = fit_channels(images(*PLATE), asked(channels="FITC, TexasRed, Brightfield"), 1)
    assert {picture.stain for picture in fitted.pictures} == set(PLATE)


def test_two_stains_for_two_filters_leave_brightfield_out():
    assert fit_channels(images(*PLATE), asked(), 2).channels == ("FITC", "TexasRed")


def test_one_stain_beside_brightfield_is_enough_for_one_filter():
    fitted = fit_channels(images("DAPI", "TL"), asked(), 1)
    assert fitted.channels == ("DAPI",)
    assert len(fitted.values) == 4


@pytest.mark.parametrize(
    ("channels", "wanted", "says"),
    [
        (("DAPI", "GFP", "RFP"), 2, r"gives 2 channel\(s\).* have 3 \(DAPI, GFP, RFP\)\. Write `Channels = DAPI, GFP`"),
        (("grey",), 3, r"gives 3 channel\(s\).* have 1 \(grey\)\. End it with Conv2D\(1, \.\.\.\)"),
    ],
)
def test_anything_else_is_refused_with_a_proposal(channels, wanted, says):
    with pytest.raises(ImagesError, match=says):
        fit_channels(images(*channels), asked(), wanted)
