"""What comes back: a returned paper, in whatever program it was filled in, as answers that fit its contract."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from generator.compose.data.scoring import score_sheet
from generator.compose.inline import phrase
from generator.diagnostics import Diagnostic, Position, counted
from generator.files import explained, read
from generator.library.answers import Answers, AnswersFile, Said
from generator.library.slots import Contract
from generator.load.returned.base import MOST_BYTES, Returned, Sent, Unreadable
from generator.load.returned.guard import SECONDS, in_time
from generator.load.returned.phone import answers_of, is_time
from generator.load.returned.readers import Listed, reader_of
from generator.load.returned.workbook import read_workbook
from generator.reading.as_answers import answers_file
from generator.reading.beside_paper import EmptyPapers, laid_beside, remarks
from generator.reading.not_understood import (
    as_typed,
    as_warning,
    formulas,
    left_out,
    lines_gone,
    missing_fields,
    missing_forms,
    missing_rows,
    refusal,
    strange_words,
    taken_back,
    with_place,
)
from generator.reading.scored import TypedScores, level_of, scored
from generator.reading.which_paper import PaperIdentity, Papers
from generator.render.data.score_book import score_book
from generator.validate.answers import At, check_answers

_KNOWN = 0.5
"""How much of a paper's words must stand in a document that is read as that paper."""


@dataclass(slots=True)
class ReadPaper:
    """One paper that was read: what it is, what fits its contract, and what was not understood."""

    path: Path
    mark: PaperIdentity
    answers: Answers
    found: list[Diagnostic] = field(default_factory=list)
    strange: list[str] = field(default_factory=list)
    own_id: str = ""
    """What no other form from a phone is called."""


class Reading:
    """Reads returned files against the papers of the project."""

    def __init__(self, root: Path) -> None:
        self.papers = Papers(root)
        self.empty = EmptyPapers(self.papers)

    def entries(self, path: Path, within: Path | None) -> tuple[list[ReadPaper], list[Diagnostic]]:
        """What was read of a file, or every reason why nothing was."""
        try:
            papers = held(path, within)
        except Listed as listed:
            return [], listed.found
        except Unreadable as refused:
            return [], [refusal(path, refused)]
        found: list[Diagnostic] = []
        entries: list[ReadPaper] = []
        for paper in papers:
            try:
                entry = self._entry(path, paper)
            except Unreadable as refused:
                found.append(refusal(path, refused))
                continue
            if isinstance(entry, ReadPaper):
                entry.own_id = paper.sent.own_id if paper.sent else ""
                entries.append(entry)
                found += entry.found
            else:
                found += entry
        return entries, found + list(missing_rows(path, papers, self.papers)) + list(missing_forms(path, papers))

    def _entry(self, path: Path, returned: Returned) -> ReadPaper | list[Diagnostic]:
        strange: list[str] = []
        computed: list[str] = []
        if returned.sent is not None:
            notes = returned.notes
            returned, strange = self._of_phone(returned.sent)
            strange += notes
        mark = self.papers.recognised(returned)
        contract = self.papers.contract(mark.template)
        if returned.answers is not None:
            file = returned.answers
        elif returned.rows:
            file, computed = self._of_rows(mark, contract, returned.rows, strange)
        else:
            from_lines = self._of_lines(mark, contract, returned, strange) if returned.lines else (returned.fields, {})
            file = answers_file(mark, contract, *from_lines, strange)
        strange += self.empty.notes(mark, returned)
        at: At = returned.at or (lambda _: Position(path))
        taken, found = check_answers(contract, file, at)
        if taken is None:
            return found
        out = left_out(taken.listed, taken.remarks)
        strange += [f"{name}: {as_typed(file.answers.get(name))}" for name in out if not name.startswith("condition:")]
        answers = Answers(taken.answers.conditions, {k: v for k, v in taken.answers.values.items() if k not in out})
        found = [as_warning(each) for each in found]
        found += missing_fields(path, contract, returned)
        found += formulas(path, computed)
        found += strange_words(path, strange)
        return ReadPaper(path, mark, answers, found, strange)

    def _of_lines(
        self, mark: PaperIdentity, contract: Contract, returned: Returned, strange: list[str]
    ) -> tuple[Mapping[str, Said], Mapping[str, bool]]:
        """What a document says and what it shows of the conditions; Unreadable where it is hardly that paper."""
        reference = self.empty.reference(mark, self.empty.signed(mark))
        conditions, laid = laid_beside(reference, returned, contract, self.empty.regions(mark), remarks(mark, contract))
        if laid.known < _KNOWN:
            message = f"hardly any words of “{phrase(mark.template.title).plain}” stand in it"
            raise Unreadable(message, "read it beside the paper; it is another one, or was written anew")
        strange += with_place(laid.strange) + taken_back(reference, returned.taken_back)
        strange += lines_gone(laid)
        return laid.values, conditions

    def _of_rows(
        self, mark: PaperIdentity, contract: Contract, rows: Sequence[Sequence[str]], strange: list[str]
    ) -> tuple[AnswersFile, list[str]]:
        """The levels that were chosen as a file of answers, and the criteria whose level a formula had made."""
        sheet = score_sheet(mark.library, self.papers.source)
        (empty,) = read_workbook(score_book(sheet))
        found = laid_out(empty.rows, rows)
        strange += with_place(found.strange)
        levels = tuple(self.papers.source.criteria.scale)
        values = {id: Said(level_of(words, levels, sheet.levels)) for id, words in found.values.items()}
        return answers_file(mark, contract, values, {}, strange), found.computed

    def _of_phone(self, sent: Sent) -> tuple[Returned, list[str]]:
        """What was answered on a phone as a file of answers, and what else was written there, such as who signed."""
        if not sent.paper:
            raise Unreadable(
                f"no paper is named in {counted(sent.count, 'form')} of it",
                "look whether they are locked (encrypted), or of another form",
            )
        template = self.papers.named(sent.paper)
        if template is None:
            raise Unreadable(
                f"there is no paper '{sent.paper}'", "read it with the version of the toolkit that made it"
            )
        file, beside = answers_of(sent, self.papers.contract(template))
        strange = [f"{name}: {as_typed(raw)}" for name, raw in beside if not is_time(name)]
        return Returned(answers=file), [*filter(None, [sent.judged]), *strange]


@in_time(SECONDS)
def held(path: Path, within: Path | None) -> list[Returned]:
    """What stands in a file; Unreadable or Listed where it is not read, and where that would take long."""
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise Unreadable("its name is not UTF-8", "give it a plain name") from error
    if path.is_dir():
        raise Unreadable("it is a folder", "name it beside the other one: no folder is read that stands in another")
    try:
        content = read(path, within, MOST_BYTES)
    except OSError as error:
        message, help = explained(error)
        raise Unreadable(f"the file can't be read: {message}", help) from error
    return reader_of(path, content).read(path, content)


@in_time(SECONDS)
def laid_out(empty: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> TypedScores:
    """A returned workbook beside the empty one; Unreadable where that takes too long."""
    return scored(empty, rows)
