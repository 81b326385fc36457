"""What a page says of itself: the language that it really speaks, and on paper where it comes from."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.browser.conftest import Visit, leads_on
from tests.conftest import said_in

MAIN = re.compile(r"<main[^>]*>.*?</main>", re.DOTALL)
DRAFT = re.compile(r'<div class="note note--draft".*?</div>', re.DOTALL)
ARABIC = re.compile(r"[\u0600-\u06ff]")
LATIN = re.compile(r"[A-Za-z]")


def said(page: str) -> str:
    """The words of a page's main part, without the note that says how much of it is translated."""
    main = MAIN.search(page)
    assert main
    return re.sub(r"<[^>]+>|&\w+;", " ", DRAFT.sub(" ", main[0]))


def test_a_page_that_is_all_english_says_so(site: Path, tags: list[str]) -> None:
    """In its main part, to screen readers and the browser's letters, and in its title, to who sees it in a list."""
    for path in sorted((site / "ar").rglob("*.html")):
        page = path.read_text(encoding="utf-8")
        if leads_on(path) or "<form" in page or page.count("<script src=") > 1:
            continue  # what scripts write there is in the language of the site
        if path.name == "data.html":
            continue  # names of files, which are in no language, are most of it
        words = said(page)
        own, others = len(ARABIC.findall(words)), len(LATIN.findall(words))
        speaks_english = '<main class="md-content" id="__content" tabindex="-1" lang="en" dir="ltr">' in page
        title = re.search(r"<title([^>]*)>([^<]*)</title>", page)
        assert title
        if own < others / 50:
            assert speaks_english, path
        if own > others:
            assert not speaks_english, path
        if speaks_english:
            assert 'lang="en"' in title[1]
            assert said_in("ar", "search-english") in title[2].split(" – "), path
    assert "ar" in tags


@pytest.mark.parametrize("path", ["index.html", "404.html"])
def test_pages_above_the_languages_have_the_foot_of_printed_sheets(wide: Visit, host: str, path: str) -> None:
    page = wide.page
    page.goto(host + path)
    foot = page.locator("#__sheet")
    assert not foot.is_visible()
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert foot.is_visible()
    words = foot.inner_text()
    assert host in words
    assert re.search(r"20\d\d-\d\d-\d\d", words)
    assert re.search(r"\d+\.\d+\.\d+", words)
