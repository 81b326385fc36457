"""Three people's tasks, walked from the home page on a phone: each step is a link that they can see."""

from __future__ import annotations

from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.conftest import ROOT

JOURNEYS: list[dict[str, Any]] = yaml.safe_load((ROOT / "tests/journeys/en.yaml").read_text("utf-8"))
MOST_TAPS = 6


def go(page: Page, path: str) -> None:
    """The page is that one, after a tap on a link to it that stands on the page before."""
    name = path.rpartition("/")[2]
    for _ in range(300):  # what is found comes in parts, titles first
        place = "dialog[open]" if page.locator("dialog[open]").count() else "main"
        for link in page.locator(f'{place} a[href*="{name}.html"]').all():
            if link.is_visible() and (link.evaluate("link => link.pathname")).endswith(f"/{path}.html"):
                link.click()
                page.wait_for_url(f"**/{path}.html*")
                return
        page.wait_for_timeout(100)
    pytest.fail(f"{page.url} shows no link to {path}")


def search(page: Page, words: str) -> None:
    """The words are searched for, and results stand there."""
    field = page.locator('input[type="search"]').first
    if not field.is_visible():
        page.locator("header button, header a").filter(has_text="Search").first.click()
        field = page.locator('input[type="search"]').first
    field.fill(words)
    field.press("Enter")
    expect(page.locator('dialog[open] a[href*=".html"]').first).to_be_visible()


def take(page: Page, step: dict[str, Any]) -> int:
    """The step was taken; returns how many taps it cost."""
    (kind, what), *_ = step.items()
    if kind == "go":
        go(page, what)
    elif kind == "press":
        page.get_by_role("button", name=what).first.click()
    elif kind == "search":
        search(page, what)
    elif kind == "type":
        for label, words in what.items():
            page.get_by_role("textbox", name=label).first.fill(words)
    else:
        expect(page.get_by_text(what).locator("visible=true").first).to_be_visible()
    return kind in ("go", "press", "search")


@pytest.mark.parametrize("journey", JOURNEYS, ids=lambda journey: journey["task"])
def test_a_task_is_done_from_the_home_page(narrow: Visit, host: str, journey: dict[str, Any]) -> None:
    page = narrow.page
    page.goto(f"{host}en/index.html")
    taps = sum(take(page, step) for step in journey["steps"])
    assert taps <= MOST_TAPS
    assert narrow.complaints == []
