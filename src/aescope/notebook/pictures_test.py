import pytest

from aescope.errors import NotebookError
from aescope.notebook.layout import Target
from aescope.notebook.pictures import method_of, read_picture, refuse_clashes


def read(address, alt=""):
    return read_picture(Target(address, alt, 4, picture=True), "log.md")


@pytest.mark.parametrize(
    ("address", "alt", "kind"),
    [
        ("results/model1_output.png", "Image results", "output"),
        ("results/model1_loss.png", "", "loss"),
        ("model1Loss.png", "", "loss"),
        ("results/model1_tsne2.png", "", "tsne"),
        ("results/a.png", "t-SNE of all cells", "tsne"),
        ("results/a_umap.png", "", "tsne"),
        ("results/a.png", "PCA", "tsne"),
        ("results/activations1.png", "sigmoid -> pooling", "activations"),
        ("results/a.png", "Loss function", "loss"),
        ("results/output_of_activations.png", "", "activations"),
        ("results/model1_output.png", "Loss", "output"),
        ("results/model1_loss.png?raw=true", "", "loss"),
    ],
)
def test_a_word_of_name_or_alt_text_tells_the_kind(address, alt, kind):
    assert read(address, alt).kind == kind


@pytest.mark.parametrize(
    ("address", "alt"),
    [
        ("https://example.org/loss.png", "Loss"),
        ("//example.org/loss.png", "Loss"),
        ("data:image/png;base64,AAAA", "Loss"),
        ("photos/plate.jpg", "The plate"),
        ("../photos/x.jpg", ""),
        ("results/glossy.png", "Glossy paper"),
        ("results/throughput.png", ""),
        ("results/model1_loss.html", "Loss"),
        ("report.html", "loss"),
        ("results.json", "loss"),
        ("", "loss"),
    ],
)
def test_other_pictures_are_the_authors(address, alt):
    assert read(address, alt) is None


@pytest.mark.parametrize(
    "address",
    [
        "../results/model1_loss.png",
        "results/../../model1_loss.png",
        "/results/model1_loss.png",
        "C:/results/model1_loss.png",
        "c:model1_loss.png",
        "%2e%2e/model1_loss.png",
        "..%5Cmodel1_loss.png",
        "results%5C..%5C..%5Cmodel1_loss.png",
        "%2Fmodel1_loss.png",
        "%5C%5Chost%5Cshare%5Cmodel1_loss.png",
        "./../model1_loss.png",
    ],
)
def test_a_picture_of_ours_out_of_the_folder_refuses_the_notebook(address):
    with pytest.raises(NotebookError, match=r"^log\.md:4: .*outside the notebook's folder"):
        read(address)


@pytest.mark.parametrize(
    "address", ["results/nul/loss.png", "con_/aux.loss.png", "results/a%3Ab_loss.png", "a%00_loss.png", "a./loss.png"]
)
def test_a_name_that_cannot_be_written_everywhere_refuses_the_notebook(address):
    with pytest.raises(NotebookError, match=r"^log\.md:4: "):
        read(address)


@pytest.mark.parametrize(
    ("address", "path"),
    [
        ("./results/model1_loss.png", "results/model1_loss.png"),
        ("results/a/../model1_loss.png", "results/model1_loss.png"),
        ("results/my%20model_loss.png", "results/my model_loss.png"),
        ("results%5Cmodel1_loss.png", "results/model1_loss.png"),
        ("a%252e%252e/loss.png", "a%2e%2e/loss.png"),
        ("~/loss.png", "~/loss.png"),
    ],
)
def test_the_path_is_the_files_name_below_the_folder(address, path):
    assert read(address).path == path


def test_the_alt_text_of_activations_may_name_a_layer():
    assert read("a_activations.png", "Last layer before sigmoid").layer == "Last layer before sigmoid"
    assert read("a_activations.png", "conv2d_2").layer == "conv2d_2"
    assert read("a_activations.png", "sigmoid -> pooling").layer == ""
    assert read("a_loss.png", "Last layer").layer == ""


def test_one_file_cannot_show_two_things():
    links = [read("results/a.png", "Loss"), read("results/A.png", "Output")]
    with pytest.raises(NotebookError, match="shows one thing"):
        refuse_clashes(links)
    refuse_clashes([links[0], links[0], read("results/b.png", "Output")])


def test_a_picture_cannot_be_a_folder():
    with pytest.raises(NotebookError, match="lies in a folder"):
        refuse_clashes([read("loss.png"), read("loss.png/output.png")])


def test_the_method_of_a_map_is_told_by_its_name_first():
    assert method_of(read("a_umap.png", "t-SNE")) == "umap"
    assert method_of(read("a.png", "PCA of all")) == "pca"
    assert method_of(read("a_tsne.png")) == "tsne"
