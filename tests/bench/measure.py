"""Run a command as a user would: its processor seconds and, where asked, its highest memory, children included."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import threading
import time
from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY = 0.05


@dataclass(frozen=True, slots=True)
class Measure:
    """Processor seconds of a command and of all that it started, seconds on the clock, and memory (0: not watched)."""

    processor: float
    clock: float
    megabytes: float = 0.0


def environment() -> dict[str, str]:
    """That of this process, in which the packages that it has loaded can be found.

    Python keeps what it compiles, as it does for whoever has not forbidden it.
    """
    path = os.pathsep.join(path for path in sys.path if path)
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": path}


def measure(command: list[str], folder: Path, memory: bool = False) -> Measure:
    """Run the command in the folder once; SystemExit with its words when it fails."""
    with _Watch(memory) as watch:
        before, started = _processor(), time.perf_counter()
        done = subprocess.run(command, cwd=folder, env=environment(), capture_output=True, text=True, check=False)
        clock, processor = time.perf_counter() - started, _processor() - before
    if done.returncode != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{done.stdout}\n{done.stderr}")
    return Measure(processor, clock, watch.highest / 1024)


def _processor() -> float:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    return spent.ru_utime + spent.ru_stime


class _Watch:
    """The highest memory of this process's children, shared pages counted once (Linux only)."""

    def __init__(self, wanted: bool) -> None:
        self.highest = 0
        self._wanted = wanted
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> _Watch:
        if self._wanted:
            self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        if self._wanted:
            self._thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK_EVERY):
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
