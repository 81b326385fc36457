"""A first visit is light: a page with all that it loads, compressed as servers do, by kind of page."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import WIDE, Visit

WANTED = {"home": 14_600, "guidance": 24_000, "form": 40_000, "classifier": 30_000, "other": 80_000}
"""Bytes at most."""
GUIDANCE = ("principles/", "stages/", "elements/", "guides/", "start/", "office/")
HEAVIEST = 2
"""So many pages of each kind are weighed, those whose own files are the heaviest."""


def kind_of(path: str) -> str:
    """What kind of page stands at an address below its language's folder."""
    if path in ("index.html", "classify.html"):
        return {"index.html": "home", "classify.html": "classifier"}[path]
    if path.startswith("fill/"):
        return "form"
    return "guidance" if path.startswith(GUIDANCE) else "other"


def packed(file: Path) -> int:
    """The size of a file as it is sent."""
    return len(gzip.compress(file.read_bytes())) if file.is_file() else 0


@pytest.mark.parametrize("kind", WANTED)
def test_first_visit_is_light(browser: Browser, host: str, site: Path, paths: list[str], kind: str) -> None:
    pages = [path for path in paths if kind_of(path.partition("/")[2]) == kind and "/" in path]
    own = {path: packed(site / path) + packed((site / path).with_suffix(".js")) for path in pages}
    weights = {
        path: weighed(browser, host, site, path) for path in sorted(pages, key=lambda path: -own[path])[:HEAVIEST]
    }
    assert {path: weight for path, weight in weights.items() if weight > WANTED[kind]} == {}
    assert weights


def weighed(browser: Browser, host: str, site: Path, path: str) -> int:
    """All that a browser asks for that has seen nothing of the site before."""
    context = browser.new_context(viewport={"width": WIDE, "height": 800})
    visit = Visit.watch(context)
    visit.page.goto(host + path)
    visit.page.wait_for_load_state("networkidle")
    context.close()
    return sum(
        packed(site / file) for file in {address.removeprefix(host).partition("#")[0] for address in visit.asked}
    )
