"""A worksheet as blocks: what one must know, the steps with room for a pencil, and what the result means."""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal

from generator.blocks.nodes import (
    Blank,
    Block,
    Cell,
    Field,
    FieldKind,
    FieldRow,
    Inline,
    Items,
    Paragraph,
    Phrase,
    Plain,
    Table,
)
from generator.compose.inline import phrase
from generator.compose.usual import cell, head, row
from generator.compose.writer import Writer
from generator.library.template import blanks_in
from generator.library.text import Text
from generator.library.worksheet import Reckoning, Rows, Saying, Trial, Worksheet

LETTERS = string.ascii_uppercase


def worksheet_blocks(writer: Writer, worksheet: Worksheet) -> Iterator[Block]:
    """All of the sheet, with every number as a blank."""
    yield writer.text(worksheet.plain)
    if worksheet.quantities:
        yield writer.heading(2, "worksheet-known")
        for letter, each in zip(LETTERS, worksheet.quantities, strict=False):
            yield _line(
                each.id, writer.with_label(writer.named(letter), phrase(each.label)).phrase, each.label, each.help
            )
    if worksheet.rows:
        yield writer.heading(2, "worksheet-rows")
        yield _table(writer, worksheet.rows)
        yield from _by_hand(writer, worksheet.rows.steps)
    if worksheet.steps:
        yield writer.heading(2, "worksheet-steps")
        for number, step in enumerate(worksheet.steps, 1):
            label = writer.with_label(writer.named(f"{number}"), phrase(step.label)).phrase
            yield _line(step.id, label, step.label, step.by_hand)
    if worksheet.sayings:
        yield writer.heading(2, "worksheet-results")
        yield from (_saying(worksheet, saying) for saying in worksheet.sayings)
    if worksheet.notes:
        yield writer.heading(2, "worksheet-notes")
        yield from writer.points(worksheet.notes, ordered=worksheet.table)
    if worksheet.trial:
        yield from _trial(writer, worksheet, worksheet.trial)


def _line(name: str, label: Phrase, words: Text, help: Text | None) -> FieldRow:
    said = phrase(words)
    return FieldRow(Field(name, FieldKind.LINE, said.plain, said.lang), label, phrase(help) if help else None)


def _table(writer: Writer, rows: Rows) -> Table:
    body = [_row(writer, rows, number) for number in range(1, rows.count + 1)]
    return _tabled(phrase(rows.caption), rows, body)


def _tabled(caption: Phrase, rows: Rows, body: Iterable[tuple[Cell, ...]]) -> Table:
    """Lines below the names of the columns."""
    names = (phrase(rows.caption), *(phrase(each.label) for each in rows.columns))
    return Table(caption, (head(names), *body), widths=tuple(2 for _ in names))


def _named(rows: Rows, number: int) -> Phrase:
    return phrase(rows.row, {"number": Plain(str(number))})


def _row(writer: Writer, rows: Rows, number: int) -> tuple[Cell, ...]:
    named = _named(rows, number)
    cells = []
    for each in rows.columns:
        label = phrase(each.label)
        said = writer.say("cell-label", column=label.plain, row=named.plain)
        field = Field(f"{each.id}.{number}", FieldKind.LINE, said, label.lang)
        cells.append(Cell((FieldRow(field, Phrase((), writer.lang)),)))
    return (cell(named, "row"), *cells)


def _by_hand(writer: Writer, steps: tuple[Reckoning, ...]) -> list[Block]:
    items = tuple((writer.with_label(phrase(each.label), phrase(each.by_hand)),) for each in steps)
    return [Items(items)] if items else []


def _saying(worksheet: Worksheet, saying: Saying) -> Block:
    """The sentence with a blank for each number; a script writes the numbers in, and hides what does not hold."""
    labels = {each.id: phrase(each.label) for each in worksheet.figures}
    places: Mapping[str, Inline] = {
        name: Blank(Field(f"{saying.id}.says.{name}", FieldKind.LINE, labels[name].plain, labels[name].lang))
        for name in dict.fromkeys(blanks_in(saying.text.value))
    }
    return Paragraph(phrase(saying.text, places))


def _trial(writer: Writer, worksheet: Worksheet, trial: Trial) -> Iterator[Block]:
    yield writer.heading(2, "worksheet-trial")
    yield writer.text(trial.text)
    if worksheet.rows:
        yield _trial_rows(writer, worksheet.rows, trial)
    values = {**trial.given, **trial.gives}
    items = tuple(
        (writer.with_label(phrase(each.label), writer.named(_number(writer, values[each.id]))),)
        for each in worksheet.figures
        if each.id in values
    )
    if items:
        yield Items(items)


def _trial_rows(writer: Writer, rows: Rows, trial: Trial) -> Table:
    values = {**trial.given, **trial.gives}
    body = []
    for number in range(1, rows.count + 1):
        cells = [values.get(f"{each.id}.{number}") for each in rows.columns]
        if any(each is not None for each in cells):
            shown = (writer.named("" if each is None else _number(writer, each)) for each in cells)
            body.append(row(_named(rows, number), shown))
    return _tabled(phrase(trial.title), rows, body)


def _number(writer: Writer, value: float) -> str:
    """A number as the language writes it, if CLDR knows how."""
    with suppress(UnknownLocaleError):
        return str(format_decimal(value, locale=Locale.parse(writer.library.language.region, sep="-")))
    return f"{value:g}"
