"""The page in a browser: nothing asked of a network, nothing blocked by its policy, nothing wider than a phone."""

from dataclasses import replace

import pytest

from aescope.report import write
from aescope.report.page_test import HOSTILE, hostile_study
from tests.browser import opened
from tests.factories import study

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    out = tmp_path_factory.mktemp("Zellen ä")
    write(study(), out)
    return out


@pytest.fixture(scope="module")
def attacked(tmp_path_factory):
    out = tmp_path_factory.mktemp("attacked")
    write(hostile_study(), out)
    return out


def complaints(page):
    """What the console says while the page loads again: errors, and what the page's own policy blocked."""
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.reload(wait_until="load")
    return said


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_opens_without_a_complaint(folder, scheme):
    with opened(folder / "report.html") as page:
        page.emulate_media(color_scheme=scheme)
        assert complaints(page) == []
        assert page.inner_text("h1") == "Evaluating different models"
        background = page.evaluate("getComputedStyle(document.body).backgroundColor")
        assert (sum(map(int, background[4:-1].split(","))) > 384) == (scheme == "light")


@pytest.mark.parametrize("width", [320, 390, 768, 1400])
def test_nothing_is_wider_than_the_screen(folder, attacked, width):
    for out in (folder, attacked):
        with opened(out / "report.html", width=width) as page:
            assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_picture_is_decoded_and_seen(folder):
    with opened(folder / "report.html") as page:
        empty = page.evaluate("[...document.images].filter(i => !i.naturalWidth || !i.clientWidth).length")
        assert page.evaluate("document.images.length") > 30
        assert empty == 0


def test_small_pictures_keep_their_pixels_square(folder):
    with opened(folder / "report.html") as page:
        factors = page.evaluate(
            "[...document.querySelectorAll('.pictures img')].map(i => [i.clientWidth / i.naturalWidth,"
            " i.clientHeight / i.naturalHeight, getComputedStyle(i).imageRendering])"
        )
        assert factors
        for across, up, rendering in factors:
            assert across == up == round(across)
            assert rendering == "pixelated"


def test_tables_and_drawings_that_are_too_wide_scroll_by_themselves(folder):
    with opened(folder / "report.html", width=390) as page:
        wide = page.evaluate(
            "[...document.querySelectorAll('.wide, .scroll')].filter(e => e.scrollWidth > e.clientWidth)"
            ".map(e => [e.tabIndex, e.getAttribute('aria-label')])"
        )
        assert wide
        assert all(index == 0 and label for index, label in wide)


def test_pictures_beside_the_page_open_from_it(folder):
    with opened(folder / "report.html") as page:
        links = page.evaluate(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href')).filter(h => !h.startsWith('#'))"
        )
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert set(links) - there == {"notebook.md"}  # written by the study itself
    assert sum(link.endswith(".png") for link in links) > 8


def test_hostile_strings_stay_text_and_run_nothing(attacked):
    with opened(attacked / "report.html") as page:
        page.on("dialog", lambda dialog: pytest.fail("a script ran"))
        assert complaints(page) == []
        assert page.evaluate("document.scripts.length") == 0
        assert page.evaluate("[...document.images].every(i => i.src.startsWith('data:'))")
        assert page.inner_text("h1") == HOSTILE
        assert page.title().startswith(HOSTILE)


def test_a_page_without_a_single_run_is_a_page(tmp_path):
    from tests.factories import refused

    write(replace(study(refused()), outcomes=(refused(),)), tmp_path)
    with opened(tmp_path / "report.html") as page:
        assert complaints(page) == []
        assert "Conv2DD" in page.inner_text("main")
