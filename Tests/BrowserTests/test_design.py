"""The catalogue that page writers copy from fits both screens and runs under no complaint."""

import pytest

from dudao import ROOT

PAGES = sorted(page.stem for page in (ROOT / "docs/design").glob("*.html") if page.stem != "catalogue")


@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("name", PAGES)
def test_sample_pages_fit(open_browser, name, size):
    browser = open_browser(size)
    browser.go(f"file://{ROOT}/docs/design/{name}.html")
    browser.shot(f"design-{name}")
    assert browser.find("main h1, main form")
    assert browser.fits(), "the page scrolls sideways"
