"""A form, an agreement or a checklist as blocks: clauses, blanks, boxes to tick, tables, signatures."""

from __future__ import annotations

from collections.abc import Mapping

from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.model.blocks import (
    Block,
    Cell,
    Conditional,
    Field,
    FieldKind,
    FieldRow,
    Heading,
    Paragraph,
    Phrase,
    Signing,
    Table,
    TickRow,
)
from generator.model.template import (
    Checklist,
    ChecklistItem,
    Clause,
    DocumentTemplate,
    FieldType,
    FillTable,
    FormField,
    Signature,
)
from generator.model.text import Text

_KINDS: dict[FieldType, FieldKind] = {
    FieldType.TEXT: FieldKind.LINE,
    FieldType.DATE: FieldKind.LINE,
    FieldType.NUMBER: FieldKind.LINE,
    FieldType.LONG_TEXT: FieldKind.BOX,
    FieldType.YES_NO: FieldKind.TICK,
    FieldType.CHOICE: FieldKind.TICK,
    FieldType.CHOICES: FieldKind.TICK,
}


def document_blocks(writer: Writer, template: DocumentTemplate) -> tuple[Block, ...]:
    """The whole document unfilled: each conditional clause under its condition in words, then notes for the team."""
    fields = {each.id: _field(each) for each in template.fields}
    forms = {each.id: each for each in template.fields}
    conditions = {each.id: each.words for each in template.conditions}
    blocks: list[Block] = []
    for section in template.sections:
        blocks.append(Heading(2, phrase(section.title), section.id))
        for clause in section.clauses:
            blocks += _clause(writer, clause, fields, forms, conditions)
    return (*blocks, *_team_notes(writer, template))


def checklist_blocks(writer: Writer, checklist: Checklist) -> tuple[Block, ...]:
    """Every item as a box to tick with what belongs to it; room for notes after each section."""
    blocks: list[Block] = []
    for section in checklist.sections:
        blocks.append(Heading(2, phrase(section.title), section.id))
        blocks += [_item(writer, item) for item in section.items]
        notes = writer.words("notes")
        blocks.append(
            FieldRow(
                Field(
                    f"{section.id}.notes", FieldKind.BOX, f"{notes.plain}: {phrase(section.title).plain}", notes.lang
                ),
                notes,
            )
        )
    return (*blocks, *_team_notes(writer, checklist))


def _team_notes(writer: Writer, template: DocumentTemplate | Checklist) -> list[Block]:
    return [
        writer.heading(2, "for-the-team"),
        *writer.points(template.instructions),
        Paragraph(writer.words("companion-note"), "small"),
        Paragraph(writer.words("paper-licence"), "small"),
    ]


def _item(writer: Writer, item: ChecklistItem) -> TickRow:
    action = phrase(item.action)
    names = [writer.name_of(f"principle:{id}") for id in item.principles]
    principles = writer.listed([phrase(name).plain for name in names if name])
    under = (
        writer.labelled("why", phrase(item.why)),
        writer.labelled("evidence", phrase(item.evidence)),
        writer.labelled("who", phrase(item.who)),
        Paragraph(writer.words("item-rests-on", principles=principles, places=writer.places(item.paragraphs)), "small"),
    )
    return TickRow(Field(item.id, FieldKind.TICK, action.plain, action.lang), action, under)


def _clause(
    writer: Writer,
    clause: Clause,
    fields: Mapping[str, Field],
    forms: Mapping[str, FormField],
    conditions: Mapping[str, Text],
) -> list[Block]:
    blocks: list[Block] = []
    if clause.title:
        blocks.append(Heading(3, phrase(clause.title), clause.id))
    if clause.text:
        blocks.append(Paragraph(phrase(clause.text, fields)))
    blocks += writer.points(clause.points, fields=fields)
    blocks += [_tick(f"{clause.id}.{id}", text, fields) for id, text in clause.ticks.items()]
    for id in clause.fields:
        blocks += _field_blocks(writer, forms[id])
    if clause.table:
        blocks.append(_table(writer, clause.id, clause.table))
    blocks += [_signing(writer, signature) for signature in clause.signatures]
    if clause.when:
        return [Conditional(clause.when, phrase(conditions[clause.when]), tuple(blocks))]
    return blocks


def _field(form: FormField) -> Field:
    label = phrase(form.label)
    return Field(form.id, _KINDS[form.type], label.plain, label.lang, form.required, form.max_length)


def _field_blocks(writer: Writer, form: FormField) -> list[Block]:
    label = phrase(form.label)
    help = phrase(form.help) if form.help else None
    if form.type in (FieldType.CHOICE, FieldType.CHOICES):
        return [
            Paragraph(label, "label"),
            *_help(help),
            *(_tick(f"{form.id}.{id}", text) for id, text in form.choices.items()),
        ]
    if form.type is FieldType.YES_NO:
        answers = {answer: writer.wording[answer] for answer in ("answer-yes", "answer-no")}
        return [
            Paragraph(label, "label"),
            *_help(help),
            *(_tick(f"{form.id}.{id.removeprefix('answer-')}", text) for id, text in answers.items()),
        ]
    return [FieldRow(_field(form), label, help)]


def _help(help: Phrase | None) -> list[Block]:
    return [Paragraph(help, "small")] if help else []


def _tick(name: str, text: Text, fields: Mapping[str, Field] | None = None) -> TickRow:
    words = phrase(text, fields)
    return TickRow(Field(name, FieldKind.TICK, words.plain, words.lang), words)


def _table(writer: Writer, name: str, table: FillTable) -> Table:
    head = tuple(Cell((Paragraph(phrase(column.heading)),), "column") for column in table.columns)
    named = tuple(_row(writer, name, id, phrase(text), table, labelled=True) for id, text in table.rows.items())
    blank = tuple(
        _row(writer, name, str(number), writer.named(str(number)), table, labelled=False)
        for number in range(1, table.blank_rows + 1)
    )
    return Table(phrase(table.caption), (head, *named, *blank))


def _row(writer: Writer, name: str, row: str, label: Phrase, table: FillTable, labelled: bool) -> tuple[Cell, ...]:
    """A row to fill in; a named row has its name in the first column."""
    columns = table.columns[1:] if labelled else table.columns
    blanks = []
    for column in columns:
        heading = phrase(column.heading)
        said = writer.say("cell-label", column=heading.plain, row=label.plain)
        blank = FieldRow(
            Field(f"{name}.{row}.{column.id}", FieldKind.LINE, said, heading.lang), Phrase((), writer.lang)
        )
        blanks.append(Cell((blank,)))
    head = (Cell((Paragraph(label),), "row"),) if labelled else ()
    return (*head, *blanks)


def _signing(writer: Writer, signature: Signature) -> Signing:
    return Signing(
        who=phrase(signature.who),
        lines=(writer.words("signature-name"), writer.words("signature-sign"), writer.words("signature-date")),
        statement=phrase(signature.statement) if signature.statement else None,
        thumbprint=writer.words("signature-thumbprint") if signature.thumbprint else None,
    )
