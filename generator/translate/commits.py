"""What will be asked of a review when it is sent: whose commit it is, and what else stands in it."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from generator.catalog.entries import REVIEW_FILE
from generator.diagnostics import Diagnostic, Position, Severity
from generator.library.people import same_person, without_addresses
from generator.translate.files import FOLDER

_PATIENCE = 10
"""Seconds that git may take."""


def before_sending(root: Path, tag: str, reviewer: str) -> Iterator[Diagnostic]:
    """A warning for each thing that a pull request would be refused for; none where there is no git."""
    position = Position(root / FOLDER / tag / REVIEW_FILE)
    if not _git(root, "rev-parse", "--is-inside-work-tree"):
        return
    author = _git(root, "var", "GIT_AUTHOR_IDENT").rpartition(">")[0].rpartition("<")[2]
    if author and not same_person(without_addresses(author), reviewer):
        message = f"git would name {without_addresses(author)} as the author, not '{reviewer}'"
        help = "let the reviewer commit this, or commit it with --author='NAME <ADDRESS>' of the reviewer"
        yield Diagnostic("REVIEW009", message, position, help, Severity.WARNING)
    changed = _git(root, "status", "--porcelain", "--", f"{FOLDER}/{tag}").splitlines()
    words = [line[3:] for line in changed if line.endswith(".po")]
    if words:
        message = f"words of '{tag}' have changed too and are not committed: {words[0]} and {len(words) - 1} more"
        help = "send the words first, and the review in a pull request of its own"
        yield Diagnostic("REVIEW010", message, position, help, Severity.WARNING)


def _git(root: Path, *arguments: str) -> str:
    """What git answers; nothing where there is no git, no repository, or no author."""
    command = ["git", "-C", str(root), *arguments]
    try:
        done = subprocess.run(command, capture_output=True, check=False, timeout=_PATIENCE)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.decode(errors="replace").strip("\n") if done.returncode == 0 else ""
