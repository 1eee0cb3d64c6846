import pytest

from aescope.errors import NotebookError
from aescope.notebook.keys import anchors, read_name, refuse_twins, refuse_unfit, slug
from aescope.records import Place


@pytest.mark.parametrize(
    ("heading", "key", "title"),
    [
        ("Model 1", "1", ""),
        ("Model 2 - twice the pictures", "2", "twice the pictures"),
        ("Model 4.1: wells + model 4", "4.1", "wells + model 4"),
        ("model 7a wider", "7a", "wider"),
        ("Model baseline", "baseline", ""),
        ("Model baseline - the first", "baseline", "the first"),
        ("Model baseline: the first", "baseline", "the first"),
        ("Model wide-net – deeper", "wide-net", "deeper"),
        ("Model #3 - hash", "3", "hash"),
        ("Model1", "1", ""),
        ("Model 4. Wider", "4", "Wider"),
        ("Model with more filters", "with-more-filters", "with more filters"),
        ("Model - wide net", "wide-net", "wide net"),
        ("Model: wide net", "wide-net", "wide net"),
        ("Model", "model", ""),
        ("MODELL 2", "modell-2", "MODELL 2"),
        ("Modelling notes", "modelling-notes", "Modelling notes"),
        ("Denoising net", "denoising-net", "Denoising net"),
        ("Modèle 2", "modèle-2", "Modèle 2"),
        ("Model β2", "β2", ""),
    ],
)
def test_a_heading_gives_key_and_title(heading, key, title):
    name = read_name(heading)
    assert (name.key, name.title) == (key, title)


@pytest.mark.parametrize(
    ("heading", "is_model"),
    [
        ("Model 1", True),
        ("Model: x", True),
        ("Models", False),
        ("Model 1 and model 2", False),
        ("Model 1 vs. 2", False),
    ],
)
def test_a_heading_about_models_is_told_from_the_heading_of_one(heading, is_model):
    assert read_name(heading).is_model is is_model


@pytest.mark.parametrize("key", ["..", ".", ".hidden", "a/b", "-x", "con", "NUL.1", "com1", "a b", "", "x" * 61, "a:b"])
def test_a_key_that_cannot_be_a_folder_everywhere_is_refused(key):
    with pytest.raises(NotebookError, match=r"^log\.md:3: "):
        refuse_unfit(key, Place("log.md", 3))


@pytest.mark.parametrize("key", ["1", "4.1", "baseline", "wide_net-2", "control", "größer", "x" * 60, "company"])
def test_any_other_key_passes(key):
    refuse_unfit(key, Place("log.md", 3))


def test_a_key_twice_names_both_lines_and_case_does_not_count():
    with pytest.raises(NotebookError) as refused:
        refuse_twins([("Base", Place("log.md", 3)), ("1", Place("log.md", 9)), ("base", Place("log.md", 40))])
    assert "log.md:3" in str(refused.value)
    assert "line 40" in str(refused.value)
    refuse_twins([("1", Place("log.md", 3)), ("1.0", Place("log.md", 9))])


def test_a_title_becomes_a_slug():
    assert slug("  With more Filters, again! ") == "with-more-filters-again"


def test_anchors_are_those_that_github_makes():
    # Worked out with GitHub's own rules: punctuation goes, each space is a hyphen, repetitions are counted.
    headings = [
        "Model 1",
        "Model 2 - doubled dataset",
        "Structure",
        "Structure",
        "Model 4.1: DMSO + model 4",
        "Structure-1",
    ]
    assert anchors(headings) == [
        "model-1",
        "model-2---doubled-dataset",
        "structure",
        "structure-1",
        "model-41-dmso--model-4",
        "structure-1-1",
    ]
