"""What a translator is told beside a unit: what it is, what must stay, and which terms it holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from generator.blocks.marks import parse, targets_in
from generator.catalog.entries import Termbase, TermConcept
from generator.translate.extract import Unit

OFFICIAL = "The framework's own wording: translate it faithfully; it is shown as an unofficial translation."
CRITICAL = "Critical: people consent to these words. Do not add, soften or leave out anything."


def notes(unit: Unit, termbase: Termbase, tag: str) -> Iterator[str]:
    """The notes of a unit for translators into the language `tag`, one line each."""
    if unit.official:
        yield OFFICIAL
    if unit.critical:
        yield CRITICAL
    if unit.note:
        yield unit.note
    for name, label in unit.placeholders:
        yield f"Keep {{{name}}} as it is; it stands for: {label}" if label else f"Keep {{{name}}} as it is."
    if "](" in unit.text and (targets := targets_in(parse(unit.text))):
        yield f"Keep what stands in round brackets after a link's words: {' '.join(f'({each})' for each in targets)}"
    for concept in terms_in(unit.text, termbase):
        rendering = concept.in_language.get(tag)
        if rendering is not None:
            yield f"Term: {concept.term} = {rendering.preferred}" + (f" ({concept.note})" if concept.note else "")


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
