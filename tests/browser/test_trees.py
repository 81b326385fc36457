"""What a screen reader is told of each kind of page, as a tree that is kept beside this test.

`make trees` writes the trees anew; read what changed before you keep it. They are of the tiny framework, so that no
edit of our texts changes them, and hold what can be gone to: parts, headings, links, controls, lists and tables.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from generator.build import build
from generator.order import Order
from tests.browser.conftest import NARROW, WIDE
from tests.copied import project

KEPT = Path(__file__).parent / "trees"
PAGES = {
    "home": ("index", "body", WIDE),
    "home-on-a-phone": ("index", "body", NARROW),
    "principle": ("principles/privacy", "main", WIDE),
    "questions": ("questions/small", "main", WIDE),
    "paper": ("documents/small-consent", "main", WIDE),
    "form": ("fill/small-consent", "main", NARROW),
    "papers": ("documents", "main", WIDE),
    "glossary": ("glossary", "main", WIDE),
    "session": ("workshops/small-session", "main", WIDE),
}
"""The address of each kind of page, the part of it that is kept, and how wide the screen is."""
WORDS = re.compile(r"^ *- (text|paragraph|strong|emphasis|time|/url|/placeholder)\b.*\n", re.MULTILINE)


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = project(tmp_path_factory.mktemp("trees") / "p")
    assert not build(Order(root, root / "site", formats=("pages",))).failed
    return root / "site"


@pytest.fixture(scope="module")
def tab(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


def tree(tab: Page, part: str) -> str:
    """The tree without what is only read in passing."""
    told = tab.locator(part).aria_snapshot() + "\n"
    return re.sub(r"\n+", "\n", WORDS.sub("", told))


@pytest.mark.parametrize("kind", PAGES)
@pytest.mark.parametrize("tag", ["en", "ar"])
def test_a_screen_reader_is_told_the_same(tab: Page, small: Path, kind: str, tag: str) -> None:
    path, part, width = PAGES[kind]
    tab.set_viewport_size({"width": width, "height": 800})
    tab.goto((small / tag / f"{path}.html").as_uri())
    found, file = tree(tab, part), KEPT / f"{kind}.{tag}.yaml"
    if os.environ.get("TREES") == "write":
        KEPT.mkdir(exist_ok=True)
        file.write_text(found, encoding="utf-8")
    assert found == file.read_text(encoding="utf-8"), "if it is meant so: make trees"
    assert "- heading" in found
