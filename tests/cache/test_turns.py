"""Builds of one project take turns, also when one dies; other commands read and write beside them."""

from __future__ import annotations

import multiprocessing
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from generator.cache import turns
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


@pytest.mark.skipif(sys.platform == "win32", reason="nothing waits there")
@pytest.mark.parametrize("others", [False, True])
@pytest.mark.parametrize("name", ["os.open", "fcntl.flock", "_is_still"])
def test_who_is_stopped_while_taking_a_turn_leaves_none(tmp_path: Path, name: str, others: bool) -> None:
    """Another's stays: it is the file of who is inside."""
    place = tmp_path / "turn"

    def stopped() -> None:
        def stop_once(real: Callable[..., object]) -> Callable[..., object]:
            def call(*arguments: object, **more: object) -> object:
                real(*arguments, **more) if name != "fcntl.flock" else None
                patch.undo()
                raise KeyboardInterrupt

            return call

        room, _, own = name.rpartition(".")
        module = getattr(turns, room) if room else turns
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(module, own, stop_once(getattr(module, own)))
            with pytest.raises(KeyboardInterrupt), one_at_a_time(place):
                pytest.fail("it was not stopped")

    if not others:
        stopped()
        assert not place.exists()
    elif name != "_is_still":  # there it would wait for its turn
        with one_at_a_time(place):
            stopped()
            assert place.exists()
        assert not place.exists()


def test_values_are_kept_by_many_processes_at_once(tmp_path: Path) -> None:
    assert run(*(CONTEXT.Process(target=keep_many, args=(tmp_path, number)) for number in range(4))) == [0, 0, 0, 0]
