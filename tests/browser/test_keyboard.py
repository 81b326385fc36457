"""Everything works by keyboard, nothing hidden takes the focus, and without JavaScript the site still works."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import walk
from tests.browser.conftest import KINDS, Visit

FOCUS = """() => {
  const part = document.activeElement, box = part.getBoundingClientRect(), style = getComputedStyle(part);
  if (part === document.body) return null;
  const seen = box.width > 0 && box.height > 0 && box.right > 0 && box.left < innerWidth;
  return {seen: seen && style.visibility === 'visible', words: part.textContent.trim().slice(0, 40),
          outline: style.outlineStyle === 'none' ? 0 : parseFloat(style.outlineWidth)};
}"""

MOST = 500
"""Stops on the longest walk."""

FOUND = "#__search .md-search__answer a, #__search-results a"
"""What the arrow keys walk through: a short answer stands above the list."""


def focus_id(page: Page) -> str:
    """The id of what has the focus."""
    found: str = page.evaluate("document.activeElement.id")
    return found


def tab_to(page: Page, id: str) -> None:
    """Press Tab until the element has the focus."""
    for _ in range(30):
        if focus_id(page) == id:
            return
        page.keyboard.press("Tab")
    pytest.fail(f"{id} cannot be reached by Tab")


def test_every_stop_is_seen(narrow: Visit, host: str, tags: list[str]) -> None:
    """Walking a narrow page by Tab, each stop is on the screen and has an outline of at least 2 px."""
    for tag in tags:
        narrow.page.goto(f"{host}{tag}/index.html")
        stops = []
        for _ in range(MOST):
            narrow.page.keyboard.press("Tab")
            stop = narrow.page.evaluate(FOCUS)
            if stop is None:
                break
            stops.append(stop)
        else:
            pytest.fail(f"{tag}: the walk does not end")
        assert len(stops) > 5
        assert [stop for stop in stops if not stop["seen"] or stop["outline"] < 2] == [], tag


@pytest.mark.parametrize("path", KINDS)
def test_tab_leads_around_in_both_directions(narrow: Visit, host: str, path: str) -> None:
    """Forwards and backwards: each stop once, and back to where it began."""
    narrow.page.goto(f"{host}en/{path}.html")
    assert walk(narrow.page) == []


def test_skip_link(narrow: Visit, host: str) -> None:
    """The first stop leads past the frame."""
    narrow.page.goto(host + "en/index.html")
    narrow.page.keyboard.press("Tab")
    narrow.page.keyboard.press("Enter")
    assert focus_id(narrow.page) == "__content"


def test_menu(narrow: Visit, host: str) -> None:
    """The button says whether the menu is open; its first link is the next stop; Escape closes and leads back."""
    page = narrow.page
    page.goto(host + "en/index.html")
    button, menu = page.locator("#__menu-open"), page.locator("#__menu")
    assert (button.get_attribute("aria-expanded"), menu.is_visible()) == ("false", False)
    tab_to(page, "__menu-open")
    page.keyboard.press("Enter")
    assert (button.get_attribute("aria-expanded"), menu.is_visible()) == ("true", True)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('#__menu a')")
    page.keyboard.press("Escape")
    assert (button.get_attribute("aria-expanded"), menu.is_visible()) == ("false", False)
    assert focus_id(page) == "__menu-open"


def test_language_switch(narrow: Visit, host: str, paths: list[str], tags: list[str]) -> None:
    """From a page deep in the site, the switch leads to the same page in the next language, by keyboard alone."""
    if len(tags) < 2:
        pytest.skip("the site has one language")
    deep = next(path for path in paths if path.startswith(f"{tags[0]}/") and path.count("/") == 2)
    page = narrow.page
    page.goto(host + deep)
    page.locator("#__languages summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    assert not page.locator("#__languages ul").is_visible()
    page.keyboard.press("Enter")
    page.locator(f"#__languages a[hreflang={tags[1]}]").focus()
    page.keyboard.press("Enter")
    page.wait_for_url(host + deep.replace(tags[0], tags[1], 1))
    assert page.evaluate("document.documentElement.lang") == tags[1]
    assert page.locator("#__languages [aria-current=true]").get_attribute("hreflang") == tags[1]


def test_search(narrow: Visit, host: str) -> None:
    """Open, type, walk the results by arrow keys, close: the focus goes where it should."""
    page = narrow.page
    page.goto(host + "en/index.html")
    tab_to(page, "__search-open")
    page.keyboard.press("Enter")
    page.wait_for_selector("#__search[data-state=ready]")
    assert focus_id(page) == "__search-words"
    page.keyboard.type("consent")
    page.wait_for_selector("#__search-results li")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(f"document.activeElement === document.querySelector('{FOUND}')")
    page.keyboard.press("ArrowUp")
    assert focus_id(page) == "__search-words"
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not page.locator("#__search").is_visible()
    assert focus_id(page) == "__search-open"


def test_without_javascript(scriptless: Visit, host: str, tags: list[str]) -> None:
    """The menu opens as a place on the page, the languages open, and the list of all pages stands in for the search."""
    page = scriptless.page
    for tag in tags:
        page.goto(f"{host}{tag}/index.html")
        assert not page.locator("#__search-open").is_visible()
        assert not page.locator("#__menu-open").is_visible()
        assert not page.locator("#__menu").is_visible()
        page.click("#__menu-link")
        assert page.locator("#__menu").is_visible()
        page.click("#__languages summary")
        assert page.locator("#__languages a").first.is_visible()
        page.click("#__all-pages")
        expect(page.locator("main a").nth(10)).to_be_visible()
