"""Run a command as a user would: its processor seconds and, where asked, its highest memory, children included."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path

LOOK_EVERY = 0.05

# The kernel counts the seconds of children that somebody has waited for, and nobody waits for those of a process that
# has ended before them: papers are printed by such. So each command runs below a process that adopts them (36 is
# PR_SET_CHILD_SUBREAPER in linux/prctl.h; other systems have no such thing, and count those of living parents), waits
# for all, and tells what they took together.
ADOPTED = """
import ctypes, json, os, resource, subprocess, sys, time
if sys.platform == "linux":
    ctypes.CDLL(None).prctl(36, 1, 0, 0, 0)
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], capture_output=True, text=True)
clock = time.perf_counter() - started
try:
    while True:
        os.wait()
except ChildProcessError:
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
json.dump([spent.ru_utime + spent.ru_stime, clock, done.returncode, done.stdout + done.stderr], sys.stdout)
"""


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
    adopted = [sys.executable, "-S", "-c", ADOPTED, *command]
    running = subprocess.Popen(adopted, cwd=folder, env=environment(), stdout=subprocess.PIPE, text=True)
    with running, _Watch(running.pid if memory else None) as watch:
        told, _ = running.communicate()
    processor, clock, code, words = json.loads(told)
    if code != 0:
        raise SystemExit(f"{' '.join(command)} failed:\n{words}")
    return Measure(processor, clock, watch.highest / 1024)


class _Watch:
    """The highest memory of all that a process started, shared pages counted once (Linux only); 0 without a process."""

    def __init__(self, process: int | None) -> None:
        self.highest = 0
        self._process = process
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> _Watch:
        if self._process is not None:
            self._thread.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self._over.set()
        if self._process is not None:
            self._thread.join()

    def _look(self) -> None:
        while self._process is not None and not self._over.wait(LOOK_EVERY):
            self.highest = max(self.highest, sum(map(_proportional_kilobytes, _descendants(self._process))))


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
