"""Remembers what a machine drafted, apart from the marks in the PO files, which ordinary tools take away in bulk."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.catalog.entries import MACHINE_FILE, Catalog, Entry, machine_digest
from generator.translate.files import FOLDER

_HEADER = (
    "# Written by `citizen-data sync` and `draft`: fingerprints of what a machine drafted. "
    "Commit it; lines are added, never taken away.\n"
)


def machine_path(root: Path, tag: str) -> Path:
    """Where a language's fingerprints stand."""
    return root / FOLDER / tag / MACHINE_FILE


def machine_text(catalog: Catalog, entries: Iterable[Entry]) -> str | None:
    """The file with the drafts among these entries added; None where no machine ever drafted anything."""
    # A draft that somebody has edited keeps its origin but no flag: those are no longer the machine's words.
    drafts = {machine_digest(each.key, each.text) for each in entries if each.machine and each.fuzzy and each.text}
    held = sorted(catalog.machine_texts | drafts)
    return _HEADER + "".join(f"{line}\n" for line in held) if held else None
