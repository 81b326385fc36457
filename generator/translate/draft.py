"""What is left to translate, and the one way for translations into the PO files."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from generator.blocks.marks import Refusal
from generator.catalog.entries import (
    FUZZY,
    MACHINE_ORIGIN,
    TRANSLATOR,
    Catalog,
    Entry,
    Termbase,
    digest,
    machine_digest,
    undated,
)
from generator.diagnostics import Diagnostic, Position, Severity
from generator.library.language import LANGUAGES_FILE
from generator.library.library import Library
from generator.library.people import as_listed, without_addresses
from generator.library.text import catalogue_of
from generator.translate.extract import units, units_for
from generator.translate.files import po_path, write_text
from generator.translate.inline import safe_value
from generator.translate.letters import refuse_foreign_letters
from generator.translate.machine import TAKEN, remembered
from generator.translate.notes import notes
from generator.translate.po import Annotated, po_text
from generator.translate.sync import merge


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


@dataclass(frozen=True, slots=True)
class Drafted:
    """How many texts were taken, and what was wrong with the others.

    `left` are those that came back as a machine wrote them, without a tick: they stay its drafts.
    """

    added: int
    diagnostics: list[Diagnostic]
    left: int = 0


def add_drafts(
    root: Path,
    library: Library,
    catalog: Catalog,
    termbase: Termbase,
    drafts: Mapping[str, str],
    by: str = "",
    ticked: frozenset[str] = frozenset(),
    replacing: Collection[str] = (),
) -> Drafted:
    """Puts the drafts into the PO files, each marked as a machine's and unchecked.

    Only units without a usable translation take a draft; one that fails a safety check is refused. With `by`, the
    name of a person, texts in other words than a machine's, and those that are `ticked`, are that person's: they
    replace machine drafts too, and are marked as translated. The rest stay the machine's. The keys in `replacing` take
    a text whatever stands there.
    """
    wanted = untranslated(library, catalog, termbase, unchecked=bool(by))
    wanted |= {unit.key: Open(unit.text, "") for unit in units(library) if unit.key in replacing}
    if by and not (listed := as_listed(by, catalog.people)):
        return Drafted(0, [_unlisted(root, by, catalog.language.tag)])
    by = listed if by else ""
    safe, found = _sorted_out(root, library, catalog, wanted, drafts)
    left = {key for key, text in safe.items() if by and key not in ticked and _is_machines(key, text, catalog)}
    changes: list[tuple[Entry, str]] = []
    for merged in merge(library, catalog, termbase):
        annotated = tuple(_taken(each, safe, by, left) for each in merged.annotated)
        taken = [each.entry.key in safe and each.entry.key not in left for each in annotated]
        changes += (
            (each.entry, TAKEN if is_taken else change)
            for each, is_taken, change in zip(annotated, taken, merged.changes, strict=True)
        )
        if annotated != merged.annotated:
            path = po_path(root, catalog.language.tag, merged.file.catalogue)
            write_text(path, po_text(catalog.language, merged.file, annotated))
    for path, text in remembered(root, catalog, changes):
        write_text(path, text)
    return Drafted(len(safe) - len(left), found, len(left))


def _unlisted(root: Path, by: str, tag: str) -> Diagnostic:
    message = f"'{without_addresses(by)}' is not among the people of '{tag}', so nothing was taken"
    help = f"put {without_addresses(by)} under `translators:` of '{tag}' first, by forge handle or as `mail-…`"
    return Diagnostic("DRAFT006", message, Position(root / LANGUAGES_FILE), help)


def _is_machines(key: str, text: str, catalog: Catalog) -> bool:
    """True for the words of the draft that stands there now, or of any that a machine wrote for this key before."""
    entry = catalog.active.get(key)
    now = entry is not None and _is_draft(entry, catalog) and _same_words(entry, text)
    return now or machine_digest(key, text) in catalog.machine_texts


def _sorted_out(
    root: Path, library: Library, catalog: Catalog, wanted: Mapping[str, Open], drafts: Mapping[str, str]
) -> tuple[dict[str, str], list[Diagnostic]]:
    """The drafts that may go in, and a diagnostic for each of the others."""
    language = catalog.language
    known = {unit.key for unit in units(library)}
    safe: dict[str, str] = {}
    found = []
    for key, draft in drafts.items():
        position = Position(po_path(root, language.tag, catalogue_of(key)))
        if key not in known:
            message = f"no text has the key '{key}'"
            found.append(Diagnostic("DRAFT001", message, position, "send a new file with `citizen-data send`"))
        elif catalogue_of(key) in catalog.broken:
            found.append(Diagnostic("DRAFT002", f"the file of '{key}' can't be read", position, "mend it first"))
        elif key not in wanted:
            help = "a draft never replaces a translation; edit the PO file instead"
            found.append(Diagnostic("DRAFT003", f"'{key}' is translated already", position, help, Severity.WARNING))
        elif draft.strip():
            try:
                safe_value(wanted[key].text, draft, rtl=language.direction == "rtl")
                refuse_foreign_letters(wanted[key].text, draft, language.tag)
                safe[key] = draft.strip()
            except Refusal as refusal:
                found.append(Diagnostic("DRAFT004", f"{key}: {refusal.reason}", position, refusal.help))
    return safe, found


def _taken(annotated: Annotated, texts: Mapping[str, str], by: str, left: Collection[str]) -> Annotated:
    """The entry with its new text; as a person's where `by` names one, else as a machine's draft.

    One that is `left` stays as marked as it was, and takes no more than a comma or a space that somebody put right.
    """
    entry = annotated.entry
    if entry.obsolete or entry.key not in texts:
        return annotated
    text = texts[entry.key]
    if entry.key in left:
        return replace(annotated, entry=replace(entry, text=text) if _same_words(entry, text) else entry)
    if by:
        return replace(annotated, entry=_confirmed(entry, text, by))
    # Who checked an older text has not seen this one.
    kept = tuple(each for each in undated(entry.comments) if each != MACHINE_ORIGIN and not each.startswith(TRANSLATOR))
    comments = (*kept, MACHINE_ORIGIN)
    flags = entry.flags if entry.fuzzy else (*entry.flags, FUZZY)
    return replace(annotated, entry=replace(entry, text=text, comments=comments, flags=flags, previous=""))


def _same_words(entry: Entry, text: str) -> bool:
    return machine_digest(entry.key, text) == machine_digest(entry.key, entry.text)


def _confirmed(entry: Entry, text: str, by: str) -> Entry:
    """A text that stayed as the machine wrote it keeps saying so; a changed one is the person's."""
    kept = [each for each in undated(entry.comments) if each != MACHINE_ORIGIN or entry.text == text]
    signed = f"{TRANSLATOR}{by}"
    # A name that they have there already, with the fingerprint of another text or none, gives way to this one.
    kept = [each for each in kept if each != signed and not each.startswith(f"{signed} ")]
    flags = tuple(flag for flag in entry.flags if flag != FUZZY)
    comments = (*kept, f"{signed} {digest(entry.key, entry.source, text)}")
    return replace(entry, text=text, comments=comments, flags=flags, previous="")
