"""What a test may say of time: processor seconds of the work alone, in its best run, as the usual machine takes them.

A shared machine gives a second of its processor less work on some days than on others. So a run that is over its limit
is set against a fixed piece of work that is measured next to it: a test fails where our code is slow, not the machine.
"""

from __future__ import annotations

import gc
import math
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

RUNS = 3
TEXT = "Who goes there, and what for? " * 40
PARTS = re.compile(r"\w+|\W")
ROUNDS = 900
USUAL = 0.13
"""Processor seconds of `work` on the machine for which limits are written: two cores, on which ten million rounds of
`s += i * i % 7` take 0.62 s. It was measured beside that loop, twelve times: 0.21 of its time in the middle."""


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


def work() -> None:
    """What most of our code does: patterns, words, small lists in a dictionary, and putting them together again."""
    for number in range(ROUNDS):
        held: dict[str, list[tuple[int, int]]] = {}
        for place, word in enumerate(PARTS.findall(TEXT)):
            held.setdefault(word.casefold(), []).append((place, number))
        "".join(sorted(f"{word}{len(places)}" for word, places in held.items()))


def slower() -> float:
    """How many times slower than the usual machine this one is at the moment; 1 where it is as fast, or faster."""
    return max(1.0, seconds_of(work) / USUAL)


def least(runs: Callable[[], float], limit: float, slower: Callable[[], float] = slower) -> float:
    """The seconds of the first run within the limit, else of the best of three, as the usual machine takes them."""
    best = math.inf
    for _ in range(RUNS):
        seconds = runs()
        best = min(best, seconds if seconds <= limit else seconds / slower())
        if best <= limit:
            break
    return best


def times(runs: Callable[[], float], other: Callable[[], float], limit: float) -> float:
    """How many times as long it takes as the other, which is measured next to it: no machine changes that."""
    return least(lambda: runs() / min(other() for _ in range(RUNS)), limit, slower=lambda: 1.0)
