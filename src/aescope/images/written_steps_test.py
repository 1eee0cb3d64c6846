import pytest

from aescope.errors import ImagesError
from aescope.images.alterations import alterations
from aescope.images.scalings import scalings
from aescope.images.written_steps import canonical, pieces, read_step
from aescope.records import Place, Step

LINE = Place("log.md", 7)


def scaling(text):
    return read_step(text, scalings(), "scaling", LINE)[1]


def alteration(text):
    return read_step(text, alterations(), "alteration", LINE)[1]


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [
        ("sobel", "sobel", {}),
        ("divide 65535", "divide", {"by": 65535}),
        ("divided by 65535", "divide", {"by": 65535}),
        ("/ 255", "divide", {"by": 255}),
        ("/255.", "divide", {"by": 255}),
        ("Divide 0.5", "divide", {"by": 0.5}),
        ("percentile", "percentile", {"low": 1, "high": 99.8}),
        ("percentile 1-99.8", "percentile", {"low": 1, "high": 99.8}),
        ("percentiles 0.5 – 99.5", "percentile", {"low": 0.5, "high": 99.5}),
        ("percentile 2..98", "percentile", {"low": 2, "high": 98}),
        ("percentile from 2 to 98", "percentile", {"low": 2, "high": 98}),
        ("min-max", "min-max", {"per": "image"}),
        ("min-max per image", "min-max", {"per": "image"}),
        ("min_max of each picture", "min-max", {"per": "image"}),
        ("Min-Max per set", "min-max", {"per": "set"}),
        ("bit depth", "bit depth", {"bits": 0}),
        ("bit depth 12", "bit depth", {"bits": 12}),
        ("none", "none", {}),
        ("raw counts", "none", {}),
        ("standardize", "standardise", {}),
        ("clip 255..4095", "clip", {"low": "255", "high": "4095"}),
        ("clip mean-126..mean+127", "clip", {"low": "mean-126", "high": "mean+127"}),
        ("clip to [mean - 126, mean + 127]", "clip", {"low": "mean-126", "high": "mean+127"}),
        ("clip 0 to max", "clip", {"low": "0", "high": "max"}),
    ],
)
def test_a_scaling_is_read_as_people_write_it(text, name, arguments):
    assert scaling(text) == Step(name, arguments, LINE)


@pytest.mark.parametrize(
    ("text", "name", "arguments"),
    [
        ("doubled", "doubled", {"times": 2}),
        ("double", "doubled", {"times": 2}),
        ("doubled up dataset", "doubled", {"times": 2}),
        ("repeat 3 times", "doubled", {"times": 3}),
        ("shuffled", "shuffle", {}),
        ("crop 96x96", "crop", {"height": 96, "width": 96}),
        ("crop to [96, 96]", "crop", {"height": 96, "width": 96}),
        ("Cropping images to [96, 96]", "crop", {"height": 96, "width": 96}),
        ("crop 96 × 64", "crop", {"height": 96, "width": 64}),
        ("crop 96", "crop", {"height": 96, "width": 96}),
        ("tile 96x96", "tile", {"height": 96, "width": 96, "stride": 0}),
        ("tile 96x64 stride 48", "tile", {"height": 96, "width": 64, "stride": 48}),
        ("pad 64x64", "pad", {"height": 64, "width": 64}),
        ("resize to (64, 32)", "resize", {"height": 64, "width": 32}),
        ("grayscale", "grey", {}),
        ("stains apart", "stains apart", {}),
        ("channels FITC, TexasRed", "channels", {"names": ("fitc", "texasred")}),
    ],
)
def test_an_alteration_is_read_as_people_write_it(text, name, arguments):
    assert alteration(text) == Step(name, arguments, LINE)


@pytest.mark.parametrize(
    ("text", "steps"),
    [
        ("sobel; divide 65535", ["sobel", "divide 65535"]),
        ("[sobel, divide 65535]", ["sobel", "divide 65535"]),
        ("`sobel`, `divide 65535`", ["sobel", "divide 65535"]),
        ("crop to [96, 96], doubled", ["crop to [96, 96]", "doubled"]),
        ("crop (96, 96); doubled;", ["crop (96, 96)", "doubled"]),
        ("clip 255, 4095", ["clip 255, 4095"]),
        ("", []),
    ],
)
def test_a_bullet_is_parted_into_its_steps(text, steps):
    assert list(pieces(text)) == steps


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (
            "percentle 1-99.8",
            ['log.md:7: scaling "percentle 1-99.8"', 'did you mean "percentile"?', "percentile 1-99.8"],
        ),
        ("soble", ['did you mean "sobel"?']),
        ("divide", ["divide", 'needs the argument "by"', "`divide 65535`"]),
        ("divide 2**16-1", ["does not fit", "`divide 65535`"]),
        ("histogram equalisation xyz", ["unknown scaling", "`percentile 1-99.8`", "`sobel`"]),
    ],
)
def test_what_is_no_scaling_is_refused_with_line_and_mend(text, says):
    with pytest.raises(ImagesError) as refused:
        scaling(text)
    for part in says:
        assert part in str(refused.value)


def test_a_step_made_elsewhere_gets_its_members_name_and_all_its_arguments():
    member, step = canonical(Step("doubled up dataset", {}, LINE), alterations(), "alteration")
    assert member.name == "doubled"
    assert step == Step("doubled", {"times": 2}, LINE)
    assert canonical(Step("divide", {"by": 255}), scalings(), "scaling")[1] == Step("divide", {"by": 255})
    assert canonical(Step("min-max", {"per": "set"}), scalings(), "scaling")[1].arguments == {"per": "set"}


def test_a_step_made_elsewhere_with_an_unknown_argument_is_refused():
    with pytest.raises(ImagesError, match=r'log\.md:7: .*"bye".*"by"'):
        canonical(Step("divide", {"bye": 255}, LINE), scalings(), "scaling")
