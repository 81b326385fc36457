"""What is opened on a page has no barrier either, axe would see one, and forced colours keep what grounds told."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests import machine
from tests.browser.checks import AXE, DARK, LIGHT, barriers
from tests.browser.conftest import KINDS, Visit
from tests.passed import Passed


def test_opened_parts_have_no_barrier(narrow: Visit, host: str, tags: list[str], passed: Passed) -> None:
    """The menu, the language list and the search with results are part of the page too."""
    for tag in tags:
        if passed.holds(tag):
            continue
        narrow.asked = []
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
        passed.keep({tag: narrow.files(host)})


def test_axe_would_see_a_barrier(wide: Visit, host: str) -> None:
    """The sweep is able to fail."""
    wide.page.goto(host + "en/index.html")
    wide.page.evaluate(AXE)
    wide.page.evaluate("document.querySelector('main').append(document.createElement('button'))")
    assert any(barrier.startswith("button-name") for barrier in barriers(wide.page))


SNIFF = """() => new Promise(done => HTMLCS.process('WCAG2AA', document,
  () => done(HTMLCS.getMessages().filter(({type}) => type === HTMLCS.ERROR)
    .map(({code, msg, element}) => `${code}: ${msg} ${(element.outerHTML || '').slice(0, 100)}`)),
  () => done(['it failed'])))"""
NOTHING_IS_SENT = "H32.2"
"""A form must have a button that sends it; ours are sent nowhere."""


@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_second_sniffer_finds_nothing(wide: Visit, host: str, tag: str) -> None:
    sniffer = machine.html_codesniffer()
    if sniffer is None:
        pytest.skip("HTML_CodeSniffer is fetched by npm, which is not here")
    script = sniffer.read_text(encoding="utf-8")
    found = []
    for path in KINDS:
        wide.page.goto(f"{host}{tag}/{path}.html")
        wide.page.evaluate(script)
        found += [f"{path}: {each}" for each in wide.page.evaluate(SNIFF) if NOTHING_IS_SENT not in each]
    assert found == []


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
