"""Builds of one project take turns, also when one dies; other commands read and write beside them."""

from __future__ import annotations

import multiprocessing
import time
from pathlib import Path

from generator.cache.store import Store, key_of
from generator.cache.turns import one_at_a_time

CONTEXT = multiprocessing.get_context("spawn")


def write_twice(folder: Path, name: str) -> None:
    with one_at_a_time(folder / "turn"), (folder / "log").open("a", encoding="utf-8", buffering=1) as log:
        log.write(f"{name}\n")
        time.sleep(0.2)
        log.write(f"{name}\n")


def die_inside(folder: Path) -> None:
    with one_at_a_time(folder / "turn"):
        (folder / "entered").touch()
        time.sleep(600)


def keep_many(folder: Path, number: int) -> None:
    for each in range(60):
        store = Store(folder)
        store.keep(key_of(str(each % 30)), (number, each % 30))
        assert store.value(key_of(str((each + 7) % 30))) in (None, *((other, (each + 7) % 30) for other in range(4)))


def run(*processes: multiprocessing.process.BaseProcess) -> list[int | None]:
    for process in processes:
        process.start()
    for process in processes:
        process.join(600)
    return [process.exitcode for process in processes]


def test_each_finishes_before_the_next_begins(tmp_path: Path) -> None:
    codes = run(*(CONTEXT.Process(target=write_twice, args=(tmp_path, name)) for name in "abc"))
    assert codes == [0, 0, 0]
    said = (tmp_path / "log").read_text(encoding="utf-8").split()
    assert said[::2] == said[1::2]
    assert sorted(said[::2]) == ["a", "b", "c"]


def test_the_turn_of_a_process_that_dies_is_over(tmp_path: Path) -> None:
    dying = CONTEXT.Process(target=die_inside, args=(tmp_path,))
    dying.start()
    while not (tmp_path / "entered").exists():
        time.sleep(0.02)
    dying.kill()
    dying.join(600)
    assert run(CONTEXT.Process(target=write_twice, args=(tmp_path, "next"))) == [0]


def test_values_are_kept_by_many_processes_at_once(tmp_path: Path) -> None:
    assert run(*(CONTEXT.Process(target=keep_many, args=(tmp_path, number)) for number in range(4))) == [0, 0, 0, 0]
