"""Reads an edition's `quotes.lock`."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Diagnostic, Position
from generator.library.quotes import LOCK_NAME, QuoteLock, quote_lock_from_text


def load_quote_lock(folder: Path) -> tuple[QuoteLock, list[Diagnostic]]:
    """The lock of the edition in `folder`; an empty one where there is none yet."""
    file = folder / LOCK_NAME
    if not file.is_file():
        return QuoteLock(file), []
    text = file.read_bytes().decode("utf-8", errors="replace")
    lock, unreadable = quote_lock_from_text(file, text)
    help = "restore the last committed version; or delete the file and run `citizen-data quotes`"
    message = "this line is not a fingerprint and a key"
    return lock, [Diagnostic("LOCK002", message, Position(file, line, 1), help) for line in unreadable]
