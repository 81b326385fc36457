"""A form, an agreement or a checklist as blocks: clauses, blanks, boxes to tick, tables, signatures."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from generator.blocks.nodes import (
    Blank,
    Block,
    Cell,
    Conditional,
    Field,
    FieldKind,
    FieldRow,
    Heading,
    Items,
    Paragraph,
    Phrase,
    Signing,
    Table,
    TickRow,
    Typed,
)
from generator.compose.chart import chart
from generator.compose.inline import Places, phrase
from generator.compose.usual import cell, head
from generator.compose.worksheets import worksheet_blocks
from generator.compose.workshops import programme_blocks, session_blocks
from generator.compose.writer import Writer
from generator.library.answers import Answers
from generator.library.classifier import Classifier
from generator.library.session import Programme, Session
from generator.library.slots import REMARKS
from generator.library.template import (
    Checklist,
    ChecklistItem,
    ChecklistSection,
    Clause,
    DocumentTemplate,
    FieldType,
    FillTable,
    FormField,
    Printed,
    Signature,
    Template,
)
from generator.library.text import Text
from generator.library.worksheet import Worksheet

_KINDS: dict[FieldType, FieldKind] = {
    FieldType.TEXT: FieldKind.LINE,
    FieldType.DATE: FieldKind.LINE,
    FieldType.NUMBER: FieldKind.LINE,
    FieldType.LONG_TEXT: FieldKind.BOX,
    FieldType.YES_NO: FieldKind.TICK,
    FieldType.CHOICE: FieldKind.TICK,
    FieldType.CHOICES: FieldKind.TICK,
}
_TICKED = "x"


def template_blocks(writer: Writer, template: Printed, answers: Answers | None = None) -> tuple[Block, ...]:
    """The whole paper with what was answered, then notes for the team.

    A conditional clause whose condition was not answered stands under its condition in words; one that does not apply
    is named at the end, for nothing vanishes silently.
    """
    if isinstance(template, Classifier):
        opening = (writer.text(template.plain), writer.text(template.caution, "note"))
        return (*opening, *chart(writer), *about_the_paper(writer))
    if isinstance(template, Session):
        return (*session_blocks(writer, template), *about_the_paper(writer))
    if isinstance(template, Programme):
        return (*programme_blocks(writer, template), *about_the_paper(writer))
    if isinstance(template, Worksheet):
        return (*worksheet_blocks(writer, template), *about_the_paper(writer))
    form = _Form(writer, answers or Answers())
    body = form.document(template) if isinstance(template, DocumentTemplate) else form.checklist(template)
    return (*body, *team_notes(writer, template))


def parts_of(
    writer: Writer, template: Template, answers: Answers | None = None
) -> list[tuple[str, str, tuple[Block, ...]]]:
    """The paper part by part: clause or item, the condition that nobody answered for it, and its blocks."""
    form, notes = _Form(writer, answers or Answers()), tuple(team_notes(writer, template))
    if not isinstance(template, DocumentTemplate):
        return [*form.items(template), ("", "", notes)]
    # What is named at the end of a filled paper may stand there too: each condition that was answered with no.
    none = _Form(writer, Answers({each.id: False for each in template.conditions}))
    return [*form.clauses(template), ("", "", tuple(none.left_out(template))), ("", "", notes)]


def team_notes(writer: Writer, template: Template) -> list[Block]:
    """What stands behind the paper itself."""
    if isinstance(template, DocumentTemplate) and template.handed_out:
        return about_the_paper(writer)
    return [writer.heading(2, "for-the-team"), *instructions(writer, template), *about_the_paper(writer)]


def instructions(writer: Writer, template: Template) -> list[Block]:
    """What the team must know before it uses a paper: what holds for every form, said once, and then its own."""
    every: tuple[str, ...] = ("adapt", "review")
    if isinstance(template, Checklist):
        every = () if template.scale else ("tick", "advice")
    own = {f"every-{name}": writer.wording[f"team-{name}"] for name in every}
    return writer.points({**own, **template.instructions})


def about_the_paper(writer: Writer) -> list[Block]:
    """What every paper says of itself."""
    return [Paragraph(writer.words("companion-note"), "small"), Paragraph(writer.words("paper-licence"), "small")]


@dataclass(frozen=True, slots=True)
class _Form:
    """Writes one paper with its answers."""

    writer: Writer
    answers: Answers

    # -- documents --------------------------------------------------------------------------------------

    def document(self, template: DocumentTemplate) -> Iterator[Block]:
        for _, _, blocks in self.clauses(template):
            yield from blocks
        yield from self.left_out(template)

    def clauses(self, template: DocumentTemplate) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
        """Each clause with the condition that was not answered for it, and its blocks; a heading has no clause."""
        blanks = {each.id: Blank(self.field(each)) for each in template.fields}
        forms = {each.id: each for each in template.fields}
        conditions = {each.id: each.words for each in template.conditions}
        for section in template.sections:
            clauses = [clause for clause in section.clauses if self.applies(clause) is not False]
            if clauses:
                yield "", "", (Heading(2, phrase(section.title), section.id),)
            for clause in clauses:
                blocks = tuple(self.clause(clause, blanks, forms))
                if clause.when and self.applies(clause) is None:
                    yield clause.id, clause.when, (Conditional(clause.when, phrase(conditions[clause.when]), blocks),)
                else:
                    yield clause.id, "", blocks

    def applies(self, clause: Clause) -> bool | None:
        """Whether a clause stands in the paper; None when its condition was not answered."""
        return self.answers.conditions.get(clause.when) if clause.when else True

    def left_out(self, template: DocumentTemplate) -> list[Block]:
        """The conditions that were answered with no, so that a reader sees what is not there.

        The copy of a person who takes part names none of them: what does not concern them would only frighten or tire.
        """
        if template.for_people:
            return []
        out = [each for each in template.conditions if self.answers.conditions.get(each.id) is False]
        if not out:
            return []
        items = tuple((Paragraph(phrase(condition.words)),) for condition in out)
        return [
            self.writer.heading(2, "left-out"),
            Paragraph(self.writer.words("left-out-text")),
            Items(items),
        ]

    def clause(self, clause: Clause, blanks: Places, forms: Mapping[str, FormField]) -> Iterator[Block]:
        if clause.title:
            yield Heading(3, phrase(clause.title), clause.id)
        if clause.text:
            yield Paragraph(phrase(clause.text, blanks))
        yield from self.writer.points(clause.points, places=blanks)
        for id, text in clause.ticks.items():
            name = f"{clause.id}.{id}"
            yield _tick(name, phrase(text, blanks), self.answers.ticked(name))
        if clause.cards:
            yield Paragraph(self.writer.words("cards-to-cut"), "label")
            yield Items(tuple(self.card(id, text) for id, text in clause.cards.items()), role="cards")
        for id in clause.fields:
            yield from self.field_blocks(forms[id])
        if clause.table:
            yield self.table(clause.id, clause.table)
        yield from (_signing(self.writer, signature) for signature in clause.signatures)

    def card(self, id: str, text: Text) -> tuple[Block, ...]:
        """What stands on a card: a sign for those who do not read, if there is one, and the words."""
        drawing = self.writer.picture(f"card:{id}")
        sign = (Paragraph(Phrase((drawing,), text.lang), "sign"),) if drawing else ()
        return (*sign, Paragraph(phrase(text), "card"))

    def field(self, form: FormField) -> Field:
        label = phrase(form.label)
        value = self.shown(form.id, form.type)
        return Field(form.id, _KINDS[form.type], label.plain, label.lang, form.required, form.max_length, value)

    def shown(self, name: str, type: FieldType = FieldType.TEXT) -> str:
        """What is written in a field; a date as the language writes it, if CLDR knows how, else as it was given."""
        words = self.answers.text(name)
        if type is FieldType.DATE and words:
            from babel import Locale, UnknownLocaleError  # late: only a filled paper needs it
            from babel.dates import format_date

            day = datetime.date.fromisoformat(words)
            with suppress(UnknownLocaleError):
                return format_date(day, "long", locale=Locale.parse(self.writer.library.language.region, sep="-"))
        return words

    def field_blocks(self, form: FormField) -> list[Block]:
        label = phrase(form.label)
        help = phrase(form.help) if form.help else None
        if form.type in (FieldType.CHOICE, FieldType.CHOICES):
            ticks = [
                _tick(f"{form.id}.{id}", phrase(text), self.answers.ticked(form.id, id))
                for id, text in form.choices.items()
            ]
            return [Paragraph(label, "label"), *_help(help), *ticks]
        if form.type is FieldType.YES_NO:
            said = self.answers.values.get(form.id)
            ticks = [
                _tick(f"{form.id}.{id}", self.writer.words(f"answer-{id}"), said is means)
                for id, means in (("yes", True), ("no", False))
            ]
            return [Paragraph(label, "label"), *_help(help), *ticks]
        return [FieldRow(self.field(form), label, help)]

    def table(self, name: str, table: FillTable) -> Table:
        heads = head(phrase(column.heading) for column in table.columns)
        named = [self.row(name, id, phrase(text), table, labelled=True) for id, text in table.rows.items()]
        blank = [
            self.row(name, str(number), self.writer.named(str(number)), table, labelled=False)
            for number in range(1, self.blank_rows(name, table) + 1)
        ]
        widths = (3, *(2 for _ in table.columns[1:])) if table.rows else ()
        return Table(phrase(table.caption), (heads, *named, *blank), widths=widths)

    def blank_rows(self, name: str, table: FillTable) -> int:
        """As many as the table has, or more where more were filled in."""
        found = (re.fullmatch(rf"{name}\.(\d+)\.[a-z0-9-]+", key) for key in self.answers.values)
        return max([table.blank_rows, *(int(number[1]) for number in found if number)])

    def row(self, name: str, row: str, label: Phrase, table: FillTable, labelled: bool) -> tuple[Cell, ...]:
        """A row to fill in; a named row has its name in the first column."""
        columns = table.columns[1:] if labelled else table.columns
        blanks = []
        for column in columns:
            heading = phrase(column.heading)
            said = self.writer.say("cell-label", column=heading.plain, row=label.plain)
            key = f"{name}.{row}.{column.id}"
            field = Field(key, FieldKind.LINE, said, heading.lang, value=self.shown(key))
            blanks.append(Cell((FieldRow(field, Phrase((), self.writer.lang)),)))
        return (*((cell(label, "row"),) if labelled else ()), *blanks)

    # -- checklists -------------------------------------------------------------------------------------

    def checklist(self, checklist: Checklist) -> Iterator[Block]:
        for _, _, blocks in self.items(checklist):
            yield from blocks

    def items(self, checklist: Checklist) -> Iterator[tuple[str, str, tuple[Block, ...]]]:
        """As `clauses`, of a checklist: each item, or where a group marks levels all items of a section."""
        for section in checklist.sections:
            yield "", "", (Heading(2, phrase(section.title), section.id),)
            if checklist.scale:
                yield section.id, "", (self.scale(checklist, section),)
            else:
                yield from ((item.id, "", (self.item(item),)) for item in section.items)
            notes, name = self.writer.words("notes"), f"{section.id}.notes"
            label = f"{notes.plain}: {phrase(section.title).plain}"
            yield "", "", (FieldRow(Field(name, FieldKind.BOX, label, notes.lang, value=self.shown(name)), notes),)

    def item(self, item: ChecklistItem) -> TickRow:
        return _tick(item.id, phrase(item.action), self.answers.ticked(item.id), self.under(item))

    def remarks(self, item: ChecklistItem) -> Iterator[Block]:
        """What was said of an item beside the tick."""
        for name in REMARKS:
            type = FieldType.DATE if name == "date" else FieldType.TEXT
            if said := self.shown(f"{item.id}.{name}", type):
                yield self.writer.labelled(f"said-{name}", Phrase((Typed(said),), self.writer.lang))

    def scale(self, checklist: Checklist, section: ChecklistSection) -> Table:
        """The items as rows and the levels of the scale as columns, with a box in each cell."""
        levels = {id: phrase(text) for id, text in checklist.scale.items()}
        heads = head((self.writer.words("scale-statement"), *levels.values()))
        rows = []
        for item in section.items:
            words = phrase(item.action)
            boxes = [
                Cell(
                    (
                        _tick(
                            f"{item.id}.{id}",
                            Phrase((), words.lang),
                            self.answers.ticked(item.id, id),
                            (),
                            self.writer.say("cell-label", column=level.plain, row=words.plain),
                        ),
                    )
                )
                for id, level in levels.items()
            ]
            rows.append((Cell((Paragraph(words), *self.under(item)), "row"), *boxes))
        return Table(self.writer.words("scale-table"), (heads, *rows), widths=(5, *(1 for _ in levels)))

    def under(self, item: ChecklistItem) -> tuple[Block, ...]:
        """What explains an item, and what was said of it."""
        return (*explained(self.writer, item), *self.remarks(item))


def explained(writer: Writer, item: ChecklistItem) -> tuple[Paragraph, ...]:
    """Why, the evidence, who, and what the item rests on."""
    names = [writer.name_of(f"principle:{id}") for id in item.principles]
    principles = writer.listed([phrase(name).plain for name in names if name])
    rests_on = writer.words("item-rests-on", principles=principles, places=writer.places(item.paragraphs))
    return (*under_item(writer, item), Paragraph(rests_on, "small"))


def under_item(writer: Writer, item: ChecklistItem) -> tuple[Paragraph, ...]:
    """Why an action is done, what proves it and who does it, as far as it is said."""
    said = (("why", item.why), ("evidence", item.evidence), ("who", item.who))
    return tuple(writer.labelled(name, phrase(text)) for name, text in said if text)


def _help(help: Phrase | None) -> list[Block]:
    return [Paragraph(help, "small")] if help else []


def _tick(name: str, words: Phrase, ticked: bool, under: tuple[Block, ...] = (), label: str = "") -> TickRow:
    value = _TICKED if ticked else ""
    return TickRow(Field(name, FieldKind.TICK, label or words.plain, words.lang, value=value), words, under)


def _signing(writer: Writer, signature: Signature) -> Signing:
    return Signing(
        who=phrase(signature.who),
        lines=(writer.words("signature-name"), writer.words("signature-sign"), writer.words("signature-date")),
        statement=phrase(signature.statement) if signature.statement else None,
        thumbprint=writer.words("signature-thumbprint") if signature.thumbprint else None,
    )
