"""What is asked of a page that stands in a browser. Each check returns what it finds wrong, a line for each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal, TypeAlias

import axe_playwright_python
from playwright.sync_api import Page

from tests.browser.conftest import NARROW, WIDE
from tests.conftest import ROOT

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text(encoding="utf-8")
"""Where a tab runs it with each page that comes, the browser has read it before; brought later, it is read anew."""
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice"]
COLOUR_RULES = ["color-contrast", "link-in-text-block"]
COSTLY_RULES = [*COLOUR_RULES, "target-size"]
"""They take most of the time of axe. `contrast` and `targets` ask the same of every page, and axe where it paints."""
LEFT_OUT = ["landmark-unique"]
"""Parts of a form are named by their headings, and a paper may have two of one name; `structure` asks it of menus."""
HERE = Path(__file__).parent
CONTRAST, FOCUS, LOOKS, STRUCTURE, TARGETS = (
    (HERE / f"{name}.js").read_text("utf-8") for name in ("contrast", "focus", "looks", "structure", "targets")
)
FREQUENT = {
    tag: words.split()
    for tag, _, words in (
        line.partition("\t")
        for line in (ROOT / "translations/frequent-words.tsv").read_text("utf-8").splitlines()
        if not line.startswith("#")
    )
}
"""The words that each language says most often, by its tag: by them a text is known."""
WATCH = (HERE / "watch.js").read_text("utf-8")
"""Put into a tab before any page, it writes down what pages do that nobody sees at once."""
RUN = """([rules, without]) => axe.run(document, {
    runOnly: rules, rules: Object.fromEntries(without.map(id => [id, {enabled: false}])),
    preload: false, resultTypes: ['violations'],
  }).then(result => result.violations.map(
    ({id, nodes}) => `${id}: ${nodes[0].html.slice(0, 160)} ${nodes[0].failureSummary}`))"""

LIGHT: Literal["light"] = "light"
DARK: Literal["dark"] = "dark"
Look: TypeAlias = tuple[int, Literal["light", "dark"], tuple[str, ...], tuple[str, ...]]
"""A width, a scheme of colours, the rules of axe, and those of them that are left out."""

NARROWLY: Look = (NARROW, LIGHT, tuple(RULES), tuple(COSTLY_RULES))
WIDELY: Look = (WIDE, LIGHT, tuple(RULES), tuple(COSTLY_RULES))
PAINTED: tuple[Look, ...] = (
    (NARROW, LIGHT, tuple(RULES), ()),
    (NARROW, DARK, tuple(RULES), ()),
    (WIDE, LIGHT, tuple(RULES), ()),
    (WIDE, DARK, tuple(RULES), ()),
)
"""All rules: axe paints to find out what is behind words, where `contrast` reckons it on every page."""

FITS = """() => {
  const root = document.documentElement, scroller = document.scrollingElement, wrong = [];
  const sheet = new CSSStyleSheet();
  const spaced = '* {line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important}'
    + 'p {margin-bottom: 2em !important}';
  const clip = /hidden|clip/, boxes = [...document.querySelectorAll('main *')]
    .filter(part => part.clientHeight > 2 && clip.test(getComputedStyle(part).overflowY) && part.innerText?.trim());
  const parts = [...document.querySelectorAll(
    'main p, main li, main h1, main h2, main h3, header a, header button, nav a')];
  function look(name) {
    if (scroller.scrollWidth > scroller.clientWidth) { wrong.push(`${name}: scrolls sideways`); }
    parts.filter(part => part.scrollWidth > part.clientWidth + 1)
      .filter(part => part.offsetParent && getComputedStyle(part).display !== 'inline')
      .concat(boxes.filter(part => part.scrollHeight > part.clientHeight + 2))
      .forEach(part => wrong.push(`${name} cuts off: ${part.textContent.trim().slice(0, 60)}`));
  }
  look('320 px');
  const own = [...document.adoptedStyleSheets];
  document.adoptedStyleSheets = [...own, sheet];
  sheet.replaceSync(spaced);
  look('text spacing');
  const worded = parts.filter(part => part.offsetParent && part.innerText?.trim());
  const sizes = worded.map(part => parseFloat(getComputedStyle(part).fontSize));
  root.style.fontSize = '200%';
  look('200 % text');
  worded.filter((part, at) => parseFloat(getComputedStyle(part).fontSize) < 1.5 * sizes[at])
    .forEach(part => wrong.push(`200 % text does not grow: ${part.textContent.trim().slice(0, 60)}`));
  root.style.fontSize = '';
  document.adoptedStyleSheets = own;
  return wrong;
}"""

PRINTED = """() => {
  const seen = part => part.checkVisibility();
  const {color, backgroundColor} = getComputedStyle(document.body);
  const light = said => {
    const [red, green, blue, seen = 1] = said.match(/[0-9.]+/g).map(Number);
    return seen ? (red + green + blue) / 765 : 1;
  };
  const worded = [...document.querySelectorAll('main *')].filter(seen)
    .filter(part => !part.closest('svg') && [...part.childNodes].some(each => each.nodeType === 3 && each.data.trim()));
  return {
    pale: worded.filter(part => light(getComputedStyle(part).color) > 0.5).map(part => part.textContent.slice(0, 40)),
    dark: [...document.querySelectorAll('main, main *')].filter(seen).filter(part => !part.closest('svg'))
      .filter(part => light(getComputedStyle(part).backgroundColor) < 0.5).length,
    small: worded.filter(part => !part.closest('sup, sub') && parseFloat(getComputedStyle(part).fontSize) < 8.5)
      .map(part => part.textContent.slice(0, 40)),
    frame: [...document.querySelectorAll(
      '.md-header, #__menu, .md-toc, .md-skip, .md-footer__pages, #__search')].filter(seen).length,
    headed: seen(document.querySelector('h1')),
    colours: [color, backgroundColor],
    split: [...document.querySelectorAll('tr')].filter(row => getComputedStyle(row).breakInside !== 'avoid').length,
    hidden: [...document.querySelectorAll('.note--draft:not(.paper__stamp)')].filter(stamp => !seen(stamp)).length,
  };
}"""
ON_PAPER = {
    "pale": [],
    "dark": 0,
    "small": [],
    "frame": 0,
    "headed": True,
    "colours": ["rgb(0, 0, 0)", "rgb(255, 255, 255)"],
    "split": 0,
    "hidden": 0,
}

WORDS = """() => [...document.querySelectorAll('main :is(p, li, h1, h2, h3, h4, td, th, dt, dd, label, legend)')]
  .filter(part => !part.closest('details, .md-toc') && part.checkVisibility({visibilityProperty: true}))
  .map(part => part.innerText.trim()).filter(words => words)"""

READ = WORDS.replace(
    "details, .md-toc",
    "nav, details, form, .groups, .bar, .buttons, .downloads, .action, .other-action, .note--no-script, [role=status]",
)
"""As `WORDS`, without what serves to go elsewhere or to fill in, which nobody can do on paper."""

BEGIN_WALK = """() => {
  const FOCUSABLE = 'a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex]';
  const groups = new Set();
  window.walkTo = [...document.querySelectorAll(FOCUSABLE)].filter(part => !part.disabled && part.tabIndex >= 0)
    .filter(part => part.checkVisibility({visibilityProperty: true}))
    .filter(part => part.type !== 'radio' || (!groups.has(part.name) && groups.add(part.name)));
  window.walked = [];
  // A window that gets the focus back says again where it stands: that is no second visit.
  const note = part => { if (window.walked[window.walked.length - 1] !== part) { window.walked.push(part); } };
  if (!window.walking) { document.addEventListener('focusin', event => note(event.target)); }
  window.walking = true;
  document.activeElement.blur();
  window.getSelection().removeAllRanges();
  // A field for a date is four stops: its day, month and year, and the calendar.
  return window.walkTo.length + 3 * document.querySelectorAll('input[type=date]').length;
}"""
END_WALK = """() => {
  const {walked, walkTo} = window, again = walked.indexOf(walked[0], 1);
  if (again < 0) { return [`does not end: ${walked.length} stops of ${walkTo.length}`]; }
  const round = new Set(walked.slice(0, again));
  const first = part => walked.indexOf(part), name = part => part.outerHTML.slice(0, 80);
  const twice = walked.slice(0, again).filter((part, at) => first(part) < at).map(name);
  const missed = walkTo.filter(part => !round.has(part) && part.type !== 'radio');
  return [...missed.slice(0, 3).map(part => `leaves out: ${part.outerHTML.slice(0, 80)}`),
    ...(round.size < again ? [`comes twice to a stop: ${twice.slice(0, 3).join(' ')}`] : [])];
}"""

NEXT_FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done, 10)))"

SINGLE_KEYS = "abcdefghijklmnopqrstuvwxyz0123456789/?.,"
SLACK = 12
"""Stops more than we count: the browser's own, and parts that it lets keys scroll."""

HEADER_GROUND = "getComputedStyle(document.querySelector('.md-header')).backgroundColor"
SCRIPTLESS = "document.documentElement.classList.contains('no-js')"


def barriers(page: Page, rules: list[str] | tuple[str, ...] = tuple(RULES), without: tuple[str, ...] = ()) -> list[str]:
    """What axe finds wrong with the page as it stands; axe must have been put into it.

    Scripts see in the next frame that a table has become too wide, and let the keyboard scroll it.
    """
    page.evaluate(NEXT_FRAME)
    found: list[str] = page.evaluate(RUN, [list(rules), [*without, *LEFT_OUT]])
    return found


def fits(page: Page) -> list[str]:
    """At 320 px (or 400 %), with wide spacing, with twice as big letters; tables scroll in their frame."""
    found: list[str] = page.evaluate(FITS)
    return found


def seen_as(page: Page, look: Look) -> list[str]:
    """What axe finds when the page is looked at so."""
    width, scheme, rules, without = look
    # So tall that the bar at the edge of a form covers nothing that a reader can scroll to.
    page.set_viewport_size({"width": width, "height": 2400})
    page.emulate_media(color_scheme=scheme)
    return [f"{width} {scheme} {barrier}" for barrier in [*barriers(page, rules, without), *targets(page)]]


def contrast(page: Page) -> list[str]:
    """Words that are too much like their ground, in light and in dark."""
    wrong = []
    for scheme in (DARK, LIGHT):
        page.emulate_media(color_scheme=scheme)
        wrong += [f"{scheme} {words}" for words in page.evaluate(CONTRAST)]
    return wrong


def targets(page: Page) -> list[str]:
    """What is pressed and is too small for that, too near to something else."""
    found: list[str] = page.evaluate(TARGETS)
    return found


def structure(page: Page) -> list[str]:
    """What the page leaves unsaid about itself: see `structure.js`."""
    found: list[str] = page.evaluate(STRUCTURE, FREQUENT)
    return found


def looks(page: Page) -> list[str]:
    """What styles do to words that makes them harder to read: see `looks.js`."""
    found: list[str] = page.evaluate(LOOKS)
    return found


def behaviour(page: Page) -> list[str]:
    """What the page does by itself, with single keys, or for a mouse alone, in a tab that is watched (`WATCH`)."""
    found: list[str] = list(dict.fromkeys(page.evaluate("window.watched")))
    stands = "[location.href, document.activeElement.outerHTML.slice(0, 80), document.body.innerText.length]"
    for key in SINGLE_KEYS:
        page.evaluate("document.activeElement.blur()")
        before = page.evaluate(stands)
        page.keyboard.press(key)
        if page.evaluate(stands) != before:
            found.append(f"key-alone: {key} does something")
            page.keyboard.press("Escape")
    if not page.locator(".md-skip").count():
        return found  # a page without a frame
    page.evaluate("document.querySelector('.md-skip').focus()")
    page.keyboard.press("Enter")
    if not page.evaluate("location.hash === document.querySelector('.md-skip').hash"):
        found.append("enter-does-nothing: on the way past the frame")
    return found


def focus(page: Page) -> list[str]:
    """What takes the focus and is not on the screen, or has no line around it then."""
    found: list[str] = page.evaluate(FOCUS)
    return found


def same_words(page: Page) -> list[str]:
    """Words that stand on a wide screen and not on a small one."""
    page.set_viewport_size({"width": WIDE, "height": 800})
    wide = page.evaluate(WORDS)
    page.set_viewport_size({"width": NARROW, "height": 800})
    narrow = set(page.evaluate(WORDS))
    lost = [words for words in wide if words not in narrow]
    return [f"only on a wide screen: {words[:60]}" for words in lost[:3]]


def walk(page: Page) -> list[str]:
    """Tab leads through all that takes the focus and comes back to where it began; so does Shift+Tab."""
    # At its end the focus leaves the page and comes back by way of the browser. Keys that a program presses meanwhile
    # may bring it back twice, so what looks wrong is walked again at a person's pace: a trap of ours shows at any pace.
    walks = ((key, _walk(page, key) and _walk(page, key, paced=True)) for key in ("Tab", "Shift+Tab"))
    return [f"{key} {wrong}" for key, found in walks for wrong in found]


def _walk(page: Page, key: str, paced: bool = False) -> list[str]:
    stops: int = page.evaluate(BEGIN_WALK)
    for _ in range(stops + SLACK):
        page.keyboard.press(key)
        if paced:
            page.evaluate(NEXT_FRAME)
    found: list[str] = page.evaluate(END_WALK)
    return found


def axe(page: Page) -> list[str]:
    """What axe finds, colours left out; axe must have come with the page."""
    return barriers(page, RULES, tuple(COLOUR_RULES))


def titles(titles: Mapping[str, str]) -> list[str]:
    """Pages that have the same title, by their addresses."""
    pages: dict[str, list[str]] = {}
    for path, title in titles.items():
        pages.setdefault(title, []).append(path)
    return [f"{title}: {', '.join(same)}" for title, same in pages.items() if len(same) > 1]


def printed(page: Page) -> list[str]:
    """No frame on paper, black letters on white, no line of a table split, and draft stamps stay."""
    on_screen = page.evaluate(READ)
    page.emulate_media(media="print", color_scheme=DARK)
    shown, on_paper = page.evaluate(PRINTED), set(page.evaluate(READ))
    page.emulate_media(media="screen", color_scheme=LIGHT)
    lost = [words for words in on_screen if words not in on_paper]
    return [str(shown)] * (shown != ON_PAPER) + [f"only on the screen: {words[:60]}" for words in lost[:3]]


def has_run(page: Page) -> list[str]:
    """Styles are there, and scripts have said so."""
    ground, still = page.evaluate(f"[{HEADER_GROUND}, {SCRIPTLESS}]")
    return ["without styles"] * (ground == "rgba(0, 0, 0, 0)") + ["without scripts"] * still


CHECKS: dict[str, Callable[[Page], list[str]]] = {
    each.__name__: each
    for each in (structure, looks, axe, targets, contrast, fits, same_words, focus, walk, behaviour, printed)
}
"""By name, for the suite that seeds barriers: it sees that each is able to find what it is there for."""
