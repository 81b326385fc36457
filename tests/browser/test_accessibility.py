"""What is opened on a page has no barrier either, axe would see one, and forced colours keep what grounds told."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.checks import AXE, DARK, LIGHT, barriers
from tests.browser.conftest import Visit


def test_opened_parts_have_no_barrier(narrow: Visit, host: str, tags: list[str]) -> None:
    """The menu, the language list and the search with results are part of the page too."""
    for tag in tags:
        narrow.page.goto(f"{host}{tag}/index.html")
        narrow.page.evaluate(AXE)
        narrow.page.click("#__menu-open")
        assert barriers(narrow.page) == []
        narrow.page.click("#__languages summary")
        expect(narrow.page.locator("#__menu")).to_be_hidden()
        assert barriers(narrow.page) == []
        narrow.page.click("#__search-open")
        narrow.page.wait_for_selector("#__search[data-state=ready]")
        narrow.page.fill("#__search-words", narrow.page.locator("h1").inner_text())
        narrow.page.wait_for_selector("#__search-results li")
        for scheme in (LIGHT, DARK):
            narrow.page.emulate_media(color_scheme=scheme)
            assert barriers(narrow.page) == []


def test_axe_would_see_a_barrier(wide: Visit, host: str) -> None:
    """The sweep is able to fail."""
    wide.page.goto(host + "en/index.html")
    wide.page.evaluate(AXE)
    wide.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(barrier.startswith("button-name") for barrier in barriers(wide.page))


def test_forced_colours_keep_what_grounds_told(wide: Visit, host: str, tags: list[str]) -> None:
    """Where the reader's system paints the grounds, the current page and the framework's words keep a line."""
    wide.page.emulate_media(forced_colors="active")
    for path, mark, line in (
        ("index", ".md-tabs [aria-current=page]", "borderBlockEndWidth"),
        ("documents/adult-consent", ".md-tabs [aria-current=true]", "borderBlockEndWidth"),
        ("questions", ".md-nav [aria-current=page]", "borderInlineStartWidth"),
    ):
        wide.page.goto(f"{host}{tags[0]}/{path}.html")
        width = wide.page.evaluate(f"getComputedStyle(document.querySelector('{mark}')).{line}")
        assert float(width.removesuffix("px")) >= 3, path
    wide.page.keyboard.press("Tab")
    assert wide.page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
