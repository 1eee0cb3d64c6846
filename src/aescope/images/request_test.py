from pathlib import Path

import pytest

from aescope.errors import ImagesError
from aescope.images import reading_key, request
from aescope.records import Bullet, DataEntry, Place, Step
from tests.small_images import asked

LINE = Place("log.md", 7)
ENTRY = DataEntry(
    "cells",
    (
        Bullet("place", "plate/", Place("log.md", 3)),
        Bullet("channels", "FITC", Place("log.md", 3)),
        Bullet("scaling", "sobel, divide 65535", Place("log.md", 3)),
        Bullet("alterations", "crop 96x96", Place("log.md", 3)),
        Bullet("labels", "folder", Place("log.md", 3)),
        Bullet("split by", "well", Place("log.md", 3)),
    ),
    Place("log.md", 3),
)


def test_front_matter_carries_every_bullet():
    wanted = asked_of(ENTRY)
    assert wanted.location == "plate/"
    assert wanted.channels == ("FITC",)
    assert [str(step) for step in wanted.scaling] == ["sobel", "divide by=65535"]
    assert wanted.alterations == (Step("crop", {"height": 96, "width": 96}, Place("log.md", 3)),)
    assert (wanted.labels, wanted.split_by, wanted.place) == ("folder", "well", Place("log.md", 3))


def test_an_experiments_bullet_overrules_the_front_matter_and_the_command_line_both():
    bullet = Bullet("scaling", "none", LINE)
    assert [step.name for step in asked_of(ENTRY, bullet).scaling] == ["none"]
    assert asked_of(ENTRY, bullet).location == "plate/"
    overruled = asked_of(ENTRY, bullet, scaling="divide 255", channels="TexasRed")
    assert overruled.scaling == (Step("divide", {"by": 255}, Place("--scaling cells")),)
    assert overruled.channels == ("TexasRed",)


def test_a_place_on_the_command_line_counts_from_here_and_one_in_the_notebook_from_there(tmp_path, monkeypatch):
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path)
    assert asked_of(ENTRY, location="here").location == str(tmp_path / "here")
    assert asked_of(ENTRY, location="[td]cell.tif").location == str(tmp_path / "[td]cell.tif")
    assert asked_of(ENTRY, location="nowhere/at/all").location == str(tmp_path / "nowhere/at/all")
    assert asked_of(ENTRY, location="DMSO").location == "DMSO"


def test_a_scaling_among_the_alterations_is_understood():
    wanted = asked(alterations="sobel; crop 96x96")
    assert [step.name for step in wanted.scaling] == ["sobel"]
    assert [step.name for step in wanted.alterations] == ["crop"]


def test_grey_as_a_channel_is_the_step_grey():
    wanted = asked(channels="grey")
    assert wanted.channels == ()
    assert [step.name for step in wanted.alterations] == ["grey"]


@pytest.mark.parametrize(
    ("bullets", "says"),
    [
        ({"chanels": "FITC"}, 'log.md:7: unknown bullet "chanels".*"channels"'),
        ({"labels": "foldr"}, 'log.md:7: labels = "foldr"; did you mean "folder"'),
        ({"split_by": "wel"}, 'did you mean "well"'),
        ({"pages": "picures"}, 'did you mean "pictures"'),
        ({"validation_split": "2"}, "log.md:7: validation split.*between 0 and 1"),
        ({"scaling": "soble"}, '--scaling cells: scaling "soble": did you mean "sobel"'),
        ({"alterations": "dubled"}, 'log.md:7: alteration "dubled": did you mean "doubled"'),
    ],
)
def test_what_is_not_known_is_refused_with_its_line_and_the_nearest_name(bullets, says):
    with pytest.raises(ImagesError, match=says):
        asked(**bullets)


@pytest.mark.parametrize(("text", "share"), [("0.1", 0.1), ("10 %", 0.1), ("25%", 0.25)])
def test_the_validation_split_is_a_share(text, share):
    assert asked(validation_split=text).validation_split == pytest.approx(share)


def test_requests_that_read_alike_have_one_key():
    plain, scaled = asked(), asked(scaling="divide 255", alterations="doubled; grey")
    assert reading_key(plain) == reading_key(scaled)
    for other in ({"alterations": "crop 96x96"}, {"pages": "channels"}, {"channels": "FITC"}, {"split_by": "well"}):
        assert reading_key(plain) != reading_key(asked(**other))
    assert reading_key(asked(alterations="crop 96x96")) != reading_key(asked(alterations="crop 64x64"))


def asked_of(entry, *bullets, location=None, scaling=None, channels=None):
    return request(
        "cells", bullets, entry, location=location, scaling=scaling, channels=channels, base_folder=Path("/nowhere")
    )
