"""What a translator is told beside a unit, in their language: what it is, what must stay, and which terms it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cache

from generator.blocks.marks import Refusal, parse, targets_in, words_in
from generator.blocks.nodes import Placeholder
from generator.catalog.entries import Catalog, Entry, Termbase, TermConcept
from generator.catalog.sent import TranslatorNote
from generator.library.library import Library
from generator.library.text import SOURCE_LANGUAGE, State, Text
from generator.translate.extract import Unit
from generator.translate.inline import safe_value
from generator.translate.state import state_of

MESSAGES = {
    "official": "official-wording-translated", "faithful": "desk-note-faithful", "critical": "desk-note-critical",
    "keep": "desk-note-keep", "means": "desk-note-means", "term": "desk-said-term", "was": "desk-note-was",
    "refused": "state-blocked", "place": "desk-place", "longest": "desk-longest", "po-how": "desk-po-how",
}  # fmt: skip
"""What translators are told, by the ids of `content/wording.yaml`."""
_USABLE = (State.MACHINE, State.HUMAN, State.REVIEWED)
_BETWEEN = " · "
_BLANK = re.compile(r"\{([a-z]+)\}")


class Notes:
    """The notes for translators into one language, in its own words or else in English.

    They are its own as soon as it has them, checked or not: who checks a sentence changes no file but that sentence's.
    The same name, link or term stands in many texts, and what is said of it is made once.
    """

    def __init__(self, library: Library, catalog: Catalog, termbase: Termbase, entries: Mapping[str, Entry]) -> None:
        self._tag, self._termbase = catalog.language.tag, termbase
        self._is_rtl = catalog.language.direction == "rtl"
        texts = {name: library.wording[id] for name, id in MESSAGES.items()}
        self._messages = {name: _said(text, entries.get(text.key), catalog) for name, text in texts.items()}
        self._kept: dict[tuple[str, str], tuple[TranslatorNote, ...]] = {}
        self._terms: dict[str, tuple[TranslatorNote, ...]] = {}
        label, faithful = self._messages["official"], self._messages["faithful"]
        is_one = label.lang == faithful.lang
        one = TranslatorNote(f"{label.words}{_BETWEEN}{faithful.words}", label.lang)
        self._official = (one,) if is_one else (label, faithful)

    def of(self, unit: Unit) -> Iterator[TranslatorNote]:
        """All that is said beside a unit."""
        if unit.official:
            yield from self._official
        if unit.critical:
            yield self._messages["critical"]
        if unit.note:
            yield TranslatorNote(unit.note, SOURCE_LANGUAGE)
        for name, label in unit.placeholders:
            yield from self._keep(f"{{{name}}}", label)
        if "](" in unit.text and (targets := targets_in(parse(unit.text))):
            yield from self._keep(" ".join(f"({each})" for each in targets), "")
        for concept in terms_in(unit.text, self._termbase):
            yield from self._term(concept)

    def say(self, name: str, /, **values: str) -> TranslatorNote:
        """One of the messages with English, names or addresses in its blanks."""
        said = self._messages[name]
        return TranslatorNote(_BLANK.sub(lambda blank: self._apart(values[blank[1]], said), said.words), said.lang)

    def labelled(self, name: str, value: str) -> TranslatorNote:
        """One of the messages as the label of a value."""
        said = self._messages[name]
        return TranslatorNote(f"{said.words}{_BETWEEN}{self._apart(value, said)}", said.lang)

    def _keep(self, words: str, label: str) -> tuple[TranslatorNote, ...]:
        if (words, label) not in self._kept:
            means = (self.say("means", name=words, label=label),) if label else ()
            self._kept[words, label] = (self.say("keep", words=words), *means)
        return self._kept[words, label]

    def _term(self, concept: TermConcept) -> tuple[TranslatorNote, ...]:
        rendering = concept.in_language.get(self._tag)
        if rendering is None:
            return ()
        if concept.id not in self._terms:
            said = self._messages["term"]
            note = f" ({self._apart(concept.note, said)})" if concept.note else ""
            pair = f"{self._apart(concept.term, said)} = {rendering.preferred}{note}"
            self._terms[concept.id] = (TranslatorNote(_BLANK.sub(lambda _: pair, said.words), said.lang),)
        return self._terms[concept.id]

    def _apart(self, words: str, around: TranslatorNote) -> str:
        """English inside a sentence that is read from right to left, so that no sign of it changes its side."""
        return f"\u2066{words}\u2069" if self._is_rtl and around.lang == self._tag else words


def _said(text: Text, entry: Entry | None, catalog: Catalog) -> TranslatorNote:
    """The message in the language; in English where its words are missing, unsafe, or behind the English."""
    if entry is not None and state_of(entry, text.value, catalog, critical=False) in _USABLE:
        with suppress(Refusal):
            safe = safe_value(text.value, entry.text, rtl=catalog.language.direction == "rtl")
            return TranslatorNote(without_marks(safe), catalog.language.tag)
    return TranslatorNote(without_marks(text.value), SOURCE_LANGUAGE)


def without_marks(text: str) -> str:
    """The words of a text on one line; its blanks stay in their brackets."""
    tree = parse(text)
    words = (f"{{{each.name}}}" if isinstance(each, Placeholder) else "".join(words_in((each,))) for each in tree)
    return " ".join("".join(words).split())


def terms_in(text: str, termbase: Termbase) -> list[TermConcept]:
    """The concepts whose English stands in the text; a longer term hides the shorter ones inside it."""
    if not _last or _last[0].termbase is not termbase:
        _last[:] = [_Finder(termbase)]
    return _last[0].terms_in(text)


class _Finder:
    """Remembers what it found: every language is asked about the same English."""

    def __init__(self, termbase: Termbase) -> None:
        self.termbase = termbase
        # Most texts hold few terms, and to look whether a form stands there at all is ten times as fast as a pattern.
        self._forms = [(form.lower(), each) for each in termbase.terms for form in (each.term, *each.also)]
        self._found: dict[str, list[TermConcept]] = {}

    def terms_in(self, text: str) -> list[TermConcept]:
        if text not in self._found:
            lower = text.lower()
            present = {concept.id: concept for form, concept in self._forms if form in lower}
            self._found[text] = _not_hidden(text, present.values()) if present else []
        return self._found[text]


_last: list[_Finder] = []
"""The finder that was asked last; there is one termbase at a time."""


def _not_hidden(text: str, present: Iterable[TermConcept]) -> list[TermConcept]:
    hits = [
        (match.start(), match.end(), concept)
        for concept in present
        for match in _pattern(concept.term, concept.also).finditer(text)
    ]
    kept: list[TermConcept] = []
    for start, end, concept in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        hidden = any(a <= start and end <= b and (b - a) > (end - start) for a, b, _ in hits)
        if not hidden and concept not in kept:
            kept.append(concept)
    return kept


@cache
def _pattern(term: str, also: tuple[str, ...]) -> re.Pattern[str]:
    forms = "|".join(re.escape(form) for form in sorted((term, *also), key=len, reverse=True))
    return re.compile(rf"\b(?:{forms})(?:s|es)?\b", re.IGNORECASE)
