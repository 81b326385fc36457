"""Records that a reviewer vouches for translations as they stand."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.blocks.marks import Refusal
from generator.catalog.entries import REVIEW_FILE, Catalog, Entry, Review
from generator.diagnostics import Diagnostic, Position
from generator.library.library import Library
from generator.library.people import as_listed, same_person
from generator.library.text import State
from generator.translate.extract import units
from generator.translate.files import FOLDER, po_path, write_text
from generator.translate.inline import safe_value
from generator.translate.state import (
    UNKNOWN_HELP,
    UNMARKED_HELP,
    has_known_translator,
    is_reviewer,
    is_translator,
    state_of,
)

_HEADER = "# key\tfingerprint of key, English and translation\treviewer\tdate\tlevel (first or second)\n"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many reviews were recorded, and why the others were not."""

    added: int
    diagnostics: list[Diagnostic]


@dataclass(frozen=True, slots=True)
class ToReview:
    """A translation as a reviewer is shown it; its fingerprint says that it was this one."""

    text: str
    translation: str
    fingerprint: str


def to_review(library: Library, catalog: Catalog) -> dict[str, ToReview]:
    """Every text that a person has translated from the English of today, in source order."""
    found = {}
    for unit in units(library):
        entry = catalog.active.get(unit.key)
        if entry is not None and state_of(entry, unit.text, catalog, critical=False) in (State.HUMAN, State.REVIEWED):
            found[unit.key] = ToReview(unit.text, entry.text, entry.digest)
    return found


def latest_day() -> datetime.date:
    """The day it is where the day begins first: nobody's own date is to come."""
    return datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=14))).date()


def impossible_days(reviews: Iterable[Review], since: str) -> Iterator[Diagnostic]:
    """A finding for each review of a day that is still to come, or before the framework was there (`since`)."""
    latest = latest_day().isoformat()
    for review in reviews:
        if review.date < since:
            message = f"{review.key}: the day of this review, {review.date}, is before there was a framework ({since})"
            yield Diagnostic("REVIEW011", message, review.position, "write the day on which the text was read")
        if review.date > latest:
            message = f"{review.key}: the day of this review, {review.date}, is still to come"
            yield Diagnostic("REVIEW007", message, review.position, "write the day on which the text was read")


def add_reviews(
    root: Path, library: Library, catalog: Catalog, reviewer: str, date: str, read: Mapping[str, str]
) -> Reviewed:
    """`review.tsv` holds a line for each text that this reviewer has read and may vouch for, sorted by key.

    `read` has the fingerprint of each translation as the reviewer was shown it.

    The first reviewer's line is a `first` one, another reviewer's a `second`. Lines that no longer hold go.
    """
    texts = {unit.key: unit.text for unit in units(library)}
    # As the list of the language writes it: a name from a command line could hold a tab, or another spelling.
    reviewer = as_listed(reviewer, catalog.language.reviewers) or reviewer
    current = [review for review in catalog.reviews if _holds(review, catalog)]
    found, added = [], []
    for key, shown in read.items():
        entry = catalog.active.get(key)
        problem = _problem(entry, texts.get(key), reviewer, catalog) or _changed(entry, shown)
        if problem is not None or entry is None:
            position = entry.position if entry else Position(po_path(root, catalog.language.tag, key.partition("#")[0]))
            message, help = problem or ("it is not translated", "")
            found.append(Diagnostic("REVIEW003", f"{key}: {message}", position, help))
            continue
        earlier = {review.reviewer for review in current if review.key == key}
        if not any(same_person(reviewer, each, catalog.people) for each in earlier):
            added.append(Review(key, entry.digest, reviewer, date, bool(earlier), entry.position))
    if not added and current == list(catalog.reviews):
        return Reviewed(0, found)
    lines = sorted("\t".join(_columns(review)) for review in [*current, *added])
    write_text(root / FOLDER / catalog.language.tag / REVIEW_FILE, _HEADER + "".join(f"{line}\n" for line in lines))
    return Reviewed(len(added), found)


def _problem(entry: Entry | None, text: str | None, reviewer: str, catalog: Catalog) -> tuple[str, str] | None:
    """Why the reviewer can't vouch for the entry, and what to do; None when nothing stands in the way."""
    language = catalog.language
    if entry is None or text is None or not entry.text:
        return "it is not translated", "translate it first"
    if not is_reviewer(reviewer, catalog):
        return f"'{reviewer}' is not a reviewer of '{language.tag}'", "add them to translations/languages.yml first"
    if is_translator(reviewer, entry, catalog):
        return f"'{reviewer}' translated it", "somebody else has to review it"
    if entry.fuzzy or entry.source != text or catalog.behind(entry):
        return "it is marked as unfinished, or its English has changed", "finish it and clear the mark 'fuzzy' first"
    if catalog.unchecked(entry):
        return "a machine wrote it, and nobody is named who checked it", UNMARKED_HELP
    if not has_known_translator(entry, catalog):
        return "nobody of the list is named who translated it", UNKNOWN_HELP
    try:
        safe_value(text, entry.text, rtl=language.direction == "rtl")
    except Refusal as refusal:
        return refusal.reason, refusal.help
    return None


def _changed(entry: Entry | None, shown: str) -> tuple[str, str] | None:
    if entry is None or entry.digest == shown:
        return None
    help = "send out a new file with `citizen-data send --for-review`, and read the text again"
    return "this is not the text that the reviewer was shown", help


def _holds(review: Review, catalog: Catalog) -> bool:
    entry = catalog.active.get(review.key)
    return entry is not None and review.digest in catalog.digests(entry)


def _columns(review: Review) -> tuple[str, ...]:
    return review.key, review.digest, review.reviewer, review.date, "second" if review.second else "first"
