"""Reads `translations/source.lock.yml`."""

from __future__ import annotations

import os
from pathlib import Path

from generator.catalog.source_lock import SourceLock, lock_from_text
from generator.diagnostics import Diagnostic, Position
from generator.load.text_file import read_text

LOCK_FILE = "translations/source.lock.yml"


def load_lock(root: Path) -> tuple[SourceLock, list[Diagnostic]]:
    """The lock, or an empty one where there is none yet; a damaged one is a diagnostic."""
    file = root / LOCK_FILE
    if not os.path.lexists(file):
        return SourceLock(), []
    text, found = read_text(file, root)
    if text is None:
        return SourceLock(), found
    try:
        return lock_from_text(text), []
    except (ValueError, RecursionError) as error:
        help = "restore the last committed version, then run `citizen-data sync`"
        return SourceLock(), [Diagnostic("LOCK001", f"the lock can't be read: {error}", Position(file, 1, 1), help)]
