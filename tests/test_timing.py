"""Assertions of time count the work, whatever the machine, and are used by every test that speaks of seconds."""

from __future__ import annotations

import re
from functools import partial

import pytest

from tests import timing
from tests.conftest import ROOT
from tests.timing import least, measured, seconds_of, slower, times, work


def test_the_best_of_three_runs_counts() -> None:
    for taken, counted, left in (([1, 9, 9], 1, 2), ([3, 1, 9], 1, 1), ([5, 4, 3], 3, 0), ([5, 3, 4], 3, 0)):
        runs = [float(seconds) for seconds in taken]
        assert least(partial(runs.pop, 0), 2, slower=lambda: 1) == counted
        assert len(runs) == left


def test_a_run_over_the_limit_counts_as_the_usual_machine_takes_it() -> None:
    for taken, factor, counted, left in (([6, 9, 9], 4, 1.5, 2), ([9, 7, 8], 3, 7 / 3, 0), ([2, 9, 9], 4, 2, 2)):
        runs = [float(seconds) for seconds in taken]
        assert least(partial(runs.pop, 0), 2, slower=partial(float, factor)) == counted
        assert len(runs) == left


@pytest.mark.parametrize(("seconds", "factor"), [(0.5, 1), (1, 1), (2.5, 2.5)])
def test_a_fast_machine_is_held_to_the_limit_as_it_is(
    monkeypatch: pytest.MonkeyPatch, seconds: float, factor: float
) -> None:
    monkeypatch.setattr(timing, "seconds_of", lambda _: seconds * timing.USUAL)
    assert slower() == factor


def test_on_a_slow_machine_a_limit_holds_and_can_still_be_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    """This machine is made out to be twenty times slower than usual: work is well within its limit, and more is not."""
    monkeypatch.setattr(timing, "ROUNDS", timing.ROUNDS // 30)
    monkeypatch.setattr(timing, "USUAL", seconds_of(work) / 20)
    limit = 4 * timing.USUAL
    assert seconds_of(work) > limit
    assert least(lambda: seconds_of(work), limit) <= limit
    assert least(lambda: sum(seconds_of(work) for _ in range(16)), limit) > limit


def test_what_is_compared_is_measured_side_by_side() -> None:
    """A machine that is three times slower for one pair is so for both of it."""
    pace = iter((1, 1, 1, 1, 3, 3, 3, 3, 1, 1, 1, 1))
    assert times(lambda: 9 * next(pace), lambda: next(pace), 5) == 9
    assert next(pace, None) is None


def test_work_counts_and_waiting_memory_does_not() -> None:
    with measured() as spent:
        sum(range(3_000_000))
    assert spent.seconds > 0.01
    assert seconds_of(lambda: None) < spent.seconds


def test_no_test_measures_seconds_in_a_way_of_its_own() -> None:
    """One run on a busy machine has refused everybody's work before."""
    own = re.compile(r"process_time\(|getrusage\(resource\.RUSAGE_SELF|\bassert ([^\n]*\.seconds <|seconds_of\()")
    apart = {"timing.py", "test_timing.py", "test_bench.py", "papers.py", "measure.py"}
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.name not in apart]
    assert [path.name for path in files if own.search(path.read_text("utf-8"))] == []
