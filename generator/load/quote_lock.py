"""Reads an edition's `quotes.lock`."""

from __future__ import annotations

import os
from pathlib import Path

from generator.diagnostics import Diagnostic, Position
from generator.library.quotes import LOCK_NAME, QuoteLock, quote_lock_from_text
from generator.load.text_file import read_text


def load_quote_lock(folder: Path) -> tuple[QuoteLock, list[Diagnostic]]:
    """The lock of the edition in `folder`; an empty one where there is none yet."""
    file = folder / LOCK_NAME
    if not os.path.lexists(file):
        return QuoteLock(file), []
    text, found = read_text(file, folder)
    if text is None:
        return QuoteLock(file), found
    lock, unreadable = quote_lock_from_text(file, text)
    help = "restore the last committed version; or delete the file and run `citizen-data quotes`"
    message = "this line is not a fingerprint and a key"
    return lock, [Diagnostic("LOCK002", message, Position(file, line, 1), help) for line in unreadable]
