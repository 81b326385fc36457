"""The order of the tests: nobody waits for the site, nobody is left with a long test, and no test is lost."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import cast

import pytest

from tests.conftest import in_turn


@dataclass(frozen=True)
class Stand:
    """What the order looks at in a test."""

    path: str
    number: int
    marks: frozenset[str]
    fixturenames: tuple[str, ...]

    def get_closest_marker(self, name: str) -> str | None:
        return name if name in self.marks else None


def made(path: str, count: int, *marks: str, of_site: bool = False) -> list[Stand]:
    """Tests of one file, of which the last is long if `marks` has it."""
    kept = frozenset(marks) - {"long"}
    fixtures = ("site",) if of_site else ()
    return [
        Stand(path, n, kept | {"long"} if n == count - 1 and "long" in marks else kept, fixtures) for n in range(count)
    ]


def ordered(tests: Sequence[Stand]) -> list[Stand]:
    return cast("list[Stand]", in_turn(cast("Sequence[pytest.Item]", tests)))


TESTS = [
    *made("a_short", 20),
    *made("b_site", 6, "slow", "long", of_site=True),
    *made("c_short", 9),
    *made("d_slow", 5, "slow"),
    *made("e_site", 4, "slow", of_site=True),
    *made("f_slow", 3, "slow", "long"),
    *made("g_short", 12),
]


def test_each_test_comes_once() -> None:
    chance = random.Random(1)
    for size in (0, 1, 2, 7, len(TESTS)):
        some = chance.sample(TESTS, size)
        assert sorted(map(repr, ordered(some))) == sorted(map(repr, some))


def test_one_process_begins_with_what_is_long_and_the_other_with_the_site() -> None:
    found = ordered(TESTS)
    begin, middle = found[0], found[len(found) // 2]
    assert (begin.path, "long" in begin.marks) == ("f_slow", True)
    assert (middle.path, "long" in middle.marks) == ("b_site", True)


def test_what_is_short_comes_last_for_both() -> None:
    found = ordered(TESTS)
    half = len(found) // 2
    for part in (found[:half], found[half:]):
        short = ["slow" not in each.marks for each in part]
        assert short == sorted(short)
        assert any(short)


def test_files_stay_together_but_for_what_is_long() -> None:
    rest = [
        each.path for each in ordered(TESTS) if "long" not in each.marks and each.path not in ("c_short", "a_short")
    ]
    assert len(list(groupby(rest))) == len(set(rest))


def test_a_short_test_in_a_slow_file_stays_with_it() -> None:
    found = [each.path for each in ordered([*made("a_short", 8), *made("b_slow", 1), *made("b_slow", 2, "slow")])]
    assert found == ["b_slow"] * 3 + ["a_short"] * 8


def test_more_slow_tests_than_half_are_no_mistake() -> None:
    tests = [*made("a_short", 9), *made("b_slow", 20, "slow"), *made("c_site", 1, "slow", of_site=True)]
    assert [each.path for each in ordered(tests)] == ["b_slow"] * 20 + ["c_site"] + ["a_short"] * 9
