"""No page has a barrier that axe can see: every page, by turns narrow and wide, light and dark; and forced colours."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

import axe_playwright_python
import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import EVERYTHING, NARROW, SHARES, WIDE, Visit, in_one_language

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
RUN = """rules => axe.run(document, {runOnly: rules, preload: false, resultTypes: ['violations']}).then(result =>
  result.violations.map(({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`))"""
LIGHT: Literal["light"] = "light"
DARK: Literal["dark"] = "dark"
Look: TypeAlias = tuple[int, Literal["light", "dark"], list[str]]
NEW: tuple[Look, ...] = ((NARROW, LIGHT, RULES), (WIDE, LIGHT, RULES))
SECOND: tuple[Look, ...] = ((WIDE, DARK, COLOUR_RULES), (NARROW, DARK, COLOUR_RULES))
"""Neighbouring pages, which are of one make, have them by turns. The dark scheme changes colours and nothing else."""
DARK_EVERY = 1 if EVERYTHING else 3
LAST_LOOK: tuple[Look, ...] = ((NARROW, LIGHT, RULES),)
"""For languages after the first: words and direction are new, and colours are not."""


def barriers(page: Page, rules: list[str] = RULES) -> list[str]:
    """What axe finds wrong with the page as it stands; axe must have been put into it."""
    found: list[str] = page.evaluate(RUN, rules)
    return found


def looked_at(paths: list[str], tags: list[str]) -> list[tuple[str, tuple[Look, ...]]]:
    """Every page with its looks, in the first language and, by turns, in one of the others; of a form, one language.

    All forms are of one make, their words come from papers and pages that are looked at in each language, and
    `test_fill_safety.py` looks at every state of some of them in more ways.
    """
    forms = in_one_language([path for path in paths if "/fill/" in path], tags)
    pages = [path for path in paths if "/fill/" not in path]
    first = [path for path in pages if path.startswith((tags[0], "index"))]
    first += forms
    others = [(path, LAST_LOOK) for path in in_one_language(pages, tags[1:]) if path not in first] if tags[1:] else []
    return [(path, _looks(number)) for number, path in enumerate(first)] + others


def _looks(number: int) -> tuple[Look, ...]:
    look = number % len(NEW)
    return (NEW[look], *([SECOND[look]] if number % DARK_EVERY == 0 else []))


@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_has_a_barrier(wide: Visit, host: str, paths: list[str], tags: list[str], share: int) -> None:
    """Each page is loaded once and changed in place."""
    wrong: list[str] = []
    for path, looks in looked_at(paths, tags)[share::SHARES]:
        wide.page.goto(host + path)
        wide.page.evaluate(AXE)
        for width, scheme, rules in looks:
            wide.page.set_viewport_size({"width": width, "height": 800})
            wide.page.emulate_media(color_scheme=scheme)
            wrong += [f"{path} {width} {scheme} {barrier}" for barrier in barriers(wide.page, rules)]
    assert wrong == []


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
