"""Pages that people print from the browser: each sheet says what it is, and blanks can be written on."""

from __future__ import annotations

import io
import unicodedata
from pathlib import Path

import pypdf
import pytest
from playwright.sync_api import Page, expect

from generator.library.publication import is_findable
from tests.browser.conftest import Visit
from tests.browser.test_fill_in import turn
from tests.conftest import said_in

PAGES = [
    "en/documents/adult-consent.html",
    "ar/glossary.html",
    "fr/principles/independence.html",
    "en/fill/adult-consent.html",
]
TODAY = "new Date(Date.now() - new Date().getTimezoneOffset() * 60000).toISOString().slice(0, 10)"
STATES = {"en": "state-original", "fr": "state-draft"}
"""What is said of each page; Arabic comes out of a PDF in the shapes and the order in which it stands on paper."""


def sheets(page: Page) -> list[str]:
    """The words of each sheet that the browser prints."""
    pages = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4"))).pages
    return [unicodedata.normalize("NFKC", each.extract_text()) for each in pages]


@pytest.mark.parametrize("path", PAGES)
def test_each_sheet_says_where_it_is_from_when_and_how_far_checked(wide: Visit, host: str, path: str) -> None:
    page = wide.page
    page.goto(host + path)
    printed = sheets(page)
    today = page.evaluate(TODAY)
    state = said_in(path[:2], STATES[path[:2]]) if path[:2] in STATES else ""
    assert len(printed) > 2
    assert all(host + path in words and today in words and state in words for words in printed)


def test_without_scripts_a_sheet_has_the_day_of_the_edition(scriptless: Visit, host: str) -> None:
    page = scriptless.page
    page.goto(f"{host}en/documents/oral-consent.html")
    day = page.locator(".md-footer time").inner_text()
    name = page.locator("h1").inner_text()
    address = page.locator("link[rel=canonical]").get_attribute("href") or ""
    printed = sheets(page)
    assert all(day in words and name in words for words in printed)
    assert all((address in words) == is_findable(address) for words in printed)


def test_from_a_disk_a_sheet_has_the_name_of_its_page_and_no_address(away: Visit, site: Path) -> None:
    """Neither the folder of whoever prints it nor an address that leads nowhere, in another language either."""
    page = away.page
    page.goto((site / "ar/fill/oral-consent.html").as_uri())
    page.locator("#__languages summary").click()
    page.locator("#__languages a[hreflang=en]").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    address = page.locator("link[hreflang=en]").get_attribute("href") or ""
    name = page.locator("h1").inner_text()
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    foot = page.locator("#__sheet").evaluate("foot => foot.textContent.trim()")
    assert foot.startswith(name) and page.evaluate(TODAY) in foot
    assert "file:" not in foot and ("://" in foot) == is_findable(address)


def test_the_paper_with_answers_says_it_too(wide: Visit, host: str) -> None:
    """Below its own foot; stamps of a draft stand at the head of each sheet."""
    page = wide.page
    page.goto(f"{host}ar/fill/oral-consent.html")
    turn(page, "preview")
    page.wait_for_selector(".paper__text")
    drafts = page.locator(".paper__stamp").all_inner_texts()
    printed = sheets(page)
    assert all("/ar/fill/oral-consent.html" in words and "version" in words for words in printed)
    assert not drafts or all("DRAFT" in words for words in printed)


@pytest.mark.parametrize("path", ["en/documents/adult-consent.html", "en/fill/adult-consent.html"])
def test_a_blank_can_be_written_on(wide: Visit, host: str, path: str) -> None:
    """A line of 45 mm with room above it; what belongs there is small."""
    page = wide.page
    page.goto(host + path)
    if "fill" in path:
        turn(page, "preview")
        page.wait_for_selector(".paper__text")
    page.emulate_media(media="print")
    page.evaluate("document.documentElement.classList.add('prints-paper')" if "fill" in path else "0")
    sizes = page.locator(".blank").evaluate_all("""parts => parts.map(part => {
      const box = part.getBoundingClientRect(), style = getComputedStyle(part);
      return [box.width, box.height, parseFloat(style.borderBlockEndWidth), parseFloat(style.fontSize)];
    })""")
    assert len(sizes) > 3
    assert all(wide_ > 165 and high > 33 and line >= 1 and letters < 9 for wide_, high, line, letters in sizes)


@pytest.mark.parametrize(
    ("paper", "most"), [("consent-sheet", 2), ("results-agreement", 2), ("place-notice", 1), ("volunteer-promise", 1)]
)
def test_a_paper_of_one_sheet_is_printed_on_one_by_the_browser_too(
    wide: Visit, host: str, paper: str, most: int
) -> None:
    page = wide.page
    page.goto(f"{host}en/fill/{paper}.html")
    turn(page, "preview")
    page.wait_for_selector(".paper__text")
    assert len(sheets(page)) <= most
