"""How far a translation can be trusted."""

from __future__ import annotations

from generator.catalog.entries import Catalog, Entry
from generator.library.people import as_listed, same_person
from generator.library.text import State, catalogue_of

UNMARKED_HELP = (
    "change what is wrong; tick the rows of what `send` wrote that are right as they stand, and take them in with "
    "`receive --by NAME`; put `#, fuzzy` back above the others"
)

UNKNOWN_HELP = (
    "write `# translator: WHO` above it, with somebody who stands under `translators` of the language in "
    "translations/languages.yml: its reviewer is another person"
)


def state_of(entry: Entry | None, source: str, catalog: Catalog, *, critical: bool) -> State:
    """The state of a unit whose English is now `source`, before the safety check."""
    if entry is None or not entry.text.strip():
        return State.MISSING
    if entry.source not in catalog.same_meaning(entry.key, source) or catalog.behind(entry):
        return State.STALE
    if catalog.unchecked(entry):
        return State.MACHINE
    return State.REVIEWED if is_reviewed(entry, catalog, critical=critical) else State.HUMAN


def is_reviewed(entry: Entry, catalog: Catalog, *, critical: bool) -> bool:
    """True when a reviewer vouches for exactly this English and translation; two different ones if it is critical.

    Nobody can review their own work: who the file names as its translator does not count, and where nobody of the
    list is named, any reviewer might be.
    """
    first: set[str] = set()
    second: set[str] = set()
    for review in catalog.reviews_by_key.get(entry.key, ()):
        if review.digest in catalog.digests(entry) and may_review(review.reviewer, entry, catalog):
            (second if review.second else first).add(review.reviewer)
    if not critical:
        return bool(first or second)
    return any(not same_person(one, other, catalog.people) for one in first | second for other in second)


def may_review(reviewer: str, entry: Entry, catalog: Catalog) -> bool:
    """True for a reviewer of the language who did not translate the entry, where it is known who did."""
    known = has_known_translator(entry, catalog)
    return known and is_reviewer(reviewer, catalog) and not is_translator(reviewer, entry, catalog)


def is_reviewer(name: str, catalog: Catalog) -> bool:
    """True for an entry of `translations/languages.yml`, written as it stands there.

    Other spellings do not count in a review: one that held two people's handles would be either of them.
    """
    return name in catalog.language.reviewers


def is_translator(name: str, entry: Entry, catalog: Catalog) -> bool:
    """True for a person who made the translation."""
    return any(same_person(name, each, catalog.people) for each in translators_of(entry, catalog))


def has_known_translator(entry: Entry, catalog: Catalog) -> bool:
    """True when somebody of the language's list is named who made the translation."""
    return any(as_listed(each, catalog.people) for each in translators_of(entry, catalog))


def translators_of(entry: Entry, catalog: Catalog) -> tuple[str, ...]:
    """Who made the translation: named in the entry's comment `translator: …`, else in its file's header."""
    if entry.translators:
        return entry.translators
    file = catalog.files.get(catalogue_of(entry.key))
    return file.translators if file else ()
