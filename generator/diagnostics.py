"""An author's mistake as a value: where it is, what is wrong, and how to mend it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

MAX_MISTAKES = 100
"""How many mistakes of one file are told at once: a file with more of them is another kind of file."""


class Severity(StrEnum):
    """How far a diagnostic reaches: an error stops the build, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A place in an author's file; line and column count from 1, 0 means "the file as a whole"."""

    file: Path
    line: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake of an author's.

    `code` is stable (`REF001`), `message` says what is wrong in one line, `help` how to mend it.
    """

    code: str
    message: str
    position: Position
    help: str = ""
    severity: Severity = Severity.ERROR


class ToolkitError(Exception):
    """An operation failed for a reason outside the program: a full disk, no browser, a file in the way."""


class UsageError(ToolkitError):
    """What was asked for does not exist: an unknown language, a wrong folder."""


def has_errors(diagnostics: list[Diagnostic]) -> bool:
    """True when at least one of them must stop the build."""
    return any(found.severity is Severity.ERROR for found in diagnostics)


def counted(number: int, noun: str) -> str:
    """The number with what is counted, which has an s unless it is one: `1 page`, `2 pages`."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
