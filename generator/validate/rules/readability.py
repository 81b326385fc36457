"""Plain words and short sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.library.library import Library, library_texts
from generator.library.readability import (
    CLAUSE_WORDS,
    DOCUMENT_GRADE,
    FILE_WORDS,
    GUIDANCE_GRADE,
    PASSIVE_SHARE,
    SENTENCE_WORDS,
    TEXT_GRADE,
    TEXT_WORDS,
    Measure,
    by_catalogue,
    measure_all,
)
from generator.library.sources import Sources
from generator.library.template import Clause, DocumentKind
from generator.library.text import Text, catalogue_of

_SPLIT = "split it; use shorter words and sentences"


class Readability:
    """Our own texts are plain; quotations are exempt.

    No file of 100 words or more reads above grade 9 or is passive in more than a quarter of its sentences, no document
    reads above grade 8, no text of 20 words or more in a document above grade 12, and no sentence is longer than 25
    words. No clause of a consent form (10 words or more of text, points, choices and statements to sign) reads above
    grade 8. `library/readability.py` says how this is measured.

    Fails in framework/editions/1.0/definition.yaml:

        plain: >-
          This is one sentence that goes on and on and on, and then goes on some more, for it has so much to tell that
          it can not find its end.

    Passes:

        plain: >-
          This sentence is short. It has one thing to tell. Then the next one comes.
    """

    code = "READ"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """What is too hard, at its place.

        READ001 a file, READ002 a text, READ003 a sentence that is too long, READ004 a clause of a consent form,
        READ005 a file with too many passive sentences.
        """
        hard = {catalogue for catalogue, whole in library.measures.items() if _is_hard(catalogue, whole)}
        texts = [text for text in library_texts(library) if catalogue_of(text.key) in hard] if hard else []
        for catalogue, measured in by_catalogue(texts).items():
            yield from _file(catalogue, library.measures[catalogue], measured, sources)
            yield from _passive(catalogue, library.measures[catalogue], measured, sources)
            yield from _texts(catalogue, measured, sources)
        yield from _consent_clauses(library, sources)


def _is_hard(catalogue: str, whole: Measure) -> bool:
    """Whether a file has anything that is too hard: what was measured of it when it was read says so."""
    if whole.longest > SENTENCE_WORDS or (_is_document(catalogue) and whole.hardest > TEXT_GRADE):
        return True
    return whole.words >= FILE_WORDS and (whole.grade > _limit(catalogue) or whole.passive_share > PASSIVE_SHARE)


def _limit(catalogue: str) -> int:
    return DOCUMENT_GRADE if _is_document(catalogue) else GUIDANCE_GRADE


def _file(
    catalogue: str, whole: Measure, measured: Sequence[tuple[Text, Measure]], sources: Sources
) -> Iterator[Diagnostic]:
    limit = _limit(catalogue)
    if whole.words >= FILE_WORDS and whole.grade > limit:
        hardest = sorted(measured, key=lambda each: (-each[1].grade * (each[1].words >= TEXT_WORDS), each[0].key))[:3]
        lines = ", ".join(str(sources.of(text.key).line) for text, _ in hardest)
        message = f"the file reads at grade {whole.grade:.1f}; the limit is {limit}"
        yield Diagnostic("READ001", message, sources.at(catalogue, ()), f"begin with the texts on lines {lines}")


def _passive(
    catalogue: str, whole: Measure, measured: Sequence[tuple[Text, Measure]], sources: Sources
) -> Iterator[Diagnostic]:
    if whole.words >= FILE_WORDS and whole.passive_share > PASSIVE_SHARE:
        lines = ", ".join(str(sources.of(text.key).line) for text, each in measured if each.passive)
        message = f"{whole.passive_share:.0%} of the sentences are passive; the limit is {PASSIVE_SHARE:.0%}"
        help = f"say who does it; look at the texts on lines {lines[:60]}"
        yield Diagnostic("READ005", message, sources.at(catalogue, ()), help)


def _texts(catalogue: str, measured: Sequence[tuple[Text, Measure]], sources: Sources) -> Iterator[Diagnostic]:
    for text, each in measured:
        if each.longest > SENTENCE_WORDS:
            message = f"a sentence has {each.longest} words; the limit is {SENTENCE_WORDS}"
            yield Diagnostic("READ003", message, sources.of(text.key), _SPLIT)
        if _is_document(catalogue) and each.words >= TEXT_WORDS and each.grade > TEXT_GRADE:
            message = f"the text reads at grade {each.grade:.1f}; the limit is {TEXT_GRADE}"
            yield Diagnostic("READ002", message, sources.of(text.key), _SPLIT)


def _consent_clauses(library: Library, sources: Sources) -> Iterator[Diagnostic]:
    for document in library.documents:
        if document.kind is not DocumentKind.CONSENT:
            continue
        for clause in document.clauses:
            said = list(_said(clause))
            whole = measure_all(text.value for text in said)
            if whole.words >= CLAUSE_WORDS and whole.grade > DOCUMENT_GRADE:
                message = f"the clause '{clause.id}' reads at grade {whole.grade:.1f}; the limit is {DOCUMENT_GRADE}"
                yield Diagnostic("READ004", message, sources.of(said[0].key), _SPLIT)


def _said(clause: Clause) -> Iterator[Text]:
    """What a person who consents reads or hears as sentences."""
    if clause.text:
        yield clause.text
    yield from (*clause.points.values(), *clause.ticks.values())
    yield from (signature.statement for signature in clause.signatures if signature.statement)


def _is_document(catalogue: str) -> bool:
    return catalogue.startswith("documents/")
