"""The search finds things in each language, in the order a reader expects, and shows why."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit


def open_search(page: Page, address: str) -> None:
    """Open the search on a page and wait until it is ready."""
    page.goto(address)
    page.click("#__search-open")
    page.wait_for_selector("#__search[data-state=ready]")


def look_up(page: Page, words: str) -> list[str]:
    """The titles that a search shows, best first."""
    page.fill("#__search-words", "")
    expect(page.locator("#__search-status")).to_be_empty()
    page.fill("#__search-words", words)
    expect(page.locator("#__search-status")).not_to_be_empty()
    return page.locator("#__search-results .md-search__page").all_inner_texts()


def bare(words: str) -> str:
    """The words without accents and vowel signs, in lower case: as people type them."""
    letters = unicodedata.normalize("NFKD", words.lower())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def titles(page: Page) -> list[str]:
    """The titles of the indexed pages, each once."""
    found: list[str] = page.evaluate("[...new Set(window.citizenDataSearch.documents.map(entry => entry.t))]")
    return found


def test_every_title_is_found(wide: Visit, host: str, tags: list[str]) -> None:
    """Typing a title without its accents puts that page first or nearly so, in every language."""
    for tag in tags:
        open_search(wide.page, f"{host}{tag}/index.html")
        every = titles(wide.page)
        assert len(every) > 5
        sample = every[:: max(1, len(every) // 12)]
        missed = [title for title in sample if title not in look_up(wide.page, bare(title))[:4]]
        assert missed == [], tag


def test_the_whole_way(wide: Visit, host: str) -> None:
    """Word, marked result, number said aloud, Enter, the page and the place in it."""
    open_search(wide.page, host + "en/index.html")
    assert "Informed consent" in look_up(wide.page, "informed consent")[0]
    shown = wide.page.locator("#__search-results li").count()
    assert str(shown) in wide.page.locator("#__search-status").inner_text()
    assert wide.page.locator("#__search-results mark").first.inner_text().lower() in {"informed", "consent"}
    target = wide.page.locator("#__search-results a").first.get_attribute("href")
    wide.page.keyboard.press("Enter")
    wide.page.wait_for_url(lambda url: url != host + "en/index.html")
    assert wide.page.url.removeprefix(host + "en/") == (target or "").removeprefix("./")


def test_part_of_a_word_and_a_slip(wide: Visit, host: str) -> None:
    """The beginning of a word is enough, and one wrong letter does no harm."""
    open_search(wide.page, host + "en/index.html")
    for typed in ("informed conse", "infromed consent", "INFORMED CONSENT"):
        assert any("nformed consent" in title for title in look_up(wide.page, typed)[:4]), typed


def test_all_words_before_some(wide: Visit, host: str) -> None:
    """Places with every word stand before places with one of them, and a stray word does not empty the list."""
    open_search(wide.page, host + "en/index.html")
    assert look_up(wide.page, "consent zzqqxx")
    assert look_up(wide.page, "zzqqxx") == []
    said = wide.page.locator("#__search").get_attribute("data-none")
    assert wide.page.locator("#__search-status").inner_text() == said


@pytest.mark.parametrize("typed", ["الموافقة", "موافقة", "مُوَافَقَة", "الموافقه", "والموافقة", "موافقــة"])
def test_arabic_spellings(typed: str, wide: Visit, host: str, tags: list[str]) -> None:
    """Article, vowel signs, ta marbuta and drawn-out letters make no difference."""
    if "ar" not in tags:
        pytest.skip("the site has no Arabic")
    open_search(wide.page, host + "ar/index.html")
    assert any("موافقة" in title for title in look_up(wide.page, typed)[:4])


@pytest.mark.parametrize("typed", ["l’indépendance", "l'independance", "INDÉPENDANCE", "d’indépendance"])
def test_french_spellings(typed: str, wide: Visit, host: str, tags: list[str]) -> None:
    """Elision, accents and capitals make no difference."""
    if "fr" not in tags:
        pytest.skip("the site has no French")
    open_search(wide.page, host + "fr/index.html")
    assert any("ndépendance" in title for title in look_up(wide.page, typed)[:4])


def test_search_from_a_disk(wide: Visit, site: Path, tags: list[str]) -> None:
    """The search works from file:// as it does from a server."""
    wide.page.context.set_offline(True)
    for tag in tags:
        deep = min((site / tag).glob("*/*.html"))
        open_search(wide.page, deep.as_uri())
        title = titles(wide.page)[1]
        assert title in look_up(wide.page, title)[:4]
    assert wide.complaints == []


def test_hostile_words_stay_words(wide: Visit, host: str) -> None:
    """What is typed or indexed is shown as text, never as markup."""
    open_search(wide.page, host + "en/index.html")
    wide.page.evaluate("window.citizenDataSearch.documents.forEach(entry => { entry.x = '<img src=x> ' + entry.x; })")
    look_up(wide.page, "<img src=x onerror=window.ran=1> consent")
    assert wide.page.locator("#__search img").count() == 0
    assert wide.page.evaluate("window.ran") is None
