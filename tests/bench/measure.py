"""Run a command as a user would and note how long it took and how much memory it needed, its children included."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Measure:
    """The best wall time of several runs, and the highest memory of one more (0 where it cannot be known)."""

    seconds: float
    megabytes: float = 0.0


def run(command: list[str], folder: Path) -> float:
    """Seconds from start to end, Python's own start included."""
    environment = {
        **os.environ,
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
    }
    started = time.perf_counter()
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    seconds = time.perf_counter() - started
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return seconds


def measure(command: list[str], folder: Path, prepare: Callable[[], None], runs: int, memory: bool = False) -> Measure:
    """The best of several runs, each after `prepare`; memory is watched in a run of its own."""
    seconds = []
    for _ in range(runs):
        prepare()
        seconds.append(run(command, folder))
    if not memory:
        return Measure(min(seconds))
    prepare()
    with _Watch() as watch:
        run(command, folder)
    return Measure(min(seconds), watch.highest / 1024)


class _Watch:
    """The highest memory of this process's children, shared pages counted once (Linux only)."""

    def __init__(self) -> None:
        self.highest = 0
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> _Watch:
        self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(0.02):
            self.highest = max(self.highest, sum(map(_proportional_kilobytes, _descendants(os.getpid()))))


def _descendants(pid: int) -> list[int]:
    found = []
    for children in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            for child in map(int, children.read_text().split()):
                found += [child, *_descendants(child)]
        except OSError:
            continue  # that thread has ended
    return found


def _proportional_kilobytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0  # that process has ended
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
