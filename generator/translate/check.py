"""Checks what translators wrote: findings that block a text, and warnings that a reader should look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from types import MappingProxyType

from generator.blocks.marks import Refusal
from generator.catalog.counts import BACK_FILE, Judgement
from generator.catalog.entries import Catalog, Entry, PoFile, Review, Termbase
from generator.catalog.source_lock import SourceLock
from generator.diagnostics import Diagnostic, Severity
from generator.library.library import Library
from generator.library.text import catalogue_of
from generator.translate.extract import Unit, units
from generator.translate.inline import safe_value
from generator.translate.letters import in_another_script
from generator.translate.places import misplaced
from generator.translate.state import UNKNOWN_HELP, UNMARKED_HELP, has_known_translator, is_reviewer, is_translator
from generator.translate.sync import source_lock
from generator.translate.tongue import in_another_language, mostly_in_another_language
from generator.translate.wording import remarks


def check_catalog(
    library: Library,
    catalog: Catalog,
    termbase: Termbase,
    lock: SourceLock | None = None,
    frequent: Mapping[str, frozenset[str]] = MappingProxyType({}),
) -> list[Diagnostic]:
    """All that is wrong or doubtful in a language's files, by file and line.

    Errors are texts that readers will not see, msgids that a translator changed, and reviews that don't count.
    """
    wanted = {unit.key: unit for unit in units(library)}
    synced = cache(partial(_synced, library, lock))  # hardly ever asked: nobody may change a msgid
    found = [
        *_entries(wanted, synced, catalog, termbase),
        *_unmarked(catalog),
        *_lost_marks(catalog),
        *_in_another_script(catalog),
        *_in_another_language(catalog, frequent),
        *_misplaced(catalog),
        *_reviews(catalog),
    ]
    return sorted(found, key=lambda each: (each.position, each.code, each.message))


def not_read_back(library: Library, catalog: Catalog, read: Sequence[Judgement]) -> Iterator[Diagnostic]:
    """A warning for each machine's draft of a critical clause of which no row says what it means translated back.

    Where a language has no such rows, none are missing yet.
    """
    known = {(each.key, each.translation) for each in read}
    for unit in units(library) if known else ():
        entry = catalog.active.get(unit.key)
        if not unit.critical or entry is None or not entry.text.strip() or catalog.behind(entry):
            continue
        if catalog.unchecked(entry) and (unit.key, entry.text.strip()) not in known:
            message = "this clause protects people, and these words of it have not been translated back"
            help = f"let somebody who has not seen the English translate it back, and add a row to {BACK_FILE}"
            yield _warning("TRANS011", entry, message, help)


def _synced(library: Library, lock: SourceLock | None) -> set[str]:
    """The catalogues whose English is as it was when translators were last given it."""
    current = source_lock(library).catalogues
    return {name for name, held in current.items() if lock is not None and lock.catalogues.get(name) == held}


def _entries(
    wanted: dict[str, Unit], synced: Callable[[], set[str]], catalog: Catalog, termbase: Termbase
) -> Iterator[Diagnostic]:
    for entry in catalog.active.values():
        unit = wanted.get(entry.key)
        if unit is None:
            yield _warning("TRANS004", entry, "no English text has this key any more", "run `citizen-data sync`")
        elif entry.source != unit.text:
            yield _changed_source(entry, unit, is_synced=catalogue_of(entry.key) in synced())
        elif entry.text.strip() and not catalog.behind(entry):
            yield from _translation(entry, unit, catalog, termbase)


def _changed_source(entry: Entry, unit: Unit, *, is_synced: bool) -> Diagnostic:
    """An English text that differs from the file's: changed by its author, or here by mistake."""
    if not is_synced:
        return _warning("TRANS005", entry, "the English has changed since the last sync", "run `citizen-data sync`")
    help = f'put back: msgid "{unit.text[:200]}"; only msgstr is a translator\'s to change'
    return Diagnostic("TRANS002", f"{entry.key}: the msgid was changed", entry.position, help)


def _translation(entry: Entry, unit: Unit, catalog: Catalog, termbase: Termbase) -> Iterator[Diagnostic]:
    try:
        safe_value(unit.text, entry.text, rtl=catalog.language.direction == "rtl")
    except Refusal as refusal:
        yield Diagnostic("TRANS001", f"{entry.key}: {refusal.reason}", entry.position, refusal.help)
        return
    for remark in remarks(unit, entry.text, termbase, catalog.language.tag):
        yield _warning(remark.code, entry, remark.message, remark.help)


def _unmarked(catalog: Catalog) -> Iterator[Diagnostic]:
    for lost, more in _lost(catalog, catalog.unmarked, "so did"):
        message = f"{lost.key}: a machine's words lost their mark, and no person ticked them{more}"
        yield Diagnostic("TRANS006", f"{message}; they stay machine drafts", lost.position, UNMARKED_HELP)


def _lost_marks(catalog: Catalog) -> Iterator[Diagnostic]:
    for lost, more in _lost(catalog, catalog.lost_mark, "so it is with"):
        message = f"{lost.key}: the mark is gone that its English has changed, and no person ticked the text{more}"
        yield Diagnostic("TRANS008", f"{message}; they stay out of date", lost.position, UNMARKED_HELP)


def _lost(catalog: Catalog, is_lost: Callable[[Entry], bool], so: str) -> Iterator[tuple[Entry, str]]:
    """One finding a file, however many texts a tool has cleared in one go: the first, and how many more there are."""
    for file in catalog.files.values():
        lost = [entry for entry in file.entries if not entry.obsolete and is_lost(entry)]
        if lost:
            yield lost[0], f" ({so} {len(lost) - 1} more in this file)" if len(lost) > 1 else ""


_PUT_BACK = "put the file into the folder of its own language, and restore the last version that was right"


def _used(file: PoFile) -> list[Entry]:
    return [entry for entry in file.entries if entry.text.strip() and not entry.obsolete]


def _in_another_script(catalog: Catalog) -> Iterator[Diagnostic]:
    for file in catalog.files.values():
        used = _used(file)
        if reason := in_another_script((entry.text for entry in used), catalog.language.tag):
            message = f"{file.catalogue}.po is of another language: {reason}"
            yield Diagnostic("TRANS007", f"{used[0].key}: {message}", used[0].position, _PUT_BACK)


def _in_another_language(catalog: Catalog, frequent: Mapping[str, frozenset[str]]) -> Iterator[Diagnostic]:
    tag = catalog.language.tag
    for file in catalog.files.values() if tag.split("-")[0] in frequent else ():
        used = _used(file)
        others = [in_another_language(entry.text, tag, frequent) for entry in used]
        if reason := mostly_in_another_language([entry.text for entry in used], others, tag):
            message = f"{used[0].key}: {file.catalogue}.po is of another language: {reason}"
            yield Diagnostic("TRANS009", message, used[0].position, _PUT_BACK)
            continue
        for entry, other in zip(used, others, strict=True):
            if other:
                yield _warning("WORD008", entry, f"the text reads as '{other}'", f"write it in '{tag}', or quote it")


def _misplaced(catalog: Catalog) -> Iterator[Diagnostic]:
    """One finding a file: a tool or a hand has put its translations beside other English."""
    for file in catalog.files.values():
        used = [entry for entry in _used(file) if not catalog.behind(entry)]
        if found := misplaced([(entry.source, entry.text) for entry in used]):
            first, more = used[found.first], found.number - 1
            message = f"this translation and {more} after it fit the English of other texts better than their own"
            help = "a column was moved or sorted by itself: put each beside its own key again"
            yield Diagnostic("TRANS010", f"{first.key}: {message}", first.position, help)


def _reviews(catalog: Catalog) -> Iterator[Diagnostic]:
    for review in catalog.reviews:
        entry = catalog.active.get(review.key)
        if not is_reviewer(review.reviewer, catalog):
            message = f"'{review.reviewer}' is not a reviewer of '{catalog.language.tag}'"
            help = "the reviewers of a language stand in translations/languages.yml; write one as it stands there"
            yield Diagnostic("REVIEW004", f"{review.key}: {message}", review.position, help)
        elif entry is None or review.digest not in catalog.digests(entry):
            yield _outdated(review)
        elif is_translator(review.reviewer, entry, catalog):
            message = f"{review.key}: '{review.reviewer}' translated it and can't review it too"
            yield Diagnostic("REVIEW005", message, review.position, "let somebody else review it")
        elif not has_known_translator(entry, catalog):
            message = f"{review.key}: nobody of the list is named who translated it, so this review does not count"
            yield Diagnostic("REVIEW008", message, review.position, UNKNOWN_HELP)


def _outdated(review: Review) -> Diagnostic:
    message = f"{review.key}: the text has changed since this review, so it no longer counts"
    return Diagnostic("REVIEW006", message, review.position, "review it again, or delete the line", Severity.WARNING)


def _warning(code: str, entry: Entry, message: str, help: str) -> Diagnostic:
    return Diagnostic(code, f"{entry.key}: {message}", entry.position, help, Severity.WARNING)
