"""Pages fit small screens, big letters and paper."""

from __future__ import annotations

import pytest

from tests.browser.conftest import SHARES, Visit, in_one_language

OVERFLOW = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
LARGER = "document.documentElement.style.fontSize = '200%'"
SPACED = """{ const sheet = new CSSStyleSheet();
  sheet.replaceSync('* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}'
    + 'p {margin-bottom: 2em !important}');
  document.adoptedStyleSheets = [sheet]; }"""
LOST = """() => [...document.querySelectorAll(
    'main p, main li, main h1, main h2, main h3, header a, header button, nav a')]
  .filter(part => part.offsetParent && getComputedStyle(part).display !== 'inline')
  .filter(part => part.scrollWidth > part.clientWidth + 1)
  .map(part => part.textContent.trim().slice(0, 60))"""

PRINTED = """() => {
  const seen = part => part.checkVisibility();
  const {color, backgroundColor} = getComputedStyle(document.body);
  return {
    frame: [...document.querySelectorAll(
      '.md-header, #__menu, .md-toc, .md-skip, .md-footer__pages, #__search')].filter(seen).length,
    headed: seen(document.querySelector('h1')),
    colours: [color, backgroundColor],
    split: [...document.querySelectorAll('tr')].filter(row => getComputedStyle(row).breakInside !== 'avoid').length,
    hidden: [...document.querySelectorAll('.note--draft:not(.paper__stamp)')].filter(stamp => !seen(stamp)).length,
  };
}"""
ON_PAPER = {"frame": 0, "headed": True, "colours": ["rgb(0, 0, 0)", "rgb(255, 255, 255)"], "split": 0, "hidden": 0}


@pytest.mark.parametrize("share", range(SHARES))
def test_no_page_scrolls_sideways(narrow: Visit, host: str, paths: list[str], share: int) -> None:
    """At 320 px (or 400 %), with twice as big letters, with wide spacing; tables scroll in their frame."""
    wrong: list[str] = []
    for path in paths[share::SHARES]:
        narrow.page.goto(host + path)
        for name, change in (("320 px", "0"), ("text spacing", SPACED), ("200 % text", LARGER)):
            narrow.page.evaluate(change)
            if narrow.page.evaluate(OVERFLOW) > 0:
                wrong.append(f"{path}: {name}")
            wrong += [f"{path}: {name} cuts off: {words}" for words in narrow.page.evaluate(LOST)]
    assert wrong == []


def test_right_to_left_pages_mirror(wide: Visit, host: str, tags: list[str]) -> None:
    """The menu stands where lines begin."""
    for tag in tags:
        wide.page.goto(f"{host}{tag}/index.html")
        menu, content = wide.page.locator(".md-sidebar").bounding_box(), wide.page.locator("#__content").bounding_box()
        assert menu and content
        begins_left = wide.page.evaluate("document.documentElement.dir") == "ltr"
        assert (menu["x"] < content["x"]) is begins_left, tag


def test_controls_are_big_enough(narrow: Visit, host: str, tags: list[str]) -> None:
    """The frame's controls and the doors are 44 px high or more."""
    for tag in tags:
        narrow.page.goto(f"{host}{tag}/index.html")
        boxes = [part.bounding_box() for part in narrow.page.locator(".tool, .doors > li").all() if part.is_visible()]
        sizes = [box["height"] for box in boxes if box]
        assert len(sizes) >= 3
        assert min(sizes) >= 44, tag


@pytest.mark.parametrize("share", range(SHARES))
def test_paper_shows_the_content_alone(wide: Visit, host: str, paths: list[str], tags: list[str], share: int) -> None:
    """No frame on paper, black letters on white, no line of a table split, and draft stamps stay.

    Each page is printed in one language, by turns: the styles for paper are the same in all.
    """
    wide.page.emulate_media(media="print", color_scheme="dark")
    wrong = {}
    for path in in_one_language(paths, tags)[share::SHARES]:
        wide.page.goto(host + path)
        if (shown := wide.page.evaluate(PRINTED)) != ON_PAPER:
            wrong[path] = shown
    assert wrong == {}
