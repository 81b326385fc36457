"""The list of papers and the page of a paper in a real browser; and how long a page may be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.checks import AXE, barriers
from tests.browser.conftest import Tabs, Visit
from tests.conftest import ROOT, loaded

PHONE = 390
MOST_PIXELS = 20_000
"""How high a page may be on a phone; longer ones are read by nobody."""
LONGEST = 24
"""How many pages of a language are measured: those with the most HTML. A short file makes no long page."""
FULL_TEXTS = ("documents/", "checklists/", "glossary.html", "fill/")
"""The papers themselves, and the glossary, which has an A to Z."""
TWO_ENDS = ("en", "ar")


@pytest.fixture
def phone(tabs: Tabs) -> Iterator[Visit]:
    """A tab as wide as a usual phone."""
    with tabs(viewport={"width": PHONE, "height": 800}) as visit:
        yield visit


def shown(page: Page) -> list[str]:
    """The papers that the list shows now."""
    links: list[str] = page.evaluate(
        """() => [...document.querySelectorAll('main .contents > li')].filter(item => item.checkVisibility())
        .map(item => item.querySelector('a').getAttribute('href'))"""
    )
    return links


@pytest.mark.parametrize("tag", TWO_ENDS)
def test_the_list_narrows_by_each_choice(wide: Visit, site: Path, tag: str) -> None:
    """From a disk, by keyboard: every choice takes papers away, the count says how many, and one button undoes it."""
    page = wide.page
    page.goto(f"{site.as_uri()}/{tag}/documents.html")
    every = shown(page)
    assert len(every) == len(loaded(ROOT).templates)
    for choice in page.locator(".narrow select").all():
        choice.focus()
        page.keyboard.press("ArrowDown")
        fewer = shown(page)
        assert 0 < len(fewer) < len(every)
        said = page.locator(".narrow [role=status]").inner_text()
        assert str(len(fewer)) in said and str(len(every)) in said
        page.locator(".narrow button").press("Enter")
        assert shown(page) == every
        assert page.evaluate("document.activeElement.tagName") == "SELECT"
    assert "#" not in page.url
    assert wide.complaints == []


def test_choices_go_together(wide: Visit, host: str) -> None:
    """A heading without a paper is hidden; where nothing fits, the page says so."""
    page = wide.page
    page.goto(f"{host}en/documents.html")
    page.locator("#__narrow-purpose").select_option("children")
    assert page.locator("main h2:visible").first.inner_text() == "Ask children, and those who care for them"
    page.locator("#__narrow-people").select_option("office")
    assert shown(page) == []
    expect(page.locator(".narrow [role=status]")).to_contain_text("No paper fits")


def test_a_stage_leads_to_its_papers(wide: Visit, host: str) -> None:
    page = wide.page
    page.goto(f"{host}en/stages/collection.html")
    page.locator("main a[href*='documents.html#stage-']").click()
    expect(page.locator("#__narrow-stage")).to_have_value("collection")
    assert 3 < len(shown(page)) < len(loaded(ROOT).templates)
    assert page.evaluate("document.querySelector('.narrow').getBoundingClientRect().top") < 200


def test_without_scripts_the_whole_list_stands_there(scriptless: Visit, host: str) -> None:
    """By purpose, and by stage a way to the purposes."""
    page = scriptless.page
    page.goto(f"{host}en/documents.html")
    assert page.locator("main .contents > li a").count() == len(loaded(ROOT).templates)
    assert page.locator(".narrow").count() == 0
    page.goto(f"{host}en/documents.html#stage-review")
    assert page.locator("#stage-review + p a").count() > 1


@pytest.mark.parametrize("tag", TWO_ENDS)
def test_a_paper_has_one_main_button(phone: Visit, site: Path, tag: str) -> None:
    """It stands before the second scroll of a phone, and the one to print after it; all other files are folded away."""
    page = phone.page
    page.goto(f"{site.as_uri()}/{tag}/documents/adult-consent.html")
    main, blank = page.locator("main .action a"), page.locator("main .other-action a")
    assert (main.count(), blank.count()) == (1, 1)
    box, next_box = main.bounding_box(), blank.bounding_box()
    assert box and next_box
    assert box["y"] + box["height"] < 1000
    assert next_box["y"] >= box["y"]
    assert page.locator("main details.folded").first.get_attribute("open") is None
    assert page.locator("main .downloads a:visible").count() == 0
    page.locator("main details.folded summary").first.click()
    assert page.locator("main .downloads a:visible").count() >= 3
    sizes = [item for item in page.locator("main .downloads li").all_inner_texts() if any(map(str.isdigit, item))]
    assert len(sizes) >= 2  # a language has the sizes of paper that its readers print on
    assert phone.complaints == []


def test_the_first_page_is_shown(phone: Visit, site: Path) -> None:
    """It is one picture with a name, no file of its own, and as wide as its place."""
    page = phone.page
    page.goto(f"{site.as_uri()}/en/checklists/design.html")
    drawn = page.get_by_role("img", name="Checklist for the design stage")
    box = drawn.bounding_box()
    assert box
    assert 90 <= box["width"] <= 120
    assert box["height"] > box["width"]
    assert not list(site.rglob("papers/*.svg"))


def test_list_and_paper_have_no_barriers(narrow: Visit, host: str) -> None:
    for path in ("en/documents.html", "ar/documents.html", "ar/documents/adult-consent.html"):
        narrow.page.goto(host + path)
        narrow.page.evaluate(AXE)
        assert barriers(narrow.page) == [], path


@pytest.mark.parametrize("tag", TWO_ENDS)
def test_no_page_is_endless(phone: Visit, site: Path, tag: str) -> None:
    root = site / tag
    files = [file for file in root.rglob("*.html") if not file.relative_to(root).as_posix().startswith(FULL_TEXTS)]
    high = {}
    for file in sorted(files, key=lambda each: -each.stat().st_size)[:LONGEST]:
        phone.page.goto(file.as_uri(), wait_until="domcontentloaded")
        height = phone.page.evaluate("document.documentElement.scrollHeight")
        if height > MOST_PIXELS:
            high[file.relative_to(root).as_posix()] = height
    assert high == {}
