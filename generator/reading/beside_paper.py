"""A returned document laid beside the empty paper, and what it so shows of the conditions.

The paper is composed in the languages of the document, written as Word and read back by the same reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from types import MappingProxyType

from generator.compose.inline import phrase
from generator.compose.papers import PART, as_printed, has_original, in_parts
from generator.compose.writer import writer_for
from generator.library.library import Library
from generator.library.slots import REMARKS, Contract
from generator.library.template import Checklist, DocumentTemplate, Template
from generator.load.returned.base import Line, LinePiece, Returned, WordControl
from generator.load.returned.guard import SECONDS, in_time
from generator.load.returned.line_words import like
from generator.load.returned.printed import Below, Printed, under
from generator.load.returned.typed_in import Fitted, fitted
from generator.load.returned.word import read_word
from generator.reading.archive import released
from generator.reading.around import added_around
from generator.reading.which_paper import PaperIdentity, Papers
from generator.render.formats.docx import DocxFormat


class EmptyPapers:
    """The empty papers as lines; each is made once."""

    def __init__(self, papers: Papers) -> None:
        self.papers = papers
        self._references: dict[tuple[str, str, str, str], tuple[list[Printed], tuple[str, ...]]] = {}
        self._kept: dict[tuple[str, str, str], Template | None] = {}

    def signed(self, mark: PaperIdentity) -> Template | None:
        """The paper as it was signed, where that is an earlier version whose English wording was kept."""
        if mark.beside or mark.library is not self.papers.source or mark.version in ("", mark.template.version):
            return None
        key = (mark.template.id, mark.fingerprint, mark.version)
        if key not in self._kept:
            self._kept[key] = released(self.papers.editions.root, *key)
        return self._kept[key]

    def reference(self, mark: PaperIdentity, template: Template | None = None) -> list[Printed]:
        """The lines of the empty paper, each with its clause; `template` is an earlier one of the same paper."""
        return self._reference(mark, template)[0]

    def regions(self, mark: PaperIdentity) -> list[str]:
        """Where the languages are spoken in which days may be written: English may follow after two others."""
        return [each.language.region for each in (mark.library, mark.beside, self.papers.source) if each]

    def notes(self, mark: PaperIdentity, returned: Returned) -> list[str]:
        """What stands beside the lines of a file, at the head and the foot of its pages too, and not in our paper."""
        ours = self._reference(mark, self.signed(mark))[1] if returned.lines else ()
        around = added_around(self.papers.source, mark, returned.around)
        return [*(each for each in returned.notes if each not in ours), *around]

    def _original(self, mark: PaperIdentity) -> Library | None:
        """English, where its words follow after those of two other languages."""
        follows = mark.beside and has_original(mark.library, mark.beside, mark.template.id)
        return self.papers.source if follows else None

    def _reference(self, mark: PaperIdentity, template: Template | None) -> tuple[list[Printed], tuple[str, ...]]:
        """The lines, and what stands beside them: a few papers have drawings."""
        key = (
            mark.template.id + (template or mark.template).version,
            mark.library.language.tag,
            mark.beside.language.tag if mark.beside else "",
            mark.fingerprint if template else "",
        )
        if key not in self._references:
            twin = as_printed(mark.beside, mark.template.id) if mark.beside and template is None else None
            source = self._original(mark) if twin else None
            paper = in_parts(mark.library, mark.beside if twin else None, template or mark.template, twin, source)
            original = as_printed(source, mark.template.id) if source else None
            shown = [each for each in (template or mark.template, twin, original) if each]
            empty = read_word(DocxFormat().render(paper, "docx"))
            self._references[key] = list(_printed(empty.lines, shown)), empty.notes
        return self._references[key]


@in_time(SECONDS)
def laid_beside(
    paper: Sequence[Printed],
    returned: Returned,
    contract: Contract,
    regions: Sequence[str],
    below: Below = MappingProxyType({}),
) -> tuple[dict[str, bool], Fitted]:
    """What a document shows of the paper's conditions, and its lines beside those that are printed under them.

    Unreadable where that takes too long.
    """
    first = fitted(paper, returned.lines)
    conditions = _conditions_in(first, contract)
    gone = {pair.printed for pair in first.pairs if pair.printed and not pair.returned}
    return conditions, fitted(under(paper, conditions, gone), returned.lines, below, regions)


def _conditions_in(laid: Fitted, contract: Contract) -> dict[str, bool]:
    """What the paper shows of its conditions: a part without its condition in words holds, one that is gone does not.

    Where the condition still stands in words, nobody answered it.
    """
    kept: dict[str, list[bool]] = {id: [] for id in contract.conditions}
    worded: dict[str, bool] = dict.fromkeys(contract.conditions, False)
    for pair in laid.pairs:
        one = pair.printed
        if one is None or one.condition not in kept or not like(one.line.words):
            continue
        there = bool(pair.returned) and pair.same
        if one.condition_words:
            worded[one.condition] |= there
        elif one.speaks:
            kept[one.condition].append(there)
    found = {}
    for id, lines in kept.items():
        stands = sum(lines) * 2 > len(lines)
        if lines and not (stands and worded[id]):
            found[id] = stands
    return found


def remarks(mark: PaperIdentity, contract: Contract) -> Below:
    """What can stand below each action of a checklist: a place, behind our words in each language of the paper."""
    if not isinstance(mark.template, Checklist):
        return {}
    writers = [writer_for(each) for each in (mark.library, mark.beside) if each]
    said = [(name, f"{writer.say(f'said-{name}')} ") for writer in writers for name in REMARKS]
    return {
        item: [
            Printed(Line((LinePiece(words), LinePiece("", WordControl(f"{item}.{name}")))), item)
            for name, words in said
            if f"{item}.{name}" in contract.slots
        ]
        for item in (each.id for section in mark.template.sections for each in section.items)
    }


def _printed(lines: Sequence[Line], templates: Sequence[Template]) -> Iterator[Printed]:
    """The lines of a paper in parts, without those that only name the parts."""
    documents = [each for each in templates if isinstance(each, DocumentTemplate)]
    conditions = {like(phrase(each.words).plain) for document in documents for each in document.conditions}
    labels = {phrase(each.label).plain for document in documents[1:] for each in document.fields}
    clause = when = ""
    for line in lines:
        if line.words.startswith(PART):
            clause, when = line.words[1:].split(PART)
        else:
            said = bool(when) and like(line.words) in conditions
            yield Printed(_with_silent_places(line, labels), clause, when, condition_words=said)


def _with_silent_places(line: Line, labels: set[str]) -> Line:
    """The line of a second language with its places: they repeat in print what is written in the first one."""
    if not labels or "[" not in line.words or any(piece.control for piece in line.pieces):
        return line
    parts = (part for piece in line.pieces for part in re.split(r"(\[[^\]]*\])", piece.words) if part)
    places = {f"[{label}]" for label in labels}
    return replace(line, pieces=tuple(LinePiece(each, WordControl("") if each in places else None) for each in parts))
