"""The one way for translations into the PO files: what was judged as safe stands there, with whose words it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.catalog.entries import FUZZY, MACHINE_ORIGIN, TRANSLATOR, Catalog, Entry, Termbase, signature, undated
from generator.library.library import Library
from generator.translate.files import po_path, write_text
from generator.translate.machine import TAKEN, remembered
from generator.translate.po import Annotated, po_text
from generator.translate.receive import Fate, Judged
from generator.translate.sync import merge


def take(root: Path, library: Library, catalog: Catalog, termbase: Termbase, judged: Iterable[Judged]) -> None:
    """Every row that is to be taken stands in the PO files: as a person's words, or as a machine's unchecked draft."""
    rows = {each.key: each for each in judged if each.fate is Fate.TAKEN}
    changes: list[tuple[Entry, str]] = []
    for merged in merge(library, catalog, termbase):
        annotated = tuple(_taken(each, rows) for each in merged.annotated)
        settled = [each.entry.key in rows and not rows[each.entry.key].marks_stay for each in annotated]
        changes += (
            (each.entry, TAKEN if is_settled else change)
            for each, is_settled, change in zip(annotated, settled, merged.changes, strict=True)
        )
        if annotated != merged.annotated:
            path = po_path(root, catalog.language.tag, merged.file.catalogue)
            write_text(path, po_text(catalog.language, merged.file, annotated, merged.how))
    for path, text in remembered(root, catalog, changes):
        write_text(path, text)


def _taken(annotated: Annotated, rows: dict[str, Judged]) -> Annotated:
    entry = annotated.entry
    if entry.obsolete or entry.key not in rows:
        return annotated
    row = rows[entry.key]
    if row.marks_stay:
        return replace(annotated, entry=replace(entry, text=row.row.text))
    made = _confirmed(entry, row.row.text, row.by) if row.by else _drafted(entry, row.row.text)
    return replace(annotated, entry=made)


def _drafted(entry: Entry, text: str) -> Entry:
    """The text as a machine's. Who checked an older one has not seen this one."""
    kept = tuple(each for each in undated(entry.comments) if each != MACHINE_ORIGIN and not each.startswith(TRANSLATOR))
    flags = entry.flags if entry.fuzzy else (*entry.flags, FUZZY)
    return replace(entry, text=text, comments=(*kept, MACHINE_ORIGIN), flags=flags, previous="")


def _confirmed(entry: Entry, text: str, by: str) -> Entry:
    """A text that stayed as the machine wrote it keeps saying so; a changed one is the person's."""
    kept = [each for each in undated(entry.comments) if each != MACHINE_ORIGIN or entry.text == text]
    signed = f"{TRANSLATOR}{by}"
    # A name that they have there already, with the fingerprint of another text or none, gives way to this one.
    kept = [each for each in kept if each != signed and not each.startswith(f"{signed} ")]
    flags = tuple(flag for flag in entry.flags if flag != FUZZY)
    comments = (*kept, f"{signed} {signature(by, entry.key, entry.source, text)}")
    return replace(entry, text=text, comments=comments, flags=flags, previous="")
