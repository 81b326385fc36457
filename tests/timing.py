"""What a test may say of time: processor seconds of the work alone, and of its best run, for machines are shared."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

RUNS = 3


@dataclass
class Spent:
    """Processor seconds of this process, children left out."""

    seconds: float = 0.0


@contextmanager
def measured() -> Iterator[Spent]:
    """Counts what happens inside, and not what earlier tests left in memory.

    A test process holds gigabytes by and by. One full collection of them takes seconds, falls on whichever test happens
    to run, and no reader's command ever pays for it: what is there already is kept out of the collector's way.
    """
    spent = Spent()
    gc.freeze()
    started = time.process_time()
    try:
        yield spent
    finally:
        spent.seconds = time.process_time() - started
        gc.unfreeze()


def seconds_of(call: Callable[[], object]) -> float:
    """The processor seconds that a call takes."""
    with measured() as spent:
        call()
    return spent.seconds


def least(runs: Callable[[], float], limit: float) -> float:
    """The seconds of the first run within the limit, else of the best of three: a shared machine only adds time."""
    best = runs()
    for _ in range(RUNS - 1):
        if best <= limit:
            break
        best = min(best, runs())
    return best
