"""What waits for a translator: texts without a usable translation, and those that no person has confirmed."""

from __future__ import annotations

from dataclasses import dataclass

from generator.catalog.entries import Catalog, Entry, Termbase
from generator.library.library import Library
from generator.translate.extract import units_for
from generator.translate.notes import notes


@dataclass(frozen=True, slots=True)
class Open:
    """A unit without a usable translation, as an offline translator needs it."""

    text: str
    note: str
    draft: str = ""
    """What a machine made of it, for a person to check."""


def untranslated(library: Library, catalog: Catalog, termbase: Termbase, *, unchecked: bool = False) -> dict[str, Open]:
    """Every unit that is missing, or that a machine drafted from an older English, in source order.

    With `unchecked`, every machine draft that no person has confirmed is among them, with its text; so is a person's
    translation whose English has changed.
    """
    tag = catalog.language.tag
    found = {}
    for unit in units_for(library, catalog):
        entry = catalog.active.get(unit.key)
        if _is_open(entry, unit.text, catalog) or (unchecked and entry is not None and _is_draft(entry, catalog)):
            draft = entry.text if entry is not None and unchecked else ""
            found[unit.key] = Open(unit.text, "\n".join(notes(unit, termbase, tag)), draft)
    return found


def _is_open(entry: Entry | None, text: str, catalog: Catalog) -> bool:
    if entry is None or not entry.text.strip():
        return True
    return entry.machine and entry.fuzzy and (catalog.behind(entry) or entry.source != text)


def _is_draft(entry: Entry, catalog: Catalog) -> bool:
    """True for words that wait for a person: a machine's, or those of a person whose English has changed since."""
    return (entry.machine and entry.fuzzy) or catalog.unmarked(entry) or catalog.behind(entry)
