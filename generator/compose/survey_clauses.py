"""The clauses of a form or agreement as questions and notes for a phone, in the order of the paper."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from generator.blocks.nodes import Blank, Field, FieldKind, Phrase
from generator.blocks.survey import EMPTY, Asks, Choices, Said, SurveyGroup, SurveyItem, other_name, question_name
from generator.compose.fill_in import ticks_asked
from generator.compose.inline import Places, phrase
from generator.compose.sides import Sides
from generator.library.slots import conditions_of_fields, fields_in_words, fields_of
from generator.library.template import (
    Clause,
    Condition,
    DocumentTemplate,
    FieldColumn,
    FieldType,
    FillTable,
    FormField,
    Section,
    Signature,
)
from generator.library.text import Text

_ASKS: dict[FieldType, Asks] = {
    FieldType.TEXT: Asks.TEXT,
    FieldType.LONG_TEXT: Asks.LINES,
    FieldType.DATE: Asks.DATE,
    FieldType.NUMBER: Asks.NUMBER,
    FieldType.YES_NO: Asks.ONE,
    FieldType.CHOICE: Asks.ONE,
    FieldType.CHOICES: Asks.SOME,
}

_Part = SurveyItem | SurveyGroup
_Clauses = tuple[Clause, ...]
"""The same clause in each language."""


def document(sides: Sides[DocumentTemplate]) -> Iterator[SurveyGroup]:
    """The conditions, then each section with its clauses."""
    templates = sides.templates
    if templates[0].conditions:
        asked = (_condition(sides, each) for each in zip(*(each.conditions for each in templates), strict=True))
        yield SurveyGroup(other_name("group", "conditions"), sides.words("fill-conditions"), tuple(asked))
    paper = _Paper(sides)
    for sections in zip(*(each.sections for each in templates), strict=True):
        yield paper.section(sections)


def shown_in(template: DocumentTemplate) -> tuple[str, ...]:
    """The questions whose answers stand in the middle of a text."""
    ids = dict.fromkeys(id for each in template.clauses for id in fields_in_words(each))
    return tuple(map(question_name, ids))


def _condition(sides: Sides[DocumentTemplate], conditions: tuple[Condition, ...]) -> SurveyItem:
    label = sides.say(conditions, lambda each: phrase(each.question))
    return SurveyItem(other_name("condition", conditions[0].id), Asks.ONE, label, choices=sides.yes_no())


@dataclass(slots=True)
class _Paper:
    """Asks for each field once: where it is first needed, as the screen does."""

    sides: Sides[DocumentTemplate]
    asked: set[str] = field(default_factory=set)
    fields: dict[str, tuple[FormField, ...]] = field(init=False)
    blanks: Places = field(init=False)
    when: dict[str, str | None] = field(init=False)
    words_of_conditions: dict[str, Said] = field(init=False)

    def __post_init__(self) -> None:
        templates = self.sides.templates
        self.fields = {each[0].id: each for each in zip(*(each.fields for each in templates), strict=True)}
        # A blank is known by its name: what it says in a language stands in the language's own text.
        self.blanks = {id: Blank(Field(id, FieldKind.LINE, "", "")) for id in self.fields}
        self.when = conditions_of_fields(templates[0])
        conditions = zip(*(each.conditions for each in templates), strict=True)
        said = ((each[0].id, self.sides.say(each, lambda one: phrase(one.words))) for each in conditions)
        self.words_of_conditions = dict(said)

    def section(self, sections: tuple[Section, ...]) -> SurveyGroup:
        """A section of the paper."""
        parts: list[_Part] = []
        for clauses in zip(*(each.clauses for each in sections), strict=True):
            parts += self.clause(clauses)
        label = self.sides.say(sections, lambda each: phrase(each.title))
        # No heading is left alone: where all of its parts have conditions, it stands there as long as one of them does.
        conditions = [each.when if isinstance(each, SurveyGroup) else (each.when,) for each in parts]
        when = tuple(dict.fromkeys(id for ids in conditions for id in ids)) if all(map(any, conditions)) else ()
        return SurveyGroup(other_name("section", sections[0].id), label, tuple(parts), when)

    def clause(self, clauses: _Clauses) -> Iterator[_Part]:
        """The group of a clause; before it the fields of it that are asked under other conditions than its own."""
        first = clauses[0]
        new = [id for id in dict.fromkeys(fields_of(first)) if id not in self.asked]
        self.asked.update(new)
        elsewhere = [id for id in new if self.when.get(id) != first.when]
        in_words = frozenset(fields_in_words(first))
        before = [id for id in new if id not in elsewhere and id in in_words]
        after = [id for id in new if id not in elsewhere and id not in before]
        yield from (self.question(id, self.when.get(id) or "") for id in elsewhere)
        label = self.sides.say(clauses, lambda each: phrase(each.title) if each.title else None)
        parts = (
            *self.condition(first),
            *(self.question(id) for id in before),
            *self.words(clauses),
            *self.ticks(clauses),
            *(self.question(id) for id in after),
            *self.table(clauses),
            *(self.signing(each) for each in zip(*(each.signatures for each in clauses), strict=True)),
        )
        if parts:
            yield SurveyGroup(other_name("clause", first.id), label, parts, (first.when,) if first.when else ())

    def condition(self, clause: Clause) -> Iterator[SurveyItem]:
        """The words of its condition stand above a clause as long as nobody has answered it, as on paper."""
        if clause.when:
            name = other_name("when", clause.id)
            yield SurveyItem(name, Asks.NOTE, self.words_of_conditions[clause.when], when=clause.when, unanswered=True)

    def words(self, clauses: _Clauses) -> Iterator[SurveyItem]:
        """Text, points and cards of a clause, with what was answered in their blanks."""
        lines = [
            tuple(self.phrase(text) for text in (each.text, *each.points.values(), *each.cards.values()) if text)
            for each in clauses
        ]
        if lines[0]:
            yield SurveyItem(other_name("note", clauses[0].id), Asks.NOTE, self.sides.told(lines))

    def phrase(self, text: Text) -> Phrase:
        """The text with its blanks."""
        return phrase(text, self.blanks)

    def question(self, id: str, when: str = "") -> SurveyItem:
        """What a field asks for, and what its answer must be."""
        fields = self.fields[id]
        first = fields[0]
        asks = _ASKS[first.type]
        choices = self.sides.yes_no() if first.type is FieldType.YES_NO else self.choices(fields)
        return SurveyItem(
            question_name(id),
            asks,
            self.sides.say(fields, _label),
            self.sides.say(fields, lambda each: phrase(each.help) if each.help else None),
            choices,
            when,
            most=0 if asks in (Asks.ONE, Asks.SOME, Asks.DATE) else first.max_length or 0,
            not_before=question_name(first.not_before) if first.not_before else "",
            wrong=self.wrong(fields, asks),
            needed=self.sides.wrong("needed", fields, _label) if first.required else (),
        )

    def wrong(self, fields: tuple[FormField, ...], asks: Asks) -> Said:
        """What is said of an answer that does not fit."""
        if asks is Asks.NUMBER:
            return self.sides.wrong("number", fields, _label)
        if fields[0].not_before:
            return self.sides.wrong("early", fields, _label)
        most = fields[0].max_length
        return self.sides.wrong("long", fields, _label, most=str(most)) if most else ()

    def choices(self, fields: tuple[FormField, ...]) -> Choices | None:
        """The choices of a field, if it has any."""
        options = tuple((id, self.sides.say(fields, _chosen(id))) for id in fields[0].choices)
        return Choices(question_name(fields[0].id), options) if options else None

    def ticks(self, clauses: _Clauses) -> Iterator[SurveyItem]:
        """A box for each tick; those that exclude each other are one choice, in the place of the first of them."""
        for ticks in ticks_asked(clauses[0]):
            yield self.one_of(clauses, ticks) if len(ticks) > 1 else self.tick(clauses, ticks[0])

    def one_of(self, clauses: _Clauses, ticks: tuple[str, ...]) -> SurveyItem:
        """Ticks of which one at most is ticked, or none."""
        first = clauses[0]
        options = tuple((id, self.sides.say(clauses, self.words_of_tick(id))) for id in ticks)
        none = (EMPTY, self.sides.words("answer-empty"))
        name = other_name("one", first.id, ticks[0])
        choices = Choices(name, (*options, none))
        return SurveyItem(name, Asks.ONE, self.sides.words("fill-one-of"), choices=choices, timed=self.timed(first))

    def tick(self, clauses: _Clauses, id: str) -> SurveyItem:
        """A box, which stays empty where it would stand beside one that it excludes."""
        first, key = clauses[0], f"{clauses[0].id}.{id}"
        groups = [group for group in self.sides.templates[0].exclusive if key in group]
        others = dict.fromkeys(question_name(each) for group in groups for each in group if each != key)
        label = self.words_of_tick(id)
        wrong = self.sides.wrong("one", clauses, label) if others else ()
        said = self.sides.say(clauses, label)
        return SurveyItem(
            question_name(key), Asks.TICK, said, excludes=tuple(others), wrong=wrong, timed=self.timed(first)
        )

    def words_of_tick(self, id: str) -> Callable[[Clause], Phrase]:
        """What a tick says."""
        return lambda clause: self.phrase(clause.ticks[id])

    def timed(self, clause: Clause) -> bool:
        """Whether the time of a tick is kept: it is where people say yes or no to what protects them."""
        return self.sides.templates[0].for_people and clause.critical

    def table(self, clauses: _Clauses) -> Iterator[_Part]:
        """The rows of a table: those with names one by one, then as many more as somebody adds."""
        tables = tuple(each.table for each in clauses if each.table)
        if not tables:
            return
        id, first = clauses[0].id, tables[0]
        caption = self.sides.say(tables, lambda each: phrase(each.caption))
        if first.rows:
            yield SurveyItem(other_name("note", "table", id), Asks.NOTE, caption)
            heads = zip(*(each.columns for each in tables), strict=True)
            yield SurveyItem(other_name("note", "column", id), Asks.NOTE, self.sides.say(next(heads), _heading))
        for row in first.rows:
            cells = self.cells(tables, _cell_of(id, row), 1)
            yield SurveyGroup(other_name("row", id, row), self.sides.say(tables, _row(row)), cells)
        if first.blank_rows:
            cells = self.cells(tables, lambda column: other_name("cell", id, column), 0)
            yield SurveyGroup(other_name("rows", id), caption, cells, rows=True)

    def cells(self, tables: tuple[FillTable, ...], name: Callable[[str], str], first: int) -> tuple[SurveyItem, ...]:
        """A question for each column from that one on."""
        columns = list(zip(*(each.columns for each in tables), strict=True))[first:]
        return tuple(SurveyItem(name(each[0].id), Asks.TEXT, self.sides.say(each, _heading)) for each in columns)

    def signing(self, signatures: tuple[Signature, ...]) -> SurveyGroup:
        """Somebody who signs: statement, name, signature or thumbprint, and day."""
        first = signatures[0]
        lines = [("name", Asks.TEXT), ("sign", Asks.SIGNATURE), ("date", Asks.DATE)]
        if first.thumbprint:
            lines.insert(2, ("thumbprint", Asks.PICTURE))
        asked = (
            SurveyItem(other_name("sign", first.id, id), asks, self.sides.words(f"signature-{id}"))
            for id, asks in lines
        )
        statement = self.sides.say(signatures, lambda each: phrase(each.statement) if each.statement else None)
        note = (SurveyItem(other_name("note", "sign", first.id), Asks.NOTE, statement),) if statement else ()
        who = self.sides.say(signatures, lambda each: phrase(each.who))
        return SurveyGroup(other_name("signs", first.id), who, (*note, *asked))


def _label(form: FormField) -> Phrase:
    return phrase(form.label)


def _heading(column: FieldColumn) -> Phrase:
    return phrase(column.heading)


def _chosen(id: str) -> Callable[[FormField], Phrase]:
    return lambda form: phrase(form.choices[id])


def _cell_of(table: str, row: str) -> Callable[[str], str]:
    return lambda column: question_name(f"{table}.{row}.{column}")


def _row(id: str) -> Callable[[FillTable], Phrase]:
    return lambda table: phrase(table.rows[id])
