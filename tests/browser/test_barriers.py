"""The checks are able to find what they are there for: each kind of barrier, put into a built page, is found."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.barriers import BARRIERS, Barrier
from tests.browser.checks import AXE, CHECKS, WATCH, titles
from tests.browser.conftest import NARROW, Visit, device
from tests.passed import Passed

ENOUGH = 0.9


@pytest.fixture(scope="module")
def visit(browser: Browser) -> Iterator[Visit]:
    """One tab for all: a barrier is gone with the page that it was put into, and a tab takes longer than a check."""
    visit = device(browser, {"width": NARROW, "height": 640})
    visit.page.add_init_script(AXE)
    visit.page.add_init_script(WATCH)
    yield visit
    visit.page.context.close()


@pytest.fixture(scope="module")
def usual() -> dict[tuple[str, str], list[str]]:
    """What each check says of each page without a barrier."""
    return {}


@pytest.mark.parametrize("barrier", [each for each in BARRIERS if each.seed], ids=lambda each: each.name)
def test_a_barrier_is_found(
    visit: Visit, usual: dict[tuple[str, str], list[str]], host: str, passed: Passed, barrier: Barrier
) -> None:
    if passed.holds(barrier.name):
        return
    check, page, visit.asked = CHECKS[barrier.check], visit.page, []
    page.set_viewport_size({"width": NARROW, "height": 640})
    page.goto(host + barrier.page)
    before = usual.get((barrier.check, barrier.page))
    if before is None:
        before = usual[barrier.check, barrier.page] = check(page)
    page.evaluate(f"() => {{ localStorage.clear(); sessionStorage.clear(); {barrier.seed} }}")
    new = [line for line in check(page) if line not in before]
    assert [line for line in new if barrier.finds in line], new
    passed.keep({barrier.name: [barrier.page, *visit.files(host)]})


def test_two_pages_of_one_title_are_found() -> None:
    assert titles({"a": "Same", "b": "Same", "c": "Other"}) == ["Same: a, b"]


def test_nearly_every_kind_is_found() -> None:
    """At least nine of ten; of each other it is said why no machine can."""
    assert len({each.name for each in BARRIERS}) == len(BARRIERS) >= 40
    assert all(bool(each.untold) != bool(each.finds) for each in BARRIERS)
    assert sum(bool(each.finds) for each in BARRIERS) >= ENOUGH * len(BARRIERS)
