"""The page as text: self-contained, every section where its number says, every outside string escaped."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from aescope.records import Finding, Inheritance, Note, Remark, RemarkKind, Step
from aescope.report import html
from aescope.report.section import section_names
from tests.factories import black, frozen, learned, place, refused, study

HOSTILE = '"><img src=x onerror=alert(1)><script>alert(1)</script>&amp;'


class Reader(HTMLParser):
    """Tags with their attributes, and the text between them."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.text = [], []
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_data(self, data):
        self.text.append(data)

    def all(self, tag):
        return [attributes for name, attributes in self.tags if name == tag]


@pytest.fixture(scope="module")
def page():
    return html(study())


def test_it_asks_nothing_of_anyone(page):
    read = Reader(page)
    assert not read.all("script")
    assert all(image["src"].startswith("data:image/png;base64,") for image in read.all("img"))
    assert not re.search(r"https?://|url\(|@import", page)
    policy = next(meta for meta in read.all("meta") if meta.get("http-equiv"))["content"]
    assert policy.startswith("default-src 'none'; img-src data:; style-src 'sha256-")
    assert not [
        tag for tag, attributes in read.tags if "style" in attributes or any(n.startswith("on") for n in attributes)
    ]


def test_every_picture_says_what_it_shows(page):
    for image in Reader(page).all("img"):
        assert image["alt"].strip()
    assert page.count("<svg") == page.count("<title>") - 1


def test_ids_are_unique_and_every_link_within_the_page_leads_somewhere(page):
    read = Reader(page)
    ids = [attributes["id"] for _, attributes in read.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    inner = {a["href"][1:] for a in read.all("a") if a["href"].startswith("#")}
    assert inner <= set(ids)


def test_the_answer_comes_first_and_then_the_template_in_its_order(page):
    text = page[page.index('id="model-6"') :]
    order = ["Is the image reconstructed?</h3>", "Structure</h3>", "Optimizer, loss", "Does the loss value move?</h3>"]
    order += ["Do the weights of the layers change?</h3>", "What went in</h3>", "Feature maps</h3>", "author"]
    places = [text.index(heading) for heading in order]
    assert places == sorted(places)


def test_numbers_stand_beside_their_yardsticks(page):
    text = "".join(Reader(page).text)
    assert "one float32 rounding step is 1.2e-07" in text
    assert "in pixel values: black 1.1" in text
    assert "An axis that zooms in on them would show rounding" in text
    assert "structure from model 1" in text
    assert "log.md:104" in text


def test_a_refused_experiment_shows_its_error(page):
    text = page[page.index('id="model-9"') : page.index('id="model-10"')]
    assert "unknown layer &#34;Conv2DD&#34;" in text
    assert "Refused" in text


def hostile_study():
    outcome = frozen()
    images = replace(
        outcome.images,
        name=HOSTILE,
        source=HOSTILE,
        pictures=tuple(replace(p, name=HOSTILE, stain=HOSTILE) for p in outcome.images.pictures),
        notes=(Note(place(1), HOSTILE, HOSTILE),),
    )
    written = replace(
        outcome.experiment,
        key=HOSTILE,
        title=HOSTILE,
        remarks=tuple(Remark(kind, HOSTILE, place(2)) for kind in RemarkKind),
        inheritance=(Inheritance(HOSTILE, HOSTILE, place(3), HOSTILE),),
    )
    finding = Finding(HOSTILE, "error", place(4), HOSTILE, remedy=Step(HOSTILE, {HOSTILE: HOSTILE}, says=HOSTILE))
    projection = replace(outcome.projections[0], labels=(HOSTILE,) * 24, says=HOSTILE, arguments={HOSTILE: HOSTILE})
    attacked = replace(outcome, experiment=written, images=images, findings=(finding,), projections=(projection,))
    broken = replace(refused(), error=HOSTILE)
    made = study(attacked, broken)
    return replace(made, notebook=replace(made.notebook, title=HOSTILE), command=HOSTILE, device=HOSTILE)


def test_hostile_strings_stay_text():
    page = html(hostile_study())
    read = Reader(page)
    assert not read.all("script")
    assert not [attributes for _, attributes in read.tags if any(name.startswith("on") for name in attributes)]
    assert all(image["src"].startswith("data:") for image in read.all("img"))
    assert sum(HOSTILE in text for text in read.text) > 20


def test_a_long_log_stays_small():
    outcomes = [replace(black(200), experiment=replace(black().experiment, key=str(key))) for key in range(3)]
    assert len(html(study(*outcomes))) < 3 * 500_000


def test_pictures_are_enlarged_by_whole_factors_only():
    for image in Reader(html(study(learned(48)))).all("img"):
        assert int(image["width"]) >= 128
        assert int(image["width"]) % 48 == 0 or "feature" in image["alt"]


def test_colour_pictures_and_one_epoch_and_no_latent_are_drawn():
    outcome = learned(channels=3)
    short = replace(outcome, run=replace(outcome.run, epochs=outcome.run.epochs[:1]))
    assert 'class="line training dot"' in html(study(short))


def test_every_section_is_a_file_with_a_page_in_the_manual():
    from importlib import import_module

    assert len(section_names()) > 14
    for name in section_names():
        module = import_module(f"aescope.report.sections.{name.removesuffix('_of_notebook')}")
        assert module.__doc__
