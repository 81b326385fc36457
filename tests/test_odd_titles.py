"""A title may be any words: none becomes an id, stops a script or a build, or is printed without its letters unsaid.

All titles of all kinds of content at once are a word that a script could take for its own, or signs; in English and as
a translation.
"""

from __future__ import annotations

import re
import shutil
from functools import partial
from html.parser import HTMLParser
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from generator.build import build
from generator.order import Order
from generator.translating import sync
from tests import machine
from tests.copied import project
from tests.test_hostile import Answer

pytestmark = pytest.mark.slow

TITLE = re.compile(r"(\b(?:title|name|heading): )('[^']*'|\"[^\"]*\"|[^,}\n]+)")
UNLIKE = ("site.yaml", "menu.yaml", "wording.yaml", "interface.yaml")
"""Files whose titles stand in the frame of every page; they are translated, and so tried in Arabic."""
NO_FONT = "𒀀"

MADE = {
    "fill/small-consent.html": "#fill-tools button",
    "numbers/small-sums.html": "output.number",
    "classify.html": ".classify button, section button",
    "groups.html": "#groups-file",
    "documents.html": ".narrow select",
    "packs.html": "button",
}
"""What a script adds to a page when it works."""


def titled(root: Path, title: str) -> Path:
    """The project with this title for everything, in English and in Arabic."""
    for file in [*(root / "content").rglob("*.yaml"), *(root / "templates/documents").glob("*.yaml")]:
        if file.name not in UNLIKE:
            text = file.read_text(encoding="utf-8")
            file.write_text(TITLE.sub(rf'\g<1>"{title}"', text), encoding="utf-8")
    for file in [*(root / "content").rglob("*.md")]:
        text = file.read_text(encoding="utf-8")
        file.write_text(re.sub(r"^title: .*$", f'title: "{title}"', text, flags=re.MULTILINE), encoding="utf-8")
    translated(root, title)
    return root


def translated(root: Path, title: str) -> None:
    """Every title is translated so."""
    list(sync(root, ("ar",)))
    for file in (root / "translations/ar").rglob("*.po"):
        text = re.sub(r'"\n"', "", file.read_text(encoding="utf-8"))
        entry = r'(msgctxt "[^"]*[.#-](?:title|name|heading)"\nmsgid [^{}\n]*\nmsgstr )".*"$'
        file.write_text(re.sub(entry, rf'\g<1>"{title}"', text, flags=re.MULTILINE), encoding="utf-8")


class Names(HTMLParser):
    """The ids of a page and what leads to them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, str | None]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note them."""
        wanted = ("id", "name", "for", "data-field", "aria-describedby")
        self.found += [(tag, f"{name}={value}") for name, value in attrs if name in wanted]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site whose titles are all one plain word."""
    root = titled(project(tmp_path_factory.mktemp("plain") / "p"), "Wells")
    assert not build(Order(root, root / "site", jobs=1)).failed
    return root / "site"


TITLES = ["Fill", "constructor", "→ ✓ ☐ ★ ≥", "😀"]


def test_any_title_for_everything(plain: Path, tmp_path: Path) -> None:
    sites = []
    for number, title in enumerate(TITLES):
        root = titled(project(tmp_path / str(number)), title)
        outcome = build(Order(root, root / "site", jobs=1))
        assert not outcome.failed, (title, outcome.diagnostics[:3])
        site = root / "site"
        sites.append(site)
        pages = sorted(path.relative_to(site) for path in site.glob("*/**/*.html"))
        assert pages == sorted(path.relative_to(plain) for path in plain.glob("*/**/*.html")), title
        for page in pages:
            names, wanted = (Names((each / page).read_text(encoding="utf-8")).found for each in (site, plain))
            assert names == wanted, (title, page)
        shown = (site / "ar/numbers/small-sums.html").read_text(encoding="utf-8")
        assert f'<h1 id="__title">{title}</h1>' in shown
    assert machine.apart(partial(failing, sites)) == []


def failing(sites: list[Path]) -> list[str]:
    """What scripts say when they fail, and the pages to which they add nothing."""
    found: list[str] = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=machine.browser(), args=machine.options())
        tab = browser.new_page()
        tab.on("pageerror", lambda error: found.append(f"{tab.url} {error}"))
        for site, tag, (page, made) in product(sites, ("en", "ar"), MADE.items()):
            tab.goto((site / tag / page).as_uri())
            if tab.locator(made).count() == 0 or "NaN" in tab.locator("main").inner_text():
                found.append(tab.url)
        browser.close()
    return found


def test_a_letter_without_a_font_is_said_with_its_place(tmp_path: Path) -> None:
    """In English it is a mistake of each text; a translation gives way to English, and the rest is built."""
    root = titled(project(tmp_path / "english"), NO_FONT)
    answer = Answer(root, "check")
    assert answer.code == 1
    for kind in ("worksheets/small-sums", "criteria", "levels", "purposes", "sessions/small-session", "question-pages"):
        assert re.search(rf"TXT003[^\n]*\n *--> content/{kind}.yaml:\d+:\d+", answer.said), kind
    assert "name a font that has it" in answer.said
    root = project(tmp_path / "arabic")
    translated(root, NO_FONT)
    answer = Answer(root, "build", "--format", "pages", "--lang", "ar", "--jobs", "1")
    assert answer.code == 0 and "Built in" in answer.said
    for kind in ("worksheets/small-sums", "criteria", "levels", "purposes", "sessions/small-session"):
        assert re.search(rf"TRANS001[^\n]*\n *--> translations/ar/content/{kind}.po:\d+:\d+", answer.said), kind
    assert NO_FONT not in (root / "site/ar/numbers/small-sums.html").read_text(encoding="utf-8")


def test_an_id_may_be_a_word_of_scripts(tmp_path: Path) -> None:
    """`constructor`, which every object of JavaScript knows, as a field, a number, a question and an action."""
    root = project(tmp_path / "p")
    for file, id in (
        ("templates/documents/small-consent.yaml", "organisation"),
        ("content/worksheets/small-sums.yaml", "cost"),
        ("content/classifier.yaml", "ours"),
        ("content/checklists/small-check.yaml", "ask-first"),
    ):
        text = (root / file).read_text(encoding="utf-8")
        (root / file).write_text(re.sub(rf"\b{id}\b(?!-)", "constructor", text), encoding="utf-8")
    shutil.rmtree(root / "content/examples")
    outcome = build(Order(root, root / "site", formats=("pages",), jobs=1))
    assert not outcome.failed, outcome.diagnostics[:3]
    assert machine.apart(partial(failing, [root / "site"])) == []
