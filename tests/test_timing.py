"""Assertions of time count the work, stop as soon as it holds, and are used by every test that speaks of seconds."""

from __future__ import annotations

import re
from functools import partial

from tests.conftest import ROOT
from tests.timing import least, measured, seconds_of


def test_the_best_of_three_runs_counts() -> None:
    for taken, counted, left in (([1, 9, 9], 1, 2), ([3, 1, 9], 1, 1), ([5, 4, 3], 3, 0), ([5, 3, 4], 3, 0)):
        runs = [float(seconds) for seconds in taken]
        assert least(partial(runs.pop, 0), 2) == counted
        assert len(runs) == left


def test_work_counts_and_waiting_memory_does_not() -> None:
    with measured() as spent:
        sum(range(3_000_000))
    assert spent.seconds > 0.01
    assert seconds_of(lambda: None) < spent.seconds


def test_no_test_measures_seconds_in_a_way_of_its_own() -> None:
    """One run on a busy machine has refused everybody's work before."""
    own = re.compile(r"process_time\(|getrusage\(resource\.RUSAGE_SELF|\bassert [^\n]*\.seconds <")
    apart = {"timing.py", "test_timing.py", "test_bench.py", "papers.py", "measure.py"}
    files = [path for path in (ROOT / "tests").rglob("*.py") if path.name not in apart]
    assert [path.name for path in files if own.search(path.read_text("utf-8"))] == []
