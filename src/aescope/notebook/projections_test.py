import pytest

from aescope.notebook.projections import read_projections
from aescope.records import CodeBlock, Place
from aescope.source import parse


def read(text):
    code = CodeBlock(text, Place("log.md", 20))
    return read_projections(parse(code), code)


@pytest.mark.parametrize(
    ("text", "method", "arguments"),
    [
        ("TSNE(perplexity=4, learning_rate=250.0)", "tsne", {"perplexity": 4, "learning_rate": 250.0}),
        ("z = sklearn.manifold.TSNE(n_components=2).fit_transform(x)", "tsne", {"n_components": 2}),
        ("umap.UMAP(5, min_dist=0.1)", "umap", {"n_neighbors": 5, "min_dist": 0.1}),
        ("PCA(2, whiten=True)", "pca", {"n_components": 2, "whiten": True}),
        ("p = 7\nTSNE(perplexity=p)", "tsne", {"perplexity": 7}),
        ("TSNE(init='pca', metric=\"cosine\")", "tsne", {"init": "pca", "metric": "cosine"}),
    ],
)
def test_a_call_is_read_with_its_arguments(text, method, arguments):
    (request,) = read(text).projections
    assert (request.method, dict(request.arguments)) == (method, arguments)


def test_free_names_are_bound_and_recorded():
    (request,) = read("a = 1\nt = TSNE(random_state=RS).fit_transform(encoded)").projections
    assert request.arguments == {"random_state": 0}
    assert request.bound == {"RS": 0, "encoded": "latents"}
    assert request.place == Place("log.md", 21)
    (request,) = read("RS = 42\nt = TSNE(random_state=RS)\nt.fit(codes)").projections
    assert request.bound == {"RS": 42, "codes": "latents"}


def test_an_argument_without_a_value_is_left_out_and_named():
    found = read("\nTSNE(perplexity=p, n_iter=500)")
    assert found.projections[0].arguments == {"n_iter": 500}
    assert found.notes[0].place.line == 21
    assert "perplexity=p" in found.notes[0].says


@pytest.mark.parametrize("text", ["tsne(x)", "plot(TSNE)", "MyTSNE()", "x = KMeans(3).fit(z)"])
def test_other_calls_are_no_projections(text):
    assert not read(text).projections


def test_several_come_in_their_order():
    assert [request.method for request in read("PCA(2)\nTSNE()\nUMAP()").projections] == ["pca", "tsne", "umap"]
