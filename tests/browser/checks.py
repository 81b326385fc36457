"""What is asked of a page that stands in a browser. Each check returns what it finds wrong, a line for each."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeAlias

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
CONTRAST = (Path(__file__).parent / "contrast.js").read_text(encoding="utf-8")
RUN = """([rules, without]) => axe.run(document, {
    runOnly: rules, rules: Object.fromEntries(without.map(id => [id, {enabled: false}])),
    preload: false, resultTypes: ['violations'],
  }).then(result => result.violations.map(
    ({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`))"""

LIGHT: Literal["light"] = "light"
DARK: Literal["dark"] = "dark"
Look: TypeAlias = tuple[int, Literal["light", "dark"], tuple[str, ...], tuple[str, ...]]
"""A width, a scheme of colours, the rules of axe, and those of them that are left out."""

NARROWLY: Look = (NARROW, LIGHT, tuple(RULES), tuple(COLOUR_RULES))
WIDELY: Look = (WIDE, LIGHT, tuple(RULES), tuple(COLOUR_RULES))
COLOURS: tuple[Look, ...] = (
    (NARROW, LIGHT, tuple(COLOUR_RULES), ()),
    (NARROW, DARK, tuple(COLOUR_RULES), ()),
    (WIDE, LIGHT, tuple(COLOUR_RULES), ()),
    (WIDE, DARK, tuple(COLOUR_RULES), ()),
)
"""axe paints to find out what is behind words, which takes most of its time: `contrast` reckons it on every page."""

FITS = """() => {
  const root = document.documentElement, scroller = document.scrollingElement, wrong = [];
  const sheet = new CSSStyleSheet();
  const spaced = '* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}'
    + 'p {margin-bottom: 2em !important}';
  const parts = [...document.querySelectorAll(
    'main p, main li, main h1, main h2, main h3, header a, header button, nav a')];
  function look(name) {
    if (scroller.scrollWidth > scroller.clientWidth) { wrong.push(`${name}: scrolls sideways`); }
    parts.filter(part => part.scrollWidth > part.clientWidth + 1)
      .filter(part => part.offsetParent && getComputedStyle(part).display !== 'inline')
      .forEach(part => wrong.push(`${name} cuts off: ${part.textContent.trim().slice(0, 60)}`));
  }
  look('320 px');
  document.adoptedStyleSheets = [sheet];
  sheet.replaceSync(spaced);
  look('text spacing');
  root.style.fontSize = '200%';
  look('200 % text');
  root.style.fontSize = '';
  document.adoptedStyleSheets = [];
  return wrong;
}"""

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

HEADER_GROUND = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
SCRIPTLESS = "document.documentElement.classList.contains('no-js')"


def barriers(page: Page, rules: list[str] | tuple[str, ...] = tuple(RULES), without: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong with the page as it stands; axe must have been put into it."""
    found: list[str] = page.evaluate(RUN, [list(rules), list(without)])
    return found


def fits(page: Page) -> list[str]:
    """At 320 px (or 400 %), with wide spacing, with twice as big letters; tables scroll in their frame."""
    found: list[str] = page.evaluate(FITS)
    return found


def seen_as(page: Page, look: Look) -> list[str]:
    """What axe finds when the page is looked at so."""
    width, scheme, rules, without = look
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    return [f"{width} {scheme} {barrier}" for barrier in barriers(page, rules, without)]


def contrast(page: Page) -> list[str]:
    """Words that are too much like their ground, in light and in dark."""
    wrong = []
    for scheme in (DARK, LIGHT):
        page.emulate_media(color_scheme=scheme)
        wrong += [f"{scheme} {words}" for words in page.evaluate(CONTRAST)]
    return wrong


def printed(page: Page) -> list[str]:
    """No frame on paper, black letters on white, no line of a table split, and draft stamps stay."""
    page.emulate_media(media="print", color_scheme=DARK)
    shown = page.evaluate(PRINTED)
    page.emulate_media(media="screen", color_scheme=LIGHT)
    return [] if shown == ON_PAPER else [str(shown)]


def has_run(page: Page) -> list[str]:
    """Styles are there, and scripts have said so."""
    bare = page.evaluate(HEADER_GROUND) == "rgba(0, 0, 0, 0)"
    still = page.evaluate(SCRIPTLESS)
    return ["without styles"] * bare + ["without scripts"] * still
