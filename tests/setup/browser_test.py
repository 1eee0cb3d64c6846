"""The browser that the page's tests use shows what is there and reports what must not be."""

import pytest

from tests.browser import opened

pytestmark = pytest.mark.browser


def test_a_page_on_disk_is_opened_at_the_width_asked_for(tmp_path):
    page = tmp_path / "Zellen ä.html"
    page.write_text("<h1>Skill</h1><script>document.title = innerWidth</script>", encoding="utf-8")
    with opened(page, width=390) as shown:
        assert shown.inner_text("h1") == "Skill"
        assert shown.title() == "390"


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("<img src='https://example.org/a.png'>", "asks the network for"),
        ("<script>nothing()</script>", "nothing is not defined"),
    ],
)
def test_a_page_that_asks_the_network_or_fails_is_found(tmp_path, content, says):
    page = tmp_path / "page.html"
    page.write_text(content, encoding="utf-8")
    with pytest.raises(AssertionError, match=says), opened(page):
        pass


def test_without_a_chromium_the_test_is_skipped_and_says_so(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(pytest.skip.Exception, match="needs a Chromium"), opened(tmp_path / "page.html"):
        pass
