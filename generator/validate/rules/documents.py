"""Forms and agreements: fields, blanks, conditions, choices, tables and clauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.diagnostics import Diagnostic
from generator.library.library import Library
from generator.library.slots import MOST_ROWS, contract_of
from generator.library.sources import Sources
from generator.library.template import Clause, DocumentKind, DocumentTemplate, FieldType, FillTable, blanks_in
from generator.library.text import Loc, located_texts
from generator.validate.base import catalogue_of_value, did_you_mean

_CHOOSING = frozenset({FieldType.CHOICE, FieldType.CHOICES})
_TICKED = _CHOOSING | {FieldType.YES_NO}


class Documents:
    """A form or agreement can be filled in as it stands.

    Every field and condition is declared and used, only choices have choices, tables can be filled, no clause is
    empty, and a consent form marks the clauses whose meaning may not change.

    Fails in templates/documents/small-consent.yaml:

        text: I agree that {organisaton} asks me.

    Passes:

        text: I agree that {organisation} asks me.
    """

    code = "DOC"

    def check(self, library: Library, sources: Sources) -> Iterator[Diagnostic]:
        """Everything that is wrong with a document, at its place.

        DOC001 undeclared field, DOC002 unused field, DOC003 undeclared condition, DOC004 unused condition, DOC005
        choices, DOC006 table, DOC007 no critical clause, DOC008 a blank where there can be none, DOC009 empty clause,
        DOC010 ticks that exclude each other, DOC011 a day that may not come before another one, DOC012 nothing to
        answer on a phone.
        """
        for document in library.documents:
            found = _Document(document, catalogue_of_value(document), sources)
            yield from found.fields()
            yield from found.blanks()
            yield from found.conditions()
            yield from found.clauses()
            yield from found.exclusive()
            yield from found.on_phone()


@dataclass(frozen=True, slots=True)
class _Document:
    """A document with what is needed to check it."""

    document: DocumentTemplate
    catalogue: str
    sources: Sources

    def fields(self) -> Iterator[Diagnostic]:
        """What is wrong with the fields themselves, and with the clauses that list them."""
        used = self._used()
        for index, field in enumerate(self.document.fields):
            loc: Loc = ("fields", index, "id")
            if field.id not in used:
                yield self._at(
                    "DOC002",
                    f"the field '{field.id}' is never used",
                    loc,
                    f"write {{{field.id}}} in a clause, list it there, or remove it",
                )
            if field.type in _CHOOSING and len(field.choices) < 2:
                yield self._at(
                    "DOC005",
                    f"the field '{field.id}' needs two or more choices",
                    loc,
                    "add 'choices:' with an id and words for each",
                )
            if field.type not in _CHOOSING and field.choices:
                yield self._at(
                    "DOC005",
                    f"the field '{field.id}' has choices and is a {field.type}",
                    ("fields", index, "choices"),
                    "set 'type: choice' or 'type: choices', or remove them",
                )
        yield from self._days()
        declared = {field.id for field in self.document.fields}
        for loc, clause in self._clauses():
            for number, id in enumerate(clause.fields):
                if id not in declared:
                    yield self._at(
                        "DOC001", f"no field has the id '{id}'", (*loc, "fields", number), did_you_mean(id, declared)
                    )

    def _days(self) -> Iterator[Diagnostic]:
        days = {field.id for field in self.document.fields if field.type is FieldType.DATE}
        for index, field in enumerate(self.document.fields):
            if field.not_before is not None and not {field.id, field.not_before} <= days:
                yield self._at(
                    "DOC011",
                    f"'{field.id}' and '{field.not_before}' are not two dates of this paper",
                    ("fields", index, "not_before"),
                    did_you_mean(field.not_before, days - {field.id}) or "name a field with 'type: date'",
                )

    def blanks(self) -> Iterator[Diagnostic]:
        """What is wrong with the `{blanks}` inside texts."""
        types = {field.id: field.type for field in self.document.fields}
        for _, loc, text in located_texts(self.document):
            for id in blanks_in(text.value):
                if not _takes_blanks(loc):
                    yield self._at(
                        "DOC008",
                        f"'{{{id}}}' can't be filled in here",
                        loc,
                        "blanks stand in the text, points or ticks of a clause",
                    )
                elif id not in types:
                    yield self._at("DOC001", f"no field has the id '{id}'", loc, did_you_mean(id, types))
                elif types[id] in _TICKED:
                    yield self._at(
                        "DOC008",
                        f"'{{{id}}}' is a {types[id]} field and has no blank",
                        loc,
                        "list it under 'fields' of the clause",
                    )

    def conditions(self) -> Iterator[Diagnostic]:
        """Conditions without a clause, and clauses without their condition."""
        declared = {condition.id for condition in self.document.conditions}
        used = {clause.when for _, clause in self._clauses()}
        for index, condition in enumerate(self.document.conditions):
            if condition.id not in used:
                yield self._at(
                    "DOC004",
                    f"the condition '{condition.id}' is never used",
                    ("conditions", index, "id"),
                    "name it under 'when' of a clause, or remove it",
                )
        for loc, clause in self._clauses():
            if clause.when is not None and clause.when not in declared:
                yield self._at(
                    "DOC003",
                    f"no condition has the id '{clause.when}'",
                    (*loc, "when"),
                    did_you_mean(clause.when, declared),
                )

    def clauses(self) -> Iterator[Diagnostic]:
        """Empty clauses, tables that can't be filled, and a consent form without a critical clause."""
        for loc, clause in self._clauses():
            if not (clause.text or clause.points or clause.ticks or clause.fields or clause.table or clause.signatures):
                yield self._at(
                    "DOC009",
                    f"the clause '{clause.id}' is empty",
                    (*loc, "id"),
                    "add a text, points, ticks, fields, a table or signatures",
                )
            if clause.table is not None and (problem := _table_problem(clause.table)):
                yield self._at("DOC006", f"the table of '{clause.id}' {problem[0]}", (*loc, "table"), problem[1])
        if self.document.kind is DocumentKind.CONSENT and not any(clause.critical for _, clause in self._clauses()):
            yield self._at(
                "DOC007",
                "a consent form has no critical clause",
                ("id",),
                "set 'critical: true' where a changed meaning would harm people",
            )

    def exclusive(self) -> Iterator[Diagnostic]:
        """Ticks that exclude each other and do not exist; a group with one of them excludes nothing."""
        for loc, clause in self._clauses():
            for group in clause.tick_one:
                for id in group:
                    if (id if "." in id else f"{clause.id}.{id}") not in self.document.ticks:
                        help = did_you_mean(id, clause.ticks)
                        yield self._at("DOC010", f"there is no tick '{id}'", (*loc, "tick_one"), help)
                if len(set(group)) < 2:
                    message = f"'{clause.id}' excludes nothing"
                    yield self._at("DOC010", message, (*loc, "tick_one"), "name two or more ticks, or remove the list")

    def on_phone(self) -> Iterator[Diagnostic]:
        """A form for phones of a paper that only says something."""
        if self.document.on_phone and not contract_of(self.document, "").slots:
            message = f"'{self.document.id}' has nothing to answer on a phone"
            yield self._at("DOC012", message, ("on_phone",), "remove 'on_phone'")

    def _clauses(self) -> Iterator[tuple[Loc, Clause]]:
        for number, section in enumerate(self.document.sections):
            yield from (
                (("sections", number, "clauses", index), clause) for index, clause in enumerate(section.clauses)
            )

    def _used(self) -> set[str]:
        blanks = {
            id for _, loc, text in located_texts(self.document) if _takes_blanks(loc) for id in blanks_in(text.value)
        }
        return blanks | {id for _, clause in self._clauses() for id in clause.fields}

    def _at(self, code: str, message: str, loc: Loc, help: str) -> Diagnostic:
        return Diagnostic(code, message, self.sources.at(self.catalogue, loc), help)


def _takes_blanks(loc: Loc) -> bool:
    """True in `sections.<n>.clauses.<n>.text`, `.points` and `.ticks`."""
    return loc[0] == "sections" and len(loc) > 4 and loc[2] == "clauses" and loc[4] in ("text", "points", "ticks")


def _table_problem(table: FillTable) -> tuple[str, str] | None:
    """What is wrong with a table and how to mend it; the first column of named rows holds their names."""
    if len(table.columns) < (2 if table.rows else 1):
        return "has too few columns", "give it a column for the names of its rows and one to fill in"
    if not table.rows and table.blank_rows < 1:
        return "has no rows", "add 'rows:' or 'blank_rows:'"
    if not 0 <= table.blank_rows <= MOST_ROWS:
        return "can't have so many blank rows", f"set 'blank_rows:' to {MOST_ROWS} or less"
    return None
