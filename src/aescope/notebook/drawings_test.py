"""Whose a picture or a projection is, in whole notebooks."""

from pathlib import Path

import pytest

from aescope.errors import NotebookError
from aescope.notebook import read_text

MODEL = "## Model {key}\n\n### Structure\n\n```python\ndecoded = Conv2D(1, 3)(input_img)\n```\n\n"
TWO = MODEL.format(key=1) + MODEL.format(key=2)
TSNE = "```python\nTSNE(random_state=RS, perplexity={p}).fit_transform(z)\n```\n\n"


def read(text):
    return read_text(text.encode(), Path("log.md"))


def pictures(notebook):
    return {e.key: [link.path for link in e.pictures] for e in notebook.experiments if e.pictures}


def projections(notebook):
    return {e.key: [(r.method, r.picture) for r in e.projections] for e in notebook.experiments if e.projections}


def test_inside_an_experiment_a_picture_is_its_own_whatever_its_name():
    text = TWO + "![Loss](results/model1_loss.png)\n"
    assert pictures(read(text)) == {"2": ["results/model1_loss.png"]}


def test_outside_it_belongs_to_the_nearest_above_or_to_the_one_that_it_names():
    text = TWO + "## Thoughts\n\n![Loss](loss.png)\n![Loss of model 1](other_loss.png)\n![Loss](model1_output.png)\n"
    assert pictures(read(text)) == {"1": ["other_loss.png", "model1_output.png"], "2": ["loss.png"]}


def test_above_any_experiment_it_is_left_alone_and_that_is_said():
    notebook = read("![Loss](loss.png)\n\n" + TWO)
    assert pictures(notebook) == {}
    assert "above any experiment" in notebook.notes[0].says


def test_a_picture_linked_twice_shows_the_one_that_its_name_tells():
    text = MODEL.format(key=1) + "![Loss](model2_loss.png)\n\n" + MODEL.format(key=2) + "![Loss](model2_loss.png)\n"
    notebook = read(text)
    assert pictures(notebook) == {"2": ["model2_loss.png"]}
    assert [note.place.line for note in notebook.notes] == [9]
    unnamed = read(text.replace("model2_loss", "curve_loss"))
    assert pictures(unnamed) == {"1": ["curve_loss.png"]}


def test_a_picture_below_an_old_record_is_that_ones():
    text = TWO + "## Notes\n\n![Loss](a_loss.png)\n\n```python\ny = Dense(1)(x)\n```\n\n![Loss](b_loss.png)\n"
    assert pictures(read(text)) == {"2": ["a_loss.png"], "old-records": ["b_loss.png"]}


@pytest.mark.parametrize(
    "picture",
    [
        "![map](results/model1_tsne.png)",
        "![t-SNE of model 1](results/a.png)",
        "![](results/model1_tsne.png)\n![](results/model2_tsne.png)",
    ],
)
def test_a_projection_is_of_the_experiment_that_the_picture_below_it_names(picture):
    found = projections(read(TWO + "## A map\n\n" + TSNE.format(p=4) + picture + "\n"))
    assert found["1"][0][0] == "tsne"


def test_a_picture_of_the_authors_may_name_the_experiment_too():
    text = TWO + "## A map\n\n" + TSNE.format(p=4) + "![of model 1](https://example.org/a.png)\n"
    assert projections(read(text)) == {"1": [("tsne", "")]}


def test_without_a_name_it_is_of_the_nearest_above():
    for picture in ("", "![t-SNE](results/a_tsne.png)\n", "![t-SNE of model 9](results/model9_tsne.png)\n"):
        assert list(projections(read(TWO + "## A map\n\n" + TSNE.format(p=4) + picture))) == ["2"]


def test_each_block_has_the_picture_that_follows_it():
    text = "".join(f"{TSNE.format(p=p)}![map](model1_tsne{p}.png)\n\n" for p in (4, 12))
    assert projections(read(TWO + "## Maps\n\n" + text)) == {
        "1": [("tsne", "model1_tsne4.png"), ("tsne", "model1_tsne12.png")]
    }


def test_in_one_block_pictures_go_to_the_method_that_they_name():
    code = "```python\na = PCA(50).fit_transform(z)\nb = TSNE(2).fit_transform(a)\nc = umap.UMAP().fit(z)\n```\n\n"
    text = TWO + "## Maps\n\n" + code + "![umap](a_umap.png)\n![tsne](a_tsne.png)\n"
    assert projections(read(text)) == {"2": [("pca", ""), ("tsne", "a_tsne.png"), ("umap", "a_umap.png")]}


def test_a_linked_map_without_a_call_is_drawn_with_the_methods_own_settings():
    notebook = read(TWO + "![UMAP](results/a.png)\n")
    (request,) = notebook["2"].projections
    assert (request.method, request.arguments, request.picture) == ("umap", {}, "results/a.png")


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("model4.1_tsne.png", "4.1"),
        ("model4_1_tsne.png", "4.1"),
        ("Model-4.1-tsne.png", "4.1"),
        ("model4_tsne.png", "4"),
        ("model_4_tsne2.png", "4"),
        ("baseline_tsne.png", "baseline"),
        ("model_baseline_tsne.png", "baseline"),
        ("tsne_4.png", "41"),
        ("model42_tsne.png", "41"),
    ],
)
def test_a_name_names_the_longest_key_that_it_holds(path, key):
    text = "".join(MODEL.format(key=each) for each in ("4", "4.1", "baseline", "41"))
    assert list(projections(read(text + "## A map\n\n" + TSNE.format(p=4) + f"![map]({path})\n"))) == [key]


def test_pictures_in_all_forms_of_markdown_are_found_with_their_lines():
    text = TWO + "a\n![Loss\ncurve][ref] and [![Output](a_output.png)](https://example.org)\n\n- ![x](<b loss.png>)\n"
    text += "> ![x](c_loss.png 'title')\n\n`![x](d_loss.png)`\n\n```\n![x](e_loss.png)\n```\n\n[ref]: f_loss.png\n"
    found = [(link.path, link.place.line) for link in read(text)["2"].pictures]
    assert found == [("f_loss.png", 18), ("a_output.png", 19), ("b loss.png", 21), ("c_loss.png", 22)]


def test_a_link_of_ours_out_of_the_folder_refuses_the_notebook_wherever_it_stands():
    with pytest.raises(NotebookError, match=r"^log\.md:1: "):
        read("![Loss](../loss.png)\n\n" + TWO)
