"""Each kind of page without its style sheets: all is there, once, in an order that makes sense, and of a sane size."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import KINDS
from tests.conftest import ROOT

SHEETS = ROOT / "templates/theme/assets/stylesheets"
UNSTYLED = """() => {
  document.querySelectorAll('link[rel=stylesheet]').forEach(link => link.remove());
  const say = part => part.textContent.replace(/\\s+/g, ' ').trim();
  const shown = part => part.checkVisibility ? part.checkVisibility() : part.getClientRects().length > 0;
  const order = ['.md-skip', '.md-header', '#__menu', 'main h1', '.md-footer', '#__sheet']
    .map(name => document.querySelector(name)).filter(part => part);
  const every = what => Array.from(document.querySelectorAll(what)).filter(shown);
  const like = (part, other) => other && other.tagName === part.tagName && shown(other) && say(other) === say(part);
  const words = every('main :is(h1, h2, h3, p:has(+ :not(.second-title)), li, dt, dd, summary, label)');
  return {
    order: order.every((part, at) => !at || Boolean(order[at - 1].compareDocumentPosition(part) & 4)),
    counted: every('main ol > li').map(say).filter(said => /^\\d+[.)]/.test(said)),
    twice: words.filter(part => say(part).length > 3 && like(part, part.nextElementSibling)).map(say),
    large: every('svg, img').map(part => part.getBoundingClientRect())
      .filter(box => box.width > 700 || box.height > 2000).length,
    icons: every('.icon, .mark, .picture').filter(part => part.getBoundingClientRect().width > 48).length,
    titles: every('main h1').map(say).filter(said => said).length
  };
}"""


@pytest.mark.parametrize("tag", ["en", "ar"])
@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
def test_a_page_is_read_without_styles(browser: Browser, host: str, tag: str, scripts: bool) -> None:
    """No list counts what counts itself, nothing stands twice in a row, and no drawing fills the screen."""
    context = browser.new_context(viewport={"width": 390, "height": 800}, java_script_enabled=True)
    if not scripts:
        context.route("**/*.js", lambda route: route.abort())
    context.route("**/*.css", lambda route: route.abort())
    page = context.new_page()
    for path in KINDS:
        page.goto(f"{host}{tag}/{path}.html")
        found = page.evaluate(UNSTYLED)
        wanted = {"order": True, "counted": [], "twice": [], "large": 0, "icons": 0, "titles": 1}
        assert found == wanted, f"{tag}/{path}"
    context.close()


def test_no_words_stand_in_a_style_sheet() -> None:
    """Signs and numbers that decorate may; what says something is in the page."""
    found = {
        f"{sheet.name}: {words}"
        for sheet in SHEETS.glob("*.css")
        for said in re.findall(r"(?<![-\w])content:[^;}]*", sheet.read_text(encoding="utf-8"))
        for words in re.findall(r'"([^"]*)"', said)
        if re.search(r"[^\W_]", re.sub(r"\\[0-9a-f]{4}", "", words))
    }
    assert found == set()
