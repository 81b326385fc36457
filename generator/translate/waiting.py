"""What waits for a translator: texts without a usable translation, and those that no person has confirmed."""

from __future__ import annotations

from generator.catalog.entries import Catalog, Entry
from generator.library.library import Library
from generator.translate.extract import units_for


def untranslated(library: Library, catalog: Catalog, *, unchecked: bool = False) -> list[str]:
    """The keys of all texts that are missing, or that a machine drafted from an older English, in source order.

    With `unchecked`, those of machine drafts that no person has confirmed are among them, and those of a person's
    translations whose English has changed.
    """
    found = []
    for unit in units_for(library, catalog):
        entry = catalog.active.get(unit.key)
        if _is_open(entry, unit.text, catalog) or (unchecked and entry is not None and _is_draft(entry, catalog)):
            found.append(unit.key)
    return found


def _is_open(entry: Entry | None, text: str, catalog: Catalog) -> bool:
    if entry is None or not entry.text.strip():
        return True
    return entry.machine and entry.fuzzy and (catalog.behind(entry) or entry.source != text)


def _is_draft(entry: Entry, catalog: Catalog) -> bool:
    """True for words that wait for a person: a machine's, or those of a person whose English has changed since."""
    return (entry.machine and entry.fuzzy) or catalog.unmarked(entry) or catalog.behind(entry)
