"""Translations as their translators keep them: entries of PO files, reviews, and the languages' terms."""

from __future__ import annotations

import csv
import hashlib
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from generator.diagnostics import Position
from generator.library.language import Language
from generator.library.people import as_listed, bare_letters
from generator.library.text import MOST_LETTERS, Node, Slug

TERMBASE_FILE = "translations/termbase.yml"
REVIEW_FILE, MACHINE_FILE, MADE_FROM_FILE = "review.tsv", "machine.tsv", "made-from.tsv"
"""Beside the PO files of each language."""
FREQUENT_FILE = "translations/frequent-words.tsv"
"""The words that each language says most often."""
EDITORIAL_FILE = "translations/editorial.tsv"
"""Changes of the English that change no meaning: key, words before, words now."""

MACHINE_ORIGIN = "origin: machine"
"""The translator's comment that marks a machine draft; with the flag `fuzzy` nobody has checked it yet."""

TRANSLATOR = "translator: "
"""Begins the comment that says who made a translation: `translator: WHO`, and after it a fingerprint if they ticked it.

The fingerprint is of this very name, English and translation. Without one, a name that was put above every text in one
go would be enough to make a person of a machine.
"""

FUZZY = "fuzzy"

STALE_SINCE = "out of date since: "
"""Begins the comment with the day on which `sync` found that the English had changed."""

FORMULA_LEADS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""A spreadsheet reads a cell that begins so as a formula; the last four are the wide letters of East Asia."""


def no_formula(cell: str) -> str:
    """The words with a quote before them where a spreadsheet would take them for a formula.

    `receive` takes it away again. Words that begin with a quote and such a sign get one too, so that none is lost.
    """
    return f"'{cell}" if cell.lstrip("'").startswith(FORMULA_LEADS) else cell


def spreadsheet(rows: Iterable[Iterable[object]]) -> str:
    """The rows as CSV with commas, in which no words are a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerows([no_formula(cell) if isinstance(cell, str) else cell for cell in row] for row in rows)
    return out.getvalue()


ENDLESS = (
    f"a text here has more than {MOST_LETTERS:,} letters", "take away what is not the translation of this one text"
)  # fmt: skip
"""What is wrong with such an entry or row, and what to do."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_SIGNED = re.compile(r"(.*\S)\s+([0-9a-f]{16})")


def undated(comments: Iterable[str]) -> tuple[str, ...]:
    """The comments without the day since which a text was out of date: it no longer is."""
    return tuple(each for each in comments if not each.startswith(STALE_SINCE))


def digest(*parts: str) -> str:
    """Sixteen hexadecimal digits that change whenever one of the parts does."""
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def signature(who: str, key: str, english: str, text: str) -> str:
    """What stands behind the name of who ticked these words as right: theirs alone, and another than what was sent."""
    return digest(who, key, english, text)


@lru_cache(maxsize=30_000)  # a language is asked three times, each time for all of its texts
def machine_digest(key: str, text: str) -> str:
    """Names a machine's words for a key.

    Only letters, the marks on them and digits count: a full stop or a space added to every row makes nobody its author.
    """
    return digest(key, bare_letters(text))


@dataclass(frozen=True, slots=True)
class Entry:
    """One unit of a PO file: the English (`source`) and what a translator made of it (`text`).

    `previous` is the English that a stale translation was made from; `comments` are the translator's own.
    """

    key: str
    source: str
    text: str
    position: Position
    flags: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    previous: str = ""
    obsolete: bool = False

    @property
    def is_endless(self) -> bool:
        """True when one of its texts is longer than any may be."""
        most = MOST_LETTERS  # asked of every entry of every language
        return len(self.text) > most or len(self.source) > most or len(self.previous) > most or len(self.key) > most

    @property
    def fuzzy(self) -> bool:
        """True while nobody has confirmed the translation."""
        return FUZZY in self.flags

    @property
    def machine(self) -> bool:
        """True when a machine wrote it; a person may have confirmed it since."""
        return MACHINE_ORIGIN in self.comments

    @property
    def stale_since(self) -> str:
        """The day on which its English was found to have changed, as 2026-01-31; "" where no such day stands there."""
        said = (each.removeprefix(STALE_SINCE) for each in self.comments if each.startswith(STALE_SINCE))
        return next((day for day in said if _DAY.fullmatch(day)), "")

    @property
    def translators(self) -> tuple[str, ...]:
        """The people who say, above this very entry, that they made or checked it."""
        return tuple(filter(None, (who for who, _ in self._signatures)))

    def ticked_by(self, english: Collection[str]) -> tuple[str, ...]:
        """The people who are named as having ticked these words as right for one of these wordings of the English."""
        return tuple(
            who
            for who, signed in self._signatures
            if who and signed and any(signed == signature(who, self.key, each, self.text) for each in english)
        )

    @property
    def _signatures(self) -> Iterator[tuple[str, str]]:
        for comment in self.comments:
            if comment.startswith(TRANSLATOR):
                signed = _SIGNED.fullmatch(comment.removeprefix(TRANSLATOR).strip())
                yield (signed[1], signed[2]) if signed else (comment.removeprefix(TRANSLATOR).strip(), "")

    @property
    def digest(self) -> str:
        """What a review vouches for: this key, this English and this translation."""
        return digest(self.key, self.source, self.text)


@dataclass(frozen=True, slots=True)
class PoFile:
    """One PO file. `translators` are the people its header names."""

    catalogue: str
    entries: tuple[Entry, ...] = ()
    translators: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Review:
    """A line of `review.tsv`: somebody vouches for a unit as it stood; `second` for a second reader's."""

    key: str
    digest: str
    reviewer: str
    date: str
    second: bool
    position: Position


def same_meaning(editorial: Iterable[tuple[str, str]], english: str) -> frozenset[str]:
    """An English, and all that it came from by these editorial changes of its text."""
    found = {english}
    for before, now in reversed([*editorial]):  # the latest change stands last
        if now in found:
            found.add(before)
    return frozenset(found)


@dataclass(frozen=True)
class Catalog:
    """All that is translated into a language. `broken` names the catalogues whose files cannot be read.

    `machine_texts` are the digests of all that a machine ever drafted, for marks can be stripped from a PO file.
    `made_from` has, by the digest of a key and the words that stand there, each English that these were made from.
    `editorial` has by key the pairs of an English and the one that followed it without a change of meaning.
    """

    language: Language
    files: Mapping[str, PoFile] = field(default_factory=dict)
    reviews: tuple[Review, ...] = ()
    broken: frozenset[str] = frozenset()
    machine_texts: frozenset[str] = frozenset()
    made_from: Mapping[str, frozenset[str]] = field(default_factory=dict)
    editorial: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)

    def same_meaning(self, key: str, english: str) -> frozenset[str]:
        """The English itself, and all that it came from by editorial changes."""
        return same_meaning(self.editorial.get(key, ()), english)

    def digests(self, entry: Entry) -> frozenset[str]:
        """What a review of this entry may have vouched for: it and its English before editorial changes."""
        return frozenset(
            digest(entry.key, english, entry.text) for english in self.same_meaning(entry.key, entry.source)
        )

    def unchecked(self, entry: Entry) -> bool:
        """True while nobody has confirmed the entry: it says so, or has a machine's words that no person ticked."""
        if entry.fuzzy or self.ticked(entry):
            return entry.fuzzy
        if not self.machine_texts:
            return entry.machine
        return machine_digest(entry.key, entry.text) in self.machine_texts

    @property
    def people(self) -> tuple[str, ...]:
        """Everybody whom the list of the language names."""
        return (*self.language.translators, *self.language.reviewers)

    def ticked(self, entry: Entry) -> bool:
        """True when a person of the language's list ticked exactly this English and this translation as right."""
        # Few entries are signed, and only theirs are worth a digest.
        return bool(entry.translators) and any(
            as_listed(who, self.people) for who in entry.ticked_by(self.same_meaning(entry.key, entry.source))
        )

    def unmarked(self, entry: Entry) -> bool:
        """True for a machine's words that lost their mark, although no person ticked them."""
        return bool(entry.text.strip()) and not entry.fuzzy and self.unchecked(entry)

    def behind(self, entry: Entry) -> bool:
        """True when the words were made from another English than the entry's, whatever its marks say."""
        is_old = bool(entry.previous) and entry.previous not in self.same_meaning(entry.key, entry.source)
        return is_old or self.lost_mark(entry)

    def lost_mark(self, entry: Entry) -> bool:
        """True for words made from another English although nothing in the file says so, and no person ticked them.

        That the same words were made from the English of now too says nothing by itself: anybody can add such a line.
        Whoever found them right for it stands above the text by name; a draft claims to be nobody's.
        """
        if entry.previous or self.ticked(entry) or not entry.text.strip():
            return False
        made_from = self.made_from.get(machine_digest(entry.key, entry.text))
        if made_from is None:
            return False
        now = set(map(digest, self.same_meaning(entry.key, entry.source)))
        return made_from.isdisjoint(now) if entry.fuzzy else not made_from <= now

    @cached_property
    def active(self) -> Mapping[str, Entry]:
        """Every entry in use, by key."""
        return {entry.key: entry for entry in self._entries() if not entry.obsolete}

    @cached_property
    def obsolete(self) -> Mapping[str, Entry]:
        """Every entry kept after its unit went away, by key."""
        return {entry.key: entry for entry in self._entries() if entry.obsolete}

    @cached_property
    def reviews_by_key(self) -> Mapping[str, tuple[Review, ...]]:
        """The reviews of each unit."""
        found: dict[str, tuple[Review, ...]] = {}
        for review in self.reviews:
            found[review.key] = (*found.get(review.key, ()), review)
        return found

    def _entries(self) -> Iterator[Entry]:
        for file in self.files.values():
            yield from file.entries


class Rendering(Node):
    """How a term is said in a language: `stems` are accepted word beginnings; empty means the preferred words."""

    preferred: str
    stems: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()


class TermConcept(Node):
    """A term of the termbase; `also` lists other English forms of it, `note` says what it means here."""

    id: Slug
    term: str
    also: tuple[str, ...] = ()
    note: str = ""
    in_language: dict[str, Rendering]


class Termbase(Node):
    """`translations/termbase.yml`: the words that every translator should render alike."""

    terms: tuple[TermConcept, ...] = ()
