"""Records that a reviewer vouches for translations as they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.blocks.marks import Refusal
from generator.catalog.entries import Catalog, Entry, Review
from generator.diagnostics import Diagnostic, Position
from generator.library.library import Library
from generator.translate.extract import units
from generator.translate.files import FOLDER, po_path, write_text
from generator.translate.inline import safe_value
from generator.translate.state import UNMARKED_HELP, translators_of

REVIEW_FILE = "review.tsv"
_HEADER = "# key\tfingerprint of key, English and translation\treviewer\tdate\tlevel (first or second)\n"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """How many reviews were recorded, and why the others were not."""

    added: int
    diagnostics: list[Diagnostic]


def add_reviews(
    root: Path, library: Library, catalog: Catalog, reviewer: str, date: str, keys: Iterable[str]
) -> Reviewed:
    """`review.tsv` holds a line for each of the keys that this reviewer may vouch for, sorted by key.

    The first reviewer's line is a `first` one, another reviewer's a `second`. Lines that no longer hold go.
    """
    texts = {unit.key: unit.text for unit in units(library)}
    current = [review for review in catalog.reviews if _holds(review, catalog)]
    found, added = [], []
    for key in keys:
        entry = catalog.active.get(key)
        problem = _problem(entry, texts.get(key), reviewer, catalog)
        if problem is not None or entry is None:
            position = entry.position if entry else Position(po_path(root, catalog.language.tag, key.partition("#")[0]))
            message, help = problem or ("it is not translated", "")
            found.append(Diagnostic("REVIEW003", f"{key}: {message}", position, help))
            continue
        earlier = {review.reviewer for review in current if review.key == key}
        if reviewer not in earlier:
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
    if reviewer not in language.reviewers:
        return f"'{reviewer}' is not a reviewer of '{language.tag}'", "add them to translations/languages.yml first"
    if reviewer in translators_of(entry, catalog):
        return f"'{reviewer}' translated it", "somebody else has to review it"
    if entry.fuzzy or entry.source != text:
        return "it is marked as unfinished, or its English has changed", "finish it and clear the mark 'fuzzy' first"
    if catalog.unchecked(entry):
        return "a machine wrote it, and nobody is named who checked it", UNMARKED_HELP
    try:
        safe_value(text, entry.text, rtl=language.direction == "rtl")
    except Refusal as refusal:
        return refusal.reason, refusal.help
    return None


def _holds(review: Review, catalog: Catalog) -> bool:
    entry = catalog.active.get(review.key)
    return entry is not None and entry.digest == review.digest


def _columns(review: Review) -> tuple[str, ...]:
    return review.key, review.digest, review.reviewer, review.date, "second" if review.second else "first"
