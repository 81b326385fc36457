"""Whom to ask again: what signed papers lack since the form was changed, and an addendum of it to sign."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from generator.cache.writing import write_whole
from generator.catalog.entries import same_meaning
from generator.compose.addendum import addendum
from generator.compose.inline import phrase
from generator.diagnostics import Diagnostic, Position, Severity, UsageError
from generator.library.answers import Answers
from generator.library.template import Clause, DocumentTemplate
from generator.library.text import Text, texts_in
from generator.load.catalogs import load_editorial
from generator.reading.changes import shown
from generator.reading.collected import files_in
from generator.reading.returned import Reading, ReadPaper
from generator.render.formats import maker_of

T = TypeVar("T")

_CODE = "code"
"""The last word of the field with which a paper names a person without the name: `person-code`."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A signed paper, and the clauses of today's form that it lacks or has in other words."""

    path: Path
    document: DocumentTemplate
    who: str
    answers: Answers
    clauses: tuple[Clause, ...]
    known: bool = True
    """Whether the wording that was signed is kept; if not, all clauses are listed."""


def reconsent(
    root: Path, paths: Sequence[Path], out: Path | None, lang: str, suffix: str
) -> tuple[list[Lacking], list[Diagnostic]]:
    """The signed papers that lack something, and each as a diagnostic; an addendum for all of them stands in `out`."""
    reading = Reading(root)
    lacking: list[Lacking] = []
    found: list[Diagnostic] = []
    for path, within in files_in(paths):
        entries, mistakes = reading.entries(path, within)
        found += [] if entries else mistakes
        lacking += filter(None, (_lacking(reading, each) for each in entries))
    found += (each for one in lacking for each in _listed(one))
    if out is not None and lacking:
        _write(reading, lacking, out, lang, suffix)
    reading.papers.editions.save()
    return lacking, found


def _lacking(reading: Reading, entry: ReadPaper) -> Lacking | None:
    mark, now = entry.mark, _now(reading, entry)
    if now is None or reading.papers.is_todays(mark):
        return None
    old = _signed(reading, entry, now)
    editorial, _ = load_editorial(reading.papers.editions.root)
    clauses = [
        each
        for each in now.clauses
        if entry.answers.applies(each.when) and not (old and all(says(one, each, now, editorial) for one in old))
    ]
    return Lacking(entry.path, now, _who(entry), entry.answers, tuple(clauses), bool(old)) if clauses else None


def _signed(reading: Reading, entry: ReadPaper, now: DocumentTemplate) -> list[DocumentTemplate]:
    """The wordings that may have been signed: one where the fingerprint or the document says which."""
    found = shown(reading.papers, entry.mark, entry.path)
    return [each or now for each in found if each or entry.mark.version == now.version]


def _now(reading: Reading, entry: ReadPaper) -> DocumentTemplate | None:
    """Today's form in English; nobody consents to a checklist."""
    template = next((each for each in reading.papers.source.documents if each.id == entry.mark.template.id), None)
    return template if template and template.for_people else None


def says(
    old: DocumentTemplate, clause: Clause, now: DocumentTemplate, editorial: Mapping[str, tuple[tuple[str, str], ...]]
) -> bool:
    """Whether an earlier form says what a clause of today says, but for letters that were mended in it."""
    before = next((_texts(each, old) for each in old.clauses if each.id == clause.id), [])
    today = _texts(clause, now)
    return len(before) == len(today) and all(
        one.value in same_meaning(editorial.get(each.key, ()), each.value)
        for one, each in zip(before, today, strict=True)
    )


def _texts(clause: Clause, document: DocumentTemplate) -> list[Text]:
    """All that a clause says, with the labels of its blanks."""
    labels = [each.label for id in clause.fields for each in document.fields if each.id == id]
    return [*(text for _, text in texts_in(clause)), *labels]


def _who(entry: ReadPaper) -> str:
    """The code that stands in the paper, as it was typed; else the name of the file."""
    codes = [str(value) for name, value in entry.answers.values.items() if name.rpartition("-")[2] == _CODE]
    return ", ".join(codes) or entry.path.name


def _listed(lacking: Lacking) -> Iterator[Diagnostic]:
    place = Position(lacking.path)
    names = ", ".join(f"“{phrase(each.title).plain if each.title else each.id}”" for each in lacking.clauses)
    if not lacking.known:
        message = f"{lacking.who}: of the version that was signed no wording is kept"
        yield Diagnostic("RCN002", message, place, "read the whole form to the person again, and ask again")
        return
    if any(each.critical for each in lacking.clauses):
        yield Diagnostic("RCN001", f"{lacking.who} has not agreed to: {names}", place, "ask again, with the addendum")
    else:
        message = f"{lacking.who} signed other words in: {names}"
        yield Diagnostic("RCN003", message, place, "tell the person what has changed", Severity.WARNING)


def _write(reading: Reading, lacking: Sequence[Lacking], out: Path, lang: str, suffix: str) -> None:
    documents = {each.document.id for each in lacking}
    if len(documents) > 1:
        raise UsageError(
            f"an addendum is for one form, and these are {', '.join(sorted(documents))}: name them one by one"
        )
    id = documents.pop()
    clauses = {each.id for one in lacking for each in one.clauses}
    shared = Answers(_same([one.answers.conditions for one in lacking]), _same([one.answers.values for one in lacking]))
    paper = addendum(reading.papers.library(lang), reading.papers.source, id, clauses, shared)
    if paper:
        write_whole(out, maker_of(suffix).render(paper, suffix))


def _same(held: Sequence[Mapping[str, T]]) -> dict[str, T]:
    """What all say alike, and nothing of a single person."""
    first = held[0]
    return {
        name: value
        for name, value in first.items()
        if all(each.get(name) == value for each in held) and name.rpartition("-")[2] != _CODE and "." not in name
    }
