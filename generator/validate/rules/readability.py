"""Plain words and short sentences."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator.diagnostics import Diagnostic
from generator.model.catalog import catalogue_of
from generator.model.library import Library, library_texts
from generator.model.readability import Measure, measure, measure_all
from generator.model.sources import Sources
from generator.model.template import Clause, DocumentKind
from generator.model.text import Text

GUIDANCE_GRADE = 9
DOCUMENT_GRADE = 8
FILE_WORDS = 100
TEXT_GRADE = 12
TEXT_WORDS = 20
SENTENCE_WORDS = 25
CLAUSE_WORDS = 10

_SPLIT = "split it; use shorter words and sentences"


class Readability:
    """Our own texts are plain; quotations are exempt.

    No file of 100 words or more reads above grade 9, no document above grade 8, no text of 20 words or more in a
    document above grade 12, and no sentence is longer than 25 words. No clause of a consent form (10 words or more of
    text, points, choices and statements to sign) reads above grade 8. `model/readability.py` says how this is measured.

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

        READ001 a file, READ002 a text, READ003 a sentence that is too long, READ004 a clause of a consent form.
        """
        written: dict[str, list[tuple[Text, Measure]]] = defaultdict(list)
        for text in library_texts(library):
            if not text.official:
                written[catalogue_of(text.key)].append((text, measure(text.value)))
        for catalogue, measured in written.items():
            yield from _file(catalogue, measured, sources)
            yield from _texts(catalogue, measured, sources)
        yield from _consent_clauses(library, sources)


def _file(catalogue: str, measured: Sequence[tuple[Text, Measure]], sources: Sources) -> Iterator[Diagnostic]:
    limit = DOCUMENT_GRADE if _is_document(catalogue) else GUIDANCE_GRADE
    whole = sum((each for _, each in measured), Measure())
    if whole.words >= FILE_WORDS and whole.grade > limit:
        hardest = sorted(measured, key=lambda each: (-each[1].grade * (each[1].words >= TEXT_WORDS), each[0].key))[:3]
        lines = ", ".join(str(sources.of(text.key).line) for text, _ in hardest)
        message = f"the file reads at grade {whole.grade:.1f}; the limit is {limit}"
        yield Diagnostic("READ001", message, sources.at(catalogue, ()), f"begin with the texts on lines {lines}")


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
