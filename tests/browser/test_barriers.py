"""The checks are able to find what they are there for: each kind of barrier, put into a built page, is found."""

from __future__ import annotations

import pytest

from tests.browser.barriers import BARRIERS, Barrier
from tests.browser.checks import CHECKS, titles
from tests.browser.conftest import Visit

ENOUGH = 0.9


@pytest.mark.parametrize("barrier", [each for each in BARRIERS if each.seed], ids=lambda each: each.name)
def test_a_barrier_is_found(narrow: Visit, host: str, barrier: Barrier) -> None:
    check, page = CHECKS[barrier.check], narrow.page
    page.goto(host + barrier.page)
    before = check(page)
    page.evaluate(f"() => {{ {barrier.seed} }}")
    new = [line for line in check(page) if line not in before]
    assert [line for line in new if barrier.finds in line], new


def test_two_pages_of_one_title_are_found() -> None:
    assert titles({"a": "Same", "b": "Same", "c": "Other"}) == ["Same: a, b"]


def test_nearly_every_kind_is_found() -> None:
    """At least nine of ten; of each other it is said why no machine can."""
    assert len({each.name for each in BARRIERS}) == len(BARRIERS) >= 40
    assert all(bool(each.untold) != bool(each.finds) for each in BARRIERS)
    assert sum(bool(each.finds) for each in BARRIERS) >= ENOUGH * len(BARRIERS)
