"""Every command, stopped at random moments: by Ctrl+C, by a system that ends it, by a window or a reader that is gone.

    python -m tests.stops --rounds 40 --seed 7 build serve

Each round is the whole command in a fresh interpreter. The signal is real and falls at any moment from the first
millisecond on, to the command alone or to all that it started; sometimes it comes twice. What must hold afterwards:
one line and the code of a stop, or the whole answer; the site whole; no file half-made; nobody left running.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from generator.__main__ import STOPPED, WORDS
from generator.bundle.manifest import list_files, read_manifest
from tests import commands
from tests.conftest import ROOT
from tests.fuzz import in_memory

SIGNALS = (signal.SIGINT, signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LONGEST = 600
"""Seconds after which a command hangs."""
EARLY = 0.1
"""Seconds in which the interpreter itself may still be starting: it answers a signal in its own way."""


class Round:
    """One run of a command in a copy of the project."""

    def __init__(self, prepared: Path, folder: Path, command: str, more: Sequence[str] = ()) -> None:
        self.root = folder / "p"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(prepared, self.root, symlinks=True)
        self.before = half_made(self.root)
        self.said = folder / "said"
        line = [*commands.line(command), *more]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
        with self.said.open("wb") as said, (folder / "out").open("wb") as out:
            self.running = subprocess.Popen(
                [sys.executable, "-m", "generator", *line],
                cwd=self.root, env=environment, stdout=out, stderr=said, stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.default_int_handler),  # noqa: PLW1509 - jobs ignore it
            )  # fmt: skip

    def stop(self, number: signal.Signals, after: float, *, everybody: bool, again: float = 0.0) -> None:
        """The signal comes after so many seconds, and perhaps a second time."""
        time.sleep(after)
        for pause in (0.0, *([again] if again else [])):
            time.sleep(pause)
            with suppress(ProcessLookupError):
                (os.killpg if everybody else os.kill)(self.running.pid, number)

    def wrong(self, usual: tuple[int, ...], early: bool) -> str:
        """What is not as it must be after it has ended; nothing if all is well."""
        try:
            code = self.running.wait(LONGEST)
        except subprocess.TimeoutExpired:
            os.killpg(self.running.pid, signal.SIGKILL)
            return f"it hangs: {self.said.read_text(errors='replace')}"
        said = self.said.read_text(encoding="utf-8", errors="replace")
        lines = [line for line in said.splitlines() if not line.startswith("  ")]
        found = []
        # Before its first own line is read, the interpreter answers in its own way.
        stopped = code == STOPPED and lines[-1:] == [WORDS.strip()]
        if not stopped and code not in usual and not (early and code in (-2, -15, -1, 1, STOPPED)):
            found.append(f"code {code}")
        if not early and ("Traceback" in said or "bug" in said or "Exception ignored" in said or said.count(WORDS) > 1):
            found.append("not one line")
        found += [f"left behind: {each}" for each in sorted(half_made(self.root) - self.before)]
        site = self.root / "site"
        if list_files(site) != read_manifest(site):
            found.append("the site is not whole")
        found += [f"still there: {each}" for each in left_of(self.running.pid)]
        return f"{'; '.join(found)}\n{said}" if found else ""


def half_made(root: Path) -> set[str]:
    """Names that no finished file has."""
    return {
        path.relative_to(root).as_posix()
        for path in root.rglob("*")
        if path.name.endswith((".new", ".turn", ".next", ".previous", ".part", ".tmp")) or path.name.startswith("tmp")
    }


def left_of(session: int, patience: float = 60.0) -> list[str]:
    """The processes of a session that are still there when a slow machine too has ended them."""
    until = time.monotonic() + patience
    while found := list(_of(session)):
        if time.monotonic() > until:
            return found
        time.sleep(0.05)
    return []


def _of(session: int) -> list[str]:
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            state, _, _, its = (folder / "stat").read_text().rpartition(")")[2].split()[:4]
            if int(its) == session and state != "Z":
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode()[:80])
    return found


def stops(names: list[str], rounds: int, seed: int, say: Callable[[str], None]) -> int:
    """How many rounds were wrong; `say` gets each."""
    chance, wrong = random.Random(seed), 0
    with tempfile.TemporaryDirectory(dir=in_memory()) as place:
        folder = Path(place)
        prepared = commands.prepared(folder / "prepared")
        for name in names:
            more = (("--jobs", "2"), ("--jobs", "2", "--format", "docx"), ()) if name == "build" else ((),)
            for extra in more:
                wrong += _rounds(prepared, folder / "round", (name, *extra), rounds, chance, say)
    return wrong


def _rounds(
    prepared: Path,
    folder: Path,
    command: tuple[str, ...],
    rounds: int,
    chance: random.Random,
    say: Callable[[str], None],
) -> int:
    name, *more = command
    began, wrong, whole = time.monotonic(), 0, Round(prepared, folder, name, more)
    if name == "serve":
        whole.stop(signal.SIGINT, 6, everybody=False)
    usual = (whole.running.wait(LONGEST), *((0,) if name == "serve" else ()))
    length = time.monotonic() - began
    for number in range(rounds):
        kind, after = chance.choice(SIGNALS), chance.random() * length
        everybody, again = chance.random() < 0.5, chance.choice((0.0, 0.0, chance.random() * 0.2))
        each = Round(prepared, folder, name, more)
        each.stop(kind, after, everybody=everybody, again=again)
        if said := each.wrong(usual, after < EARLY):
            wrong += 1
            how = f"{kind.name} after {after:.3f} s, {'to all' if everybody else 'alone'}, again {again:.3f}"
            say(f"-- {' '.join(command)}: round {number}, {how}: {said[-1500:]}")
    say(f"{' '.join(command)}: {rounds} rounds, {wrong} wrong (usual {usual[0]}, {length:.1f} s)")
    return wrong


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", default=[])
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    sys.exit(1 if stops(wanted.names or list(commands.ARGUMENTS), wanted.rounds, wanted.seed, print) else 0)
