"""Brings a language's PO files up to date with the English, by key, and keeps the lock of the source."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from generator.catalog.entries import FUZZY, STALE_SINCE, Catalog, Entry, PoFile, Termbase, digest, undated
from generator.catalog.source_lock import SourceLock, lock_to_text, locked_block
from generator.diagnostics import Position
from generator.library.library import Library
from generator.library.people import has_address, without_addresses
from generator.translate.extract import Unit, units, units_for
from generator.translate.files import LOCK_FILE, po_path, source_path, write_text
from generator.translate.machine import remembered
from generator.translate.notes import Notes
from generator.translate.po import Annotated, po_text


@dataclass(frozen=True, slots=True)
class Report:
    """What a sync did: numbers of units, and the files that changed."""

    language: str
    kept: int
    new: int
    changed: int
    moved: int
    obsolete: int
    files: tuple[Path, ...]
    skipped: tuple[str, ...]
    """Catalogues left alone because their files can't be read."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A catalogue's entries after a merge, with the kind of change of each: kept, new, changed, moved or obsolete."""

    file: PoFile
    annotated: tuple[Annotated, ...]
    changes: tuple[str, ...]
    how: str
    """Where to write in the file, as its head says it."""

    @property
    def pairs(self) -> Iterator[tuple[Entry, str]]:
        """Each entry with what happened to it."""
        return zip((each.entry for each in self.annotated), self.changes, strict=True)


def sync(
    root: Path,
    library: Library,
    catalog: Catalog,
    termbase: Termbase,
    editorial: frozenset[str] = frozenset(),
) -> Report:
    """The language's PO files hold every unit of the library; a second run changes nothing.

    A unit whose English changed becomes fuzzy and keeps its old English, except where its key is in
    `editorial`: there the change does not touch the meaning. Broken files are left as they are.
    """
    merged = merge(library, catalog, termbase, editorial)
    written = []
    for path, text in _files(root, catalog, merged):
        if text is None:
            path.unlink(missing_ok=True)
        elif write_text(path, text):
            written.append(path)
    counts = {kind: sum(each.changes.count(kind) for each in merged) for kind in _CHANGES}
    return Report(catalog.language.tag, **counts, files=tuple(written), skipped=tuple(sorted(catalog.broken)))


def out_of_step(root: Path, library: Library, catalog: Catalog, termbase: Termbase) -> list[Path]:
    """The PO files that a sync would write or remove."""
    files = _files(root, catalog, merge(library, catalog, termbase))
    return [path for path, text in files if (path.read_bytes() if path.is_file() else None) != _encoded(text)]


def is_locked(root: Path, library: Library) -> bool:
    """True when a sync would leave the lock of the English as it is."""
    return (root / LOCK_FILE).read_bytes() == _encoded(lock_to_text(source_lock(library)))


def _files(root: Path, catalog: Catalog, merged: list[Merged]) -> Iterator[tuple[Path, str | None]]:
    """Each file with what stands in it after a sync; None for one that goes."""
    yield from remembered(root, catalog, (pair for each in merged for pair in each.pairs))
    held = {annotated.entry.text for each in merged for annotated in each.annotated}
    for each in merged:
        path = po_path(root, catalog.language.tag, each.file.catalogue)
        old = catalog.files.get(each.file.catalogue)
        if each.annotated:
            yield path, po_text(catalog.language, each.file, each.annotated, each.how)
        # Whatever a person wrote stands in some file afterwards, or this one stays.
        elif old is None or all(not entry.text or entry.text in held for entry in old.entries):
            yield path, None


def _encoded(text: str | None) -> bytes | None:
    return None if text is None else text.encode()


_CHANGES = ("kept", "new", "changed", "moved", "obsolete")
_WORDING = "wording"
"""The catalogue with what translators are told."""


def merge(
    library: Library, catalog: Catalog, termbase: Termbase, editorial: frozenset[str] = frozenset()
) -> list[Merged]:
    """Every catalogue as a sync would write it."""
    by_catalogue: dict[str, list[Unit]] = {}
    for unit in units_for(library, catalog):
        by_catalogue.setdefault(unit.catalogue, []).append(unit)
    merger = _Merger(catalog, [unit for each in by_catalogue.values() for unit in each], editorial)
    merged = {name: [merger.entry(unit) for unit in each] for name, each in by_catalogue.items()}
    left = merger.left_over()
    names = [*by_catalogue, *sorted(name for name in catalog.files if name not in by_catalogue)]
    pairs = {name: list(zip(each, merged[name], strict=True)) for name, each in by_catalogue.items()}
    # As they will stand, not as they stood: so a second run says the same.
    notes = Notes(library, catalog, termbase, {entry.key: entry for entry, _ in merged.get(_WORDING, ())})
    return [
        _annotated(library, catalog, notes, name, pairs.get(name, []), left)
        for name in names
        if name not in catalog.broken
    ]


def _annotated(
    library: Library,
    catalog: Catalog,
    notes: Notes,
    name: str,
    entries: list[tuple[Unit, tuple[Entry, str]]],
    left: dict[str, list[Entry]],
) -> Merged:
    reference = source_path(library, name)
    used = [Annotated(entry, tuple([each.words for each in notes.of(unit)]), reference) for unit, (entry, _) in entries]
    changes = [change for _, (_, change) in entries]
    gone = left.get(name, [])
    changes += ["obsolete"] * len(gone)
    old = catalog.files.get(name)
    file = PoFile(name, translators=tuple(map(without_addresses, old.translators)) if old else ())
    return Merged(
        file, tuple(map(_anonymous, (*used, *map(Annotated, gone)))), tuple(changes), notes.say("po-how").words
    )


def _anonymous(annotated: Annotated) -> Annotated:
    """Without e-mail addresses in a translator's comments; who it was stays known by what the address makes."""
    comments = annotated.entry.comments
    if not any(map(has_address, comments)):
        return annotated
    return replace(annotated, entry=replace(annotated.entry, comments=tuple(map(without_addresses, comments))))


class _Merger:
    """Finds each unit's old entry: the one with its key, else a left-over one with exactly its English."""

    def __init__(self, catalog: Catalog, wanted: list[Unit], editorial: frozenset[str]) -> None:
        self._catalog = catalog
        self._editorial = editorial
        # Only what has just changed is given a day, so that a second run changes nothing on another one.
        self._today = datetime.datetime.now(datetime.UTC).date().isoformat()
        self._keys = {unit.key for unit in wanted}
        self._spent: set[str] = set()
        self._spare: dict[str, list[Entry]] = {}
        for entry in self._orphans():
            # Under another key nothing would be known of a text that lost its mark.
            if not catalog.unmarked(entry) and not catalog.lost_mark(entry):
                self._spare.setdefault(entry.source, []).append(entry)

    def entry(self, unit: Unit) -> tuple[Entry, str]:
        """The unit's entry from now on, and what happened to it."""
        old = self._catalog.active.get(unit.key) or self._catalog.obsolete.get(unit.key)
        if old is not None:
            self._spent.add(unit.key)
            return self._dated(*self._updated(old, unit))
        spare = [entry for entry in self._spare.get(unit.text, ()) if entry.key not in self._spent]
        if spare:
            self._spent.add(spare[0].key)
            return replace(spare[0], key=unit.key, obsolete=False), "moved"
        return Entry(unit.key, unit.text, "", Position(Path())), "new"

    def _dated(self, entry: Entry, change: str) -> tuple[Entry, str]:
        """An entry that falls behind its English says since when; one that no longer is behind says so no more."""
        if entry.previous or (entry.stale_since and self._catalog.behind(entry)):
            is_old = bool(entry.stale_since) or change != "changed"
            return (entry if is_old else replace(entry, comments=(*entry.comments, STALE_SINCE + self._today))), change
        comments = undated(entry.comments)
        return (entry if comments == entry.comments else replace(entry, comments=comments)), change

    def left_over(self) -> dict[str, list[Entry]]:
        """By catalogue, the translations that no unit uses any more."""
        left: dict[str, list[Entry]] = {}
        for name, file in self._catalog.files.items():
            gone = [entry for entry in file.entries if self._is_left(entry)]
            left[name] = [replace(entry, obsolete=True) for entry in gone]
        return left

    def _is_left(self, entry: Entry) -> bool:
        return bool(entry.text) and entry.key not in self._spent and (entry.obsolete or entry.key not in self._keys)

    def _orphans(self) -> Iterable[Entry]:
        for file in self._catalog.files.values():
            yield from (entry for entry in file.entries if entry.text and entry.key not in self._keys)

    def _updated(self, old: Entry, unit: Unit) -> tuple[Entry, str]:
        # Nearly all are as they were, and to copy them is a tenth of the work.
        is_kept = old.source == unit.text and not old.obsolete
        entry = old if is_kept else replace(old, obsolete=False, source=unit.text)
        same = self._catalog.same_meaning(unit.key, unit.text)
        if old.source == unit.text and (old.previous not in same or not old.previous):
            return entry, "kept"
        if not old.text:
            return replace(entry, flags=(), previous=""), "changed"
        if (not old.previous and old.source in same) or unit.key in self._editorial:
            return entry, "changed"
        if old.previous in same:
            # The English is again what the translation was made from, or says the same.
            plain = replace(entry, previous="", flags=_without(old.flags))
            is_draft = self._catalog.unchecked(plain)
            return replace(plain, flags=old.flags) if is_draft else plain, "changed"
        return replace(entry, previous=old.previous or old.source, flags=_with(old.flags)), "changed"


def _with(flags: tuple[str, ...]) -> tuple[str, ...]:
    return (*_without(flags), FUZZY)


def _without(flags: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(flag for flag in flags if flag != FUZZY)


def lock_source(root: Path, library: Library) -> bool:
    """The lock holds the library's blocks and catalogues; True when it did not before."""
    return write_text(root / LOCK_FILE, lock_to_text(source_lock(library)))


def source_lock(library: Library) -> SourceLock:
    """The lock of this library."""
    pages = {
        page.path: tuple(locked_block(block.id, block.kind, block.text.value) for block in page.blocks)
        for page in library.pages
    }
    catalogues: dict[str, list[str]] = {}
    for unit in units(library):
        catalogues.setdefault(unit.catalogue, []).append(digest(unit.key, unit.text))
    return SourceLock(pages, {name: digest(*parts) for name, parts in catalogues.items()})
