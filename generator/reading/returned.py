"""What comes back: a returned paper, in whatever program it was filled in, as answers that fit its contract."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType

from generator.compose.data.scoring import score_sheet
from generator.compose.inline import phrase
from generator.compose.papers import PART, as_printed, in_parts
from generator.compose.writer import writer_for
from generator.diagnostics import Diagnostic, Position, Severity, counted
from generator.editions import Editions
from generator.files import explained, read
from generator.library.answers import SCHEMA, Answers, AnswersFile, Raw, Said, ValueShape
from generator.library.language import Language
from generator.library.library import Library
from generator.library.slots import (
    ANY_ROW,
    REMARKS,
    AnswersRemark,
    Contract,
    Misfit,
    SlotType,
    contract_of,
    in_figures,
    is_day,
)
from generator.library.template import Checklist, DocumentTemplate, Template
from generator.load.returned.base import MOST_BYTES, Line, LinePiece, Returned, Sent, Unreadable, WordControl, box
from generator.load.returned.days import day_of
from generator.load.returned.guard import in_time
from generator.load.returned.match import Below, Fitted, Printed, fitted, like, under
from generator.load.returned.phone import answers_of, is_time
from generator.load.returned.readers import Listed, reader_of
from generator.load.returned.ticks import unboxed
from generator.load.returned.word import read_word
from generator.load.returned.workbook import read_workbook
from generator.reading.archive import released
from generator.reading.scored import TypedScores, level_of, paper_in, scored
from generator.render.data.score_book import score_book
from generator.render.formats.docx import DocxFormat
from generator.validate.answers import At, check_answers

SECONDS = 2.0
"""How much processor time one file may take."""
_KNOWN = 0.5
"""How much of a paper's words must stand in a document that is read as that paper."""
_MOST_STRANGE = 40
"""How many places of one file are named in which something was not understood; the table holds as many."""
_FINGERPRINT = re.compile(r"\b[0-9a-f]{4}-[0-9a-f]{4}\b")
_VERSION = re.compile(r"(?<![\w.])\d+\.\d+\.\d+(?![\w.])")
_EDITION = re.compile(r"(?<![\w.])\d+\.\d+(?![\w.])")
_BEFORE_FINGERPRINT = 300


@dataclass(frozen=True, slots=True)
class PaperIdentity:
    """What a returned file says of itself: which paper, in which languages, of which version."""

    template: Template
    library: Library
    beside: Library | None
    version: str
    edition: str
    fingerprint: str


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
        self.editions = Editions(root)
        self.source = self.editions.source.usable
        self._references: dict[tuple[str, str, str, str], list[Printed]] = {}
        self._kept: dict[tuple[str, str, str], Template | None] = {}

    def library(self, tag: str) -> Library:
        """The library in a language."""
        return self.editions.edition(self.editions.languages([tag])[0]).library

    # -- one file --------------------------------------------------------------------------------------

    def entries(self, path: Path, within: Path | None) -> tuple[list[ReadPaper], list[Diagnostic]]:
        """What was read of a file, or every reason why nothing was."""
        try:
            papers = held(path, within)
        except Listed as listed:
            return [], listed.found
        except Unreadable as refused:
            return [], [_refused(path, refused)]
        found: list[Diagnostic] = []
        entries: list[ReadPaper] = []
        for paper in papers:
            try:
                entry = self._entry(path, paper)
            except Unreadable as refused:
                found.append(_refused(path, refused))
                continue
            if isinstance(entry, ReadPaper):
                entry.own_id = paper.sent.own_id if paper.sent else ""
                entries.append(entry)
                found += entry.found
            else:
                found += entry
        return entries, found + list(self._lacking_rows(path, papers)) + list(_lacking_forms(path, papers))

    def _lacking_rows(self, path: Path, papers: Sequence[Returned]) -> Iterator[Diagnostic]:
        """A table to which rows are added, where no file of the export could hold them."""
        ids = {paper.sent.paper for paper in papers if paper.sent and not paper.sent.rows}
        for template in self.source.templates:
            if template.id in ids and any(ANY_ROW in key for key in self._contract(template).slots):
                message = f"the rows that were added to tables of '{template.id}' are not in it"
                help = "export a workbook from KoBo, or put all files of the export from ODK into one folder"
                yield Diagnostic("RET005", message, Position(path), help, Severity.WARNING)

    def _entry(self, path: Path, returned: Returned) -> ReadPaper | list[Diagnostic]:
        strange: list[str] = []
        computed: list[str] = []
        if returned.sent is not None:
            notes = returned.notes
            returned, strange = self._of_phone(returned.sent)
            strange += notes
        mark = self.recognised(returned)
        contract = self._contract(mark.template)
        if returned.answers is not None:
            file = returned.answers
        elif returned.rows:
            file, computed = self._of_rows(mark, contract, returned.rows, strange)
        else:
            values: Mapping[str, Said] = returned.fields
            conditions: dict[str, bool] = {}
            if returned.lines:
                reference = self.reference(mark, self._signed(mark))
                conditions, laid = laid_beside(reference, returned, contract, _remarks(mark, contract))
                if laid.known < _KNOWN:
                    message = f"hardly any words of “{phrase(mark.template.title).plain}” stand in it"
                    raise Unreadable(message, "read it beside the paper; it is another one, or was written anew")
                values = laid.values
                strange += _placed(laid.strange) + _taken_back(reference, returned.taken_back)
            file = _file(mark, contract, values, conditions, strange)
        strange += returned.notes
        at: At = returned.at or (lambda _: Position(path))
        taken, found = check_answers(contract, file, at)
        if taken is None:
            return found
        out = _left_out(taken.listed, taken.remarks)
        strange += [f"{name}: {_as_typed(file.answers.get(name))}" for name in out if not name.startswith("condition:")]
        answers = Answers(taken.answers.conditions, {k: v for k, v in taken.answers.values.items() if k not in out})
        found = [_warned(each) for each in found]
        found += _missing_fields(path, contract, returned)
        found += _computed(path, computed)
        found += _not_understood(path, strange)
        return ReadPaper(path, mark, answers, found, strange)

    # -- which paper ---------------------------------------------------------------------------------------

    def recognised(self, returned: Returned) -> PaperIdentity:
        """Which paper a file is; Unreadable where that can't be told."""
        if returned.answers is not None:
            return self._of_answers(returned.answers)
        if returned.rows:
            return self._of_workbook(returned)
        foot = _foot(returned.foot)
        spoken = self._spoken(foot)
        library, template = self._titled(returned, foot, spoken) or self._with_fields(returned)
        others = [each for each in spoken if each.tag != library.language.tag]
        beside = self.library(others[0].tag) if others and library.language in spoken else None
        version = _VERSION.search(foot)
        # After the version: a licence such as "CC BY 4.0" may stand above the foot of a page.
        edition = _EDITION.search(foot, version.end() if version else 0)
        marked = (version, edition, _FINGERPRINT.search(foot))
        return PaperIdentity(template, library, beside, *(each[0] if each else "" for each in marked))

    def _of_answers(self, file: AnswersFile) -> PaperIdentity:
        id = file.document or file.checklist or ""
        template = next((each for each in self.source.templates if each.id == id), None)
        if template is None:
            known = "it names no paper" if not id else f"there is no paper '{id[:60]}'"
            raise Unreadable(known, "write 'document: ID' with the id of a paper, as the address of its page has it")
        return PaperIdentity(template, self.source, None, file.version or "", file.edition or "", "")

    def _of_workbook(self, returned: Returned) -> PaperIdentity:
        """By what a hidden cell says, or by its title."""
        named = paper_in(returned.rows)
        id, version, edition, tag = named or ("", "", "", "")
        titled = None if named else self._titled(returned, "", ())
        library = titled[0] if titled else self.source
        if tag in {each.tag for each in self.editions.known_languages}:
            library = self.library(tag)
        template = next((each for each in library.criteria.sheets if each.id in (id, titled and titled[1].id)), None)
        if template is None:
            raise Unreadable(
                "it is no scoring sheet of ours, nor an export of KoBo or ODK",
                "read the scoring sheet with its title; checklists come back as Word documents or files of answers",
            )
        return PaperIdentity(template, library, None, version, edition, "")

    def _of_rows(
        self, mark: PaperIdentity, contract: Contract, rows: Sequence[Sequence[str]], strange: list[str]
    ) -> tuple[AnswersFile, list[str]]:
        """The levels that were chosen as a file of answers, and the criteria whose level a formula had made."""
        sheet = score_sheet(mark.library, self.source)
        (empty,) = read_workbook(score_book(sheet))
        found = laid_out(empty.rows, rows)
        strange += _placed(found.strange)
        levels = tuple(self.source.criteria.scale)
        values = {id: Said(level_of(words, levels, sheet.levels)) for id, words in found.values.items()}
        return _file(mark, contract, values, {}, strange), found.computed

    def _of_phone(self, sent: Sent) -> tuple[Returned, list[str]]:
        """What was answered on a phone as a file of answers, and what else was written there, such as who signed."""
        if not sent.paper:
            raise Unreadable(
                f"no paper is named in {counted(sent.count, 'form')} of it",
                "look whether they are locked (encrypted), or of another form",
            )
        template = next((each for each in self.source.templates if each.id == sent.paper), None)
        if template is None:
            raise Unreadable(
                f"there is no paper '{sent.paper}'", "read it with the version of the toolkit that made it"
            )
        file, beside = answers_of(sent, self._contract(template))
        strange = [f"{name}: {_as_typed(raw)}" for name, raw in beside if not is_time(name)]
        return Returned(answers=file), [*filter(None, [sent.judged]), *strange]

    def _spoken(self, foot: str) -> list[Language]:
        """The languages that the line at the foot names, in their order."""
        parts = [part.strip() for part in re.split(r"[·/\n]", foot)]
        named = {language.name: language for language in self.editions.known_languages}
        return [named[part] for part in parts if part in named]

    def _titled(self, returned: Returned, foot: str, spoken: Sequence[Language]) -> tuple[Library, Template] | None:
        languages = spoken[:1] or self.editions.known_languages
        titles = {like(returned.title)} - {""}
        lines = {like(line.words) for line in returned.lines[:12]} - {""}
        for language in languages:
            library = self.library(language.tag)
            # A translation that is behind is printed in English.
            named = {like(each.title.source or each.title.value): each for each in library.templates}
            named |= {like(phrase(each.title).plain): each for each in library.templates}
            for title in (*titles, *lines):
                if title in named:
                    return library, as_printed(library, named[title].id)
            for title, template in named.items():
                if (foot and like(foot).startswith(f"{title} ·")) or f" {title} · " in f" {like(foot)}":
                    return library, as_printed(library, template.id)
        return None

    def _with_fields(self, returned: Returned) -> tuple[Library, Template]:
        """The paper that has most of the fields; Unreadable where none has half of them."""
        names = {
            *returned.fields,
            *(piece.control.name for line in returned.lines for piece in line.pieces if piece.control),
        }
        names = {name.replace("_", ".") for name in names} - {""}
        # Once a paper, and not once a name: a file may have five thousand of them.
        contracts = [(each, self._contract(each)) for each in self.source.templates if names]
        held = ((sum(_has(contract, name) for name in names), each) for each, contract in contracts)
        most, best = max(held, default=(0, None), key=lambda share: share[0])
        if best is None or most * 2 < len(names):
            raise Unreadable(
                "it is none of our papers, or nothing in it says which",
                "read a paper of the toolkit, with its title and foot",
            )
        return self.source, best

    def _signed(self, mark: PaperIdentity) -> Template | None:
        """The paper as it was signed, where that is an earlier version whose English wording was kept."""
        if mark.beside or mark.library is not self.source or mark.version in ("", mark.template.version):
            return None
        key = (mark.template.id, mark.fingerprint, mark.version)
        if key not in self._kept:
            self._kept[key] = released(self.editions.root, *key)
        return self._kept[key]

    def _contract(self, template: Template) -> Contract:
        return contract_of(template, self.source.framework.edition.id)

    def reference(self, mark: PaperIdentity, template: Template | None = None) -> list[Printed]:
        """The lines of the empty paper, each with its clause; `template` is an earlier one of the same paper."""
        key = (
            mark.template.id + (template or mark.template).version,
            mark.library.language.tag,
            mark.beside.language.tag if mark.beside else "",
            mark.fingerprint if template else "",
        )
        if key in self._references:
            return self._references[key]
        twin = as_printed(mark.beside, mark.template.id) if mark.beside and template is None else None
        paper = in_parts(mark.library, mark.beside if twin else None, template or mark.template, twin)
        shown = [each for each in (template or mark.template, twin) if each]
        lines = list(_printed(read_word(DocxFormat().render(paper, "docx")).lines, shown))
        self._references[key] = lines
        return lines


@in_time(SECONDS)
def held(path: Path, within: Path | None) -> list[Returned]:
    """What stands in a file; Unreadable or Listed where it is not read, and where that would take long."""
    try:
        path.name.encode()
    except UnicodeEncodeError as error:
        raise Unreadable("its name is not UTF-8", "give it a plain name") from error
    try:
        content = read(path, within, MOST_BYTES)
    except OSError as error:
        message, help = explained(error)
        raise Unreadable(f"the file can't be read: {message}", help) from error
    return reader_of(path, content).read(path, content)


def _refused(path: Path, refused: Unreadable) -> Diagnostic:
    return Diagnostic("RET001", refused.message, Position(path), refused.help)


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
    return replace(
        line, pieces=tuple(LinePiece(each, WordControl("") if each[1:-1] in labels else None) for each in parts)
    )


def _foot(words: str) -> str:
    """The line that every page has at its foot, as far as it was found: what stands up to the fingerprint."""
    said = " ".join(words.split())
    places = [each.span() for each in _FINGERPRINT.finditer(said)]
    return said[max(0, places[-1][0] - _BEFORE_FINGERPRINT) : places[-1][1]] if places else ""


def _has(contract: Contract, name: str) -> bool:
    return contract.slot(name) is not None or contract.slot(name.rpartition(".")[0]) is not None


@in_time(SECONDS)
def laid_out(empty: Sequence[Sequence[str]], rows: Sequence[Sequence[str]]) -> TypedScores:
    """A returned workbook beside the empty one; Unreadable where that takes too long."""
    return scored(empty, rows)


# -- what was written, as a file of answers --------------------------------------------------------------


@in_time(SECONDS)
def laid_beside(
    paper: Sequence[Printed], returned: Returned, contract: Contract, below: Below = MappingProxyType({})
) -> tuple[dict[str, bool], Fitted]:
    """What a document shows of the paper's conditions, and its lines beside those that are printed under them.

    Unreadable where that takes too long.
    """
    conditions = _conditions_in(fitted(paper, returned.lines), contract)
    return conditions, fitted(under(paper, conditions), returned.lines, below)


def _remarks(mark: PaperIdentity, contract: Contract) -> Below:
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


def _file(
    mark: PaperIdentity,
    contract: Contract,
    values: Mapping[str, Said],
    conditions: Mapping[str, bool],
    strange: list[str],
) -> AnswersFile:
    """What was found as a file of answers; boxes of a choice become the choice, and days as we print them days."""
    answers: dict[str, Raw] = {}
    chosen: dict[str, list[str]] = {}
    for written, said in values.items():
        # No id has an underscore: in a PDF one stands for the dot of a name, which would part the field.
        name = written.replace("_", ".")
        base, _, choice = name.rpartition(".")
        slot = contract.slot(name)
        if slot is None:
            asked = contract.slot(base) if base else None
            if asked and said == box(True) and (choice in asked.choices or choice in ("yes", "no")):
                chosen.setdefault(base, []).append(choice)
            elif said.text:
                strange.append(f"{name}: {said.text}")
        elif said.text:
            answers[name] = _day(said, mark) if slot.type is SlotType.DATE else said
    for name, choices in chosen.items():
        _choose(contract, name, choices, answers, strange)
    return AnswersFile.model_validate({
        "schema": SCHEMA, contract.kind: contract.paper, "version": mark.version or contract.version,
        "edition": mark.edition or contract.edition, "answers": answers,
        "conditions": {id: _word(means) for id, means in conditions.items()},
    })  # fmt: skip


def _choose(contract: Contract, name: str, choices: Sequence[str], answers: dict[str, Raw], strange: list[str]) -> None:
    slot = contract.slot(name)
    if slot is None:
        return
    if slot.type is SlotType.CHOICES:
        answers[name] = tuple(Said(each) for each in slot.choices if each in choices)
    elif len(choices) > 1:
        strange.append(f"{name}: {', '.join(choices)}")
    elif slot.type is SlotType.TICK:
        answers[name] = _word(choices[0] == "yes")
    else:
        answers[name] = Said(choices[0])


def _word(means: bool) -> Said:
    return Said("true" if means else "false", ValueShape.WORD)


def _day(said: Said, mark: PaperIdentity) -> Said:
    if is_day(in_figures(said.text.strip())):
        return said
    regions = [each.language.region for each in (mark.library, mark.beside) if each]
    day = next(filter(None, (day_of(said.text, region) for region in regions)), "")
    return Said(day) if day else said


def _left_out(listed: Sequence[tuple[str, Misfit]], remarks: Sequence[tuple[str, AnswersRemark]]) -> dict[str, None]:
    """What `fill` would stop at, so that it stands in the table and not among the answers; in the order of the file."""
    out = [name for name, misfit in listed if misfit is not Misfit.CHARACTERS]
    return dict.fromkeys([*out, *(name for name, remark in remarks if remark is AnswersRemark.EARLY)])


def _as_typed(raw: Raw | None) -> str:
    return ", ".join(each.text for each in raw) if isinstance(raw, tuple) else raw.text if raw else ""


def _warned(found: Diagnostic) -> Diagnostic:
    """What somebody wrote on paper can't be mended in the file: it is said, and the rest is taken."""
    return replace(found, severity=Severity.WARNING)


def _missing_fields(path: Path, contract: Contract, returned: Returned) -> list[Diagnostic]:
    """What a PDF can't give back: what was printed into it is no field any more."""
    if not returned.printed:
        return []
    held = "\n".join(f"\n{name.replace('.', '_')}" for name in returned.fields)
    # A choice has a field for each of its boxes, whose names begin with its own.
    lacking = [name for name in contract.slots if "*" not in name and f"\n{name.replace('.', '_')}" not in held]
    if not lacking or contract.kind == "checklist":
        return []
    message = f"this PDF lacks the fields of {counted(len(lacking), 'answer')} of the paper, such as '{lacking[0]}'"
    help = "what was printed into a PDF can't be read back: keep the file of answers that it was made from"
    return [Diagnostic("RET003", message, Position(path), help, Severity.WARNING)]


def _placed(strange: Sequence[tuple[str, str]]) -> list[str]:
    """Words that belong to no place, each with the printed words before it."""
    return [f"after “{before[-60:]}”: {words}" if before else words for before, words in strange]


def _lacking_forms(path: Path, papers: Sequence[Returned]) -> Iterator[Diagnostic]:
    """A page of an export, of which the program has more."""
    if any(paper.sent and paper.sent.part for paper in papers):
        message, help = "more forms stand on another page of this export", "export all of them, or read the others too"
        yield Diagnostic("RET006", message, Position(path), help, Severity.WARNING)


def _taken_back(paper: Sequence[Printed], words: Sequence[str]) -> list[str]:
    """What somebody crossed out or deleted, but for a box that was changed and the invitation to write."""
    controls = (piece for each in paper for piece in each.line.pieces if piece.control and piece.control.empty)
    invited = {"", *(like(piece.words) for piece in controls)}
    return [f"crossed out or deleted: {each}" for each in words if like(unboxed(f"{each} ")) not in invited]


def _computed(path: Path, names: Sequence[str]) -> Iterator[Diagnostic]:
    if names:
        cells = f"{counted(len(names), 'cell')} with a formula ({', '.join(names)})"
        message = f"{cells}: the last value was read, none worked out"
        help = "look whether these levels are what people chose"
        yield Diagnostic("RET004", message, Position(path), help, Severity.WARNING)


def _not_understood(path: Path, strange: Sequence[str]) -> Iterator[Diagnostic]:
    help = "it stands in the last column of the table: copy it to where it belongs"
    for words in strange[:_MOST_STRANGE]:
        yield Diagnostic("RET002", f"not understood: {words[:160]}", Position(path), help, Severity.WARNING)
    if len(strange) > _MOST_STRANGE:
        message = f"not understood: {len(strange) - _MOST_STRANGE} places more"
        yield Diagnostic("RET002", message, Position(path), help, Severity.WARNING)
