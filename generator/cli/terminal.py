"""What is shown on the terminal: lines, diagnostics and progress."""

from __future__ import annotations

import re
import time
from enum import StrEnum
from pathlib import Path
from typing import Any, NoReturn

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from generator.diagnostics import Diagnostic, has_errors
from generator.report import printable, render_github, render_json, render_text

CLEAN, DIAGNOSTICS, USAGE, BUG = 0, 1, 2, 3
"""The codes with which the program ends."""


class _Terminal(Console):
    """Names of files and words of authors are shown as they are: `[/b]`, `:x:` and signs that steer mean nothing."""

    def print(self, *objects: Any, **how: Any) -> None:
        """Shows it with a mark for each sign by which a terminal is steered."""
        super().print(*(_STEERING.sub("�", each) if isinstance(each, str) else each for each in objects), **how)

    def say(self, words: str) -> None:
        """Shows it as one line: a line end in a file's name could begin another message."""
        self.print(printable(words))


_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
stdout = _Terminal(highlight=False, soft_wrap=True, markup=False, emoji=False)
stderr = _Terminal(stderr=True, highlight=False, soft_wrap=True, markup=False, emoji=False)


class ReportFormat(StrEnum):
    """How diagnostics are printed."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


def rendered(found: list[Diagnostic], report: ReportFormat) -> str:
    """Diagnostics as they are shown."""
    render = {ReportFormat.JSON: render_json, ReportFormat.GITHUB: render_github, ReportFormat.TEXT: render_text}
    return render[report](found, Path.cwd())


def show(found: list[Diagnostic], report: ReportFormat) -> None:
    """Shows diagnostics: for people beside what the command makes, for programs as its output."""
    (stderr if report is ReportFormat.TEXT else stdout).print(rendered(found, report), end="")


def finish(found: list[Diagnostic], report: ReportFormat) -> NoReturn:
    """Shows diagnostics and ends the command with the code that they give."""
    show(found, report)
    raise typer.Exit(DIAGNOSTICS if has_errors(found) else CLEAN)


def stop_on_errors(found: list[Diagnostic]) -> None:
    """Nothing happens, unless one of the diagnostics is an error: then the command ends."""
    if has_errors(found):
        finish(found, ReportFormat.TEXT)


def waits(who: str) -> None:
    """Says for whose build this one waits."""
    stderr.say(f"Waiting for another build ({who or 'it has just begun'}).")


class Progressing:
    """Progress on a terminal; where there is none, a line every ten seconds."""

    EVERY = 10

    def __init__(self) -> None:
        self._said = self._started = time.monotonic()
        self._bars = Progress(
            TextColumn("{task.description:<12}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=stderr,
            disable=not stderr.is_terminal,
        )
        self._tasks: dict[str, int] = {}

    def __enter__(self) -> Progressing:
        self._bars.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._bars.stop()

    def __call__(self, step: str, done: int, total: int) -> None:
        """The step stands at `done` of `total`."""
        if step not in self._tasks:
            self._tasks[step] = self._bars.add_task(step, total=total)
        self._bars.update(self._tasks[step], completed=done, total=total)  # type: ignore[arg-type]
        now = time.monotonic()
        if not stderr.is_terminal and now - self._said >= self.EVERY:
            self._said = now
            stderr.say(f"  {now - self._started:.0f} s: {step} {done} of {total}")
