"""Opens a page that was written to disk in the system's Chromium, with the network cut off."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")


@contextmanager
def opened(path: Path, width: int = 1280, height: int = 900) -> Iterator[Page]:
    """The page at `path`, loaded; skips the test where there is no Chromium.

    Whatever the page asks of the network fails the test, and so does an error in its scripts.
    """
    chromium = next(filter(None, map(shutil.which, _NAMES)), None)
    if chromium is None:
        pytest.skip(f"needs a Chromium on the path ({', '.join(_NAMES)})")
    asked, errors = [], []
    with sync_playwright() as playwright:
        # Without its sandbox, which Chromium refuses to use as root; it opens no file but ours.
        flags = ["--no-sandbox", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=chromium, args=flags)
        try:
            page = browser.new_page(viewport={"width": width, "height": height})
            page.on("request", lambda request: asked.append(request.url))
            page.on("pageerror", lambda error: errors.append(str(error)))
            page.context.set_offline(True)
            page.goto(path.absolute().as_uri(), wait_until="load")
            yield page
        finally:
            browser.close()
    outside = [url for url in asked if not url.startswith(("file:", "data:", "blob:"))]
    assert not outside, f"the page asks the network for {outside}"
    assert not errors, f"the page's scripts fail: {errors}"
