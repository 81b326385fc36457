"""What translators ask for: PO files brought up to date, languages added, reviews, counts."""

from __future__ import annotations

import codecs
import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from generator.cache.writing import write_whole
from generator.catalog.counts import count
from generator.catalog.entries import Catalog, Termbase
from generator.diagnostics import Diagnostic, ToolkitError, UsageError, counted, has_errors
from generator.editions import Editions
from generator.files import read
from generator.library.language import LANGUAGES_FILE, Language, Languages
from generator.library.library import Library, own_texts
from generator.library.people import as_listed
from generator.library.text import State
from generator.load.languages import load_languages, load_termbase
from generator.load.model_file import as_model
from generator.load.received.shapes import received
from generator.load.yaml_file import parse_yaml
from generator.translate import review
from generator.translate import sync as catalogues
from generator.translate.apply import translate
from generator.translate.commits import before_sending
from generator.translate.editorial import Edited, record
from generator.translate.english import english_changed
from generator.translate.extract import units
from generator.translate.weblate import components

_REVIEW_FILE = "send back the table that `send --for-review` wrote, saved as CSV or as .xlsx"


@dataclass(frozen=True, slots=True)
class Desk:
    """A translator's desk: the source and one language's catalogue and terms."""

    root: Path
    library: Library
    catalog: Catalog
    termbase: Termbase


def desks(root: Path, tags: tuple[str, ...]) -> Iterator[Desk]:
    """A desk for each of the languages, or for all; ToolkitError when the sources or a tag are wrong."""
    editions = Editions(root)
    library = editions.source.readable
    termbase, _ = load_termbase(root)
    for language in editions.targets(tags):
        yield Desk(root, library, editions.catalog(language)[0], termbase)
    editions.save()


def texts_to_review(root: Path, tag: str) -> dict[str, review.ToReview]:
    """What a reviewer of the language may read, by key."""
    (desk,) = desks(root, (tag,))
    return review.to_review(desk.library, desk.catalog)


def sync(root: Path, tags: tuple[str, ...]) -> Iterator[str]:
    """Every PO file of the languages matches the source; yields a line about each language."""
    found = list(desks(root, tags))
    for desk in found:
        report = catalogues.sync(root, desk.library, desk.catalog, desk.termbase)
        yield (
            f"{report.language}: {report.kept} kept, {report.new} new, {report.changed} changed, {report.moved} moved, "
            f"{report.obsolete} obsolete; {counted(len(report.files), 'file')} written"
        )
        yield from (f"{report.language}: {name} was left alone: its PO file can't be read" for name in report.skipped)
    if found:
        catalogues.lock_source(root, found[0].library)


def editorial(root: Path, keys: Sequence[str]) -> Edited:
    """`translations/editorial.tsv` names these changes of the English as such that no translation is out of date."""
    found = list(desks(root, ()))
    return record(root, found[0].library, [desk.catalog for desk in found], keys) if found else Edited((), [])


def add_language(root: Path, tag: str, name: str = "") -> list[Diagnostic]:
    """`translations/languages.yml` has an entry for the language, or the file's mistakes are returned.

    UsageError for a tag that nobody knows or that stands there; ToolkitError where it can't be printed or put in, or
    where `sync` would refuse the sources afterwards.
    """
    from generator.translate.new_language import new_language, with_entry  # late: ruamel.yaml is for this alone

    languages, found = load_languages(root)
    if has_errors(found):
        return found
    if tag in {language.tag for language in languages}:
        raise UsageError(f"'{tag}' stands in {LANGUAGES_FILE} already")
    _ = Editions(root).source.readable  # or it is refused here: `sync` follows
    language = new_language(tag, name, languages)
    file = root / LANGUAGES_FILE
    held = read(file, root)
    mark = codecs.BOM_UTF8 if held.startswith(codecs.BOM_UTF8) else b""
    written = with_entry(held.decode("utf-8-sig"), language)
    if _languages_in(file, written) != (*languages, language):
        raise ToolkitError(
            f"{LANGUAGES_FILE} is laid out in a way that has no place for one more: put it there by hand"
        )
    write_whole(file, mark + written.encode())
    return []


def _languages_in(file: Path, text: str) -> tuple[Language, ...]:
    source, _ = parse_yaml(file, text)
    read_back = as_model(source, Languages, "languages")[0] if source else None
    return read_back.model.spelt_out if read_back else ()


def status(root: Path, tags: tuple[str, ...]) -> Iterator[str]:
    """Yields a line for each language: how many of its texts are in which state."""
    for desk in desks(root, tags):
        translated, _ = translate(desk.library, desk.catalog.language, desk.catalog)
        counts = count(own_texts(translated))
        parts = ", ".join(f"{counts.by_state.get(state, 0)} {state}" for state in State if state is not State.SOURCE)
        kept = sum(bool(entry.text.strip()) for entry in desk.catalog.obsolete.values())
        attic = f"; {kept} kept whose English is gone" if kept else ""
        yield f"{desk.catalog.language.tag}: {counted(counts.total, 'text')}: {parts}{attic}"


def write_components(root: Path, repository: str, to: Path) -> int:
    """The file has a component of Weblate for each catalogue; returns how many there are."""
    editions = Editions(root)
    catalogues = dict.fromkeys(unit.catalogue for unit in units(editions.source.usable))
    write_whole(to, components(catalogues, repository))
    return len(catalogues)


def record_reviews(
    root: Path, tag: str, reviewer: str, date: str, read: Mapping[str, str]
) -> tuple[int, list[Diagnostic]]:
    """`review.tsv` says that the reviewer vouches for these texts, by the fingerprints of what they were shown.

    UsageError for an impossible date, or one to come.
    """
    day = _day(date)
    (desk,) = desks(root, (tag,))
    return _recorded(root, desk, reviewer, day, read)


def _day(date: str) -> str:
    try:
        day = datetime.date.fromisoformat(date)
    except ValueError as error:
        raise UsageError(f"'{date}' is no date: write it as 2026-01-31") from error
    if day > review.latest_day():
        raise UsageError(f"'{date}' is still to come: give the day on which the texts were read")
    return day.isoformat()


def _recorded(root: Path, desk: Desk, reviewer: str, day: str, read: Mapping[str, str]) -> tuple[int, list[Diagnostic]]:
    if day < (since := desk.library.framework.edition.published):
        raise UsageError(
            f"'{day}' is before there was a framework ({since}): give the day on which the texts were read"
        )
    reviewed = review.add_reviews(root, desk.library, desk.catalog, reviewer, day, read)
    who = as_listed(reviewer, desk.catalog.language.reviewers)
    warnings = before_sending(root, desk.catalog.language.tag, who) if reviewed.added else ()
    return reviewed.added, [*reviewed.diagnostics, *warnings]


def record_review_file(root: Path, tag: str, reviewer: str, date: str, file: Path) -> tuple[int, int, list[Diagnostic]]:
    """As `record_reviews`, of the rows that are ticked; says how many were recorded, and how many rows have no tick."""
    rows, unread = received(file, (tag,))
    if has_errors(unread):
        return 0, 0, [replace(each, help=_REVIEW_FILE) for each in unread]
    (desk,) = desks(root, (tag,))
    shown = review.to_review(desk.library, desk.catalog)
    ticked = {row.key: row.fingerprint for row in rows if row.ticked}
    for row in rows:
        ours = shown.get(row.key)
        if ours is None or not row.ticked:
            continue
        # Somebody who rewrote the words in the table, or the English, has not read those that stand here.
        is_other = row.text.strip() != ours.translation.strip()
        if is_other or english_changed(row, row.key, (ours.text,), ours.translation):
            ticked[row.key] = ""
    added, found = _recorded(root, desk, reviewer, _day(date), ticked)
    return added, sum(bool(row.text.strip()) for row in rows) - len(ticked), [*unread, *found]
