"""The page on which a paper is filled in: its fields, conditions and items as questions in sections."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from generator.blocks.artifact import Offered
from generator.blocks.fill_in import Control, Copies, FillIn, FormEntry, FormSection, Item, Question
from generator.blocks.nodes import (
    Blank,
    Block,
    Field,
    FieldKind,
    Foreign,
    Inline,
    Note,
    Page,
    Paper,
    Paragraph,
    Phrase,
    Plain,
    words_of,
)
from generator.compose.forms import under_item
from generator.compose.inline import Places, phrase
from generator.compose.sentences import sentence_with
from generator.compose.writer import Writer
from generator.library.language import Language
from generator.library.scope import has_page
from generator.library.slots import MOST_ROWS, REMARKS, conditions_of_fields, fields_of, words_of_clause
from generator.library.template import (
    Checklist,
    ChecklistItem,
    ChecklistSection,
    Clause,
    DocumentTemplate,
    FieldType,
    FillTable,
    FormField,
    Template,
    blanks_in,
    folder_of,
    target_of,
)
from generator.library.text import Text

FOLDER = "fill"
_SCRIPTS = ("answers", "errors", "draft", "steps", "fill")
"""Names of scripts below assets/javascripts/. What shows the paper comes when it is first needed."""
_WORDS_FOR_SCRIPTS = "screen-"
"""What the ids of the words begin with that only scripts show."""
_ALSO_FOR_SCRIPTS = ("fill-link", *(f"remark-{name}" for name in REMARKS))
"""Words of pages that scripts show too."""

_CONTROLS: dict[FieldType, Control] = {
    FieldType.TEXT: Control.TEXT,
    FieldType.LONG_TEXT: Control.LONG,
    FieldType.DATE: Control.DATE,
    FieldType.NUMBER: Control.NUMBER,
    FieldType.YES_NO: Control.ONE,
    FieldType.CHOICE: Control.ONE,
    FieldType.CHOICES: Control.SOME,
}


def fill_in_pages(
    writer: Writer, papers: Sequence[Paper], offered: Offered, languages: Sequence[Language]
) -> list[Page]:
    """A page for each paper, with the form in the writer's language."""
    first = {paper.id: paper for paper in reversed(papers)}
    return [
        _page(writer, template, _word(writer, first[template.id], offered), languages)
        for template in writer.library.templates
        if template.id in first and has_page(writer.library.language, f"{FOLDER}/{template.id}")
    ]


def _word(writer: Writer, paper: Paper, offered: Offered) -> tuple[str, str]:
    """The tag of the site that has the paper as a Word document, and its name there; "" when none is made."""
    if "docx" not in offered.papers:
        return "", ""
    own = writer.library.language
    tag = paper.language.tag if offered.site_of(paper.language.tag, own) else own.tag
    return tag, f"{paper.name}.docx"


def _page(writer: Writer, template: Template, word: tuple[str, str], languages: Sequence[Language]) -> Page:
    summary = writer.wording["fill-summary"]
    about = writer.link(target_of(template), writer.wording["fill-about"])
    blocks: list[Block] = [
        writer.text(summary, "lead"),
        Paragraph(writer.words("fill-private")),
        Paragraph(about),
        Note("no-script", writer.words("no-script-title"), (Paragraph(writer.words("no-script")),)),
    ]
    page = writer.page(f"{FOLDER}/{template.id}", template.title, summary, blocks)
    own = writer.library.language
    form = FillIn(
        paper=template.id,
        kind=folder_of(template).removesuffix("s"),
        version=template.version,
        edition=writer.library.framework.edition.id,
        title=phrase(template.title),
        parts=tuple(_document(writer, template) if isinstance(template, DocumentTemplate) else _list(writer, template)),
        languages=(own, *(each for each in languages if each != own and has_page(each, page.path))),
        word_site=word[0],
        word_file=word[1],
        conditions=_conditions(template),
        principles=_principles(writer, template),
        needed=writer.words("screen-needed"),
        more=writer.words("screen-item-more"),
        doing=writer.words("fill-link"),
    )
    return replace(
        page,
        title=writer.titled("fill-title", template.title),
        fill_in=form,
        scripts=("assets/form-words.js", *(f"assets/javascripts/{name}.js" for name in _SCRIPTS)),
    )


WORDS_OF_CLASSIFIER = "screen-classify-"
"""What only the classifier says comes with its own script."""


def screen_words(writer: Writer) -> dict[str, Phrase]:
    """The words that scripts show, without the prefix of their ids."""
    also = {id: writer.words(id) for id in _ALSO_FOR_SCRIPTS}
    return also | {
        id.removeprefix(_WORDS_FOR_SCRIPTS): writer.words(id)
        for id in writer.wording
        if id.startswith(_WORDS_FOR_SCRIPTS) and not id.startswith(WORDS_OF_CLASSIFIER)
    }


# -- documents ----------------------------------------------------------------------------------------


def _conditions(template: Template) -> dict[str, Phrase]:
    if not isinstance(template, DocumentTemplate):
        return {}
    return {each.id: phrase(each.words) for each in template.conditions}


def _document(writer: Writer, document: DocumentTemplate) -> Iterator[FormSection]:
    if document.conditions:
        yes_no = _yes_no(writer)
        asked = tuple(
            Question(f"condition:{each.id}", Control.ONE, phrase(each.question), options=yes_no, boolean=True)
            for each in document.conditions
        )
        yield FormSection("conditions", writer.words("fill-conditions"), asked)
    fields = {each.id: each for each in document.fields}
    blanks = {each.id: _blank(each) for each in document.fields}
    when = conditions_of_fields(document)
    asked_before: set[str] = set()
    for section in document.sections:
        entries: list[FormEntry] = []
        for clause in section.clauses:
            entries += _clause(writer, clause, fields, blanks, when, asked_before)
        if entries:
            yield FormSection(section.id, phrase(section.title), tuple(entries))


def _clause(
    writer: Writer,
    clause: Clause,
    fields: dict[str, FormField],
    blanks: Places,
    when: dict[str, str | None],
    asked_before: set[str],
) -> Iterator[FormEntry]:
    """What a clause asks for, each field once in the paper."""
    for id in fields_of(clause):
        if id not in asked_before:
            asked_before.add(id)
            question = _field(writer, fields[id], when.get(id) or "")
            yield question if question.help else replace(question, help=_sentence(clause, fields, id))
    yield from _ticks(writer, clause, blanks)
    if clause.table:
        yield _table(writer, clause.id, clause.table, clause.when or "")


def _sentence(clause: Clause, fields: dict[str, FormField], id: str) -> Phrase | None:
    """The sentence of the clause in which the blank of a field stands: its label may say too little without it."""
    said = next((text for text in words_of_clause(clause) if id in blanks_in(text.value)), None)
    if said is None:
        return None
    labels = {name: _in_brackets(fields[name].label, said.lang) for name in blanks_in(said.value)}
    return sentence_with(phrase(said, labels), words_of((labels[id],)))


def _in_brackets(label: Text, lang: str) -> Inline:
    words = Plain(f"[{phrase(label).plain}]")
    return words if label.lang == lang else Foreign(label.lang, (words,))


def _ticks(writer: Writer, clause: Clause, blanks: Places) -> Iterator[Question]:
    """A box for each tick; those that exclude each other are one choice, in the place of the first of them."""
    when = clause.when or ""
    for ticks in ticks_asked(clause):
        name = f"{clause.id}.{ticks[0]}"
        if len(ticks) > 1:
            options = tuple((f"{clause.id}.{each}", phrase(clause.ticks[each], blanks)) for each in ticks)
            # Nobody can take a choice back, but an empty box means no: so there is a choice that ticks nothing.
            none = ("", writer.words("answer-empty"))
            title = phrase(clause.title) if clause.title else writer.words("fill-one-of")
            yield Question(name, Control.ONE, title, options=(*options, none), when=when, alone=True)
        else:
            yield Question(name, Control.TICK, phrase(clause.ticks[ticks[0]], blanks), when=when)


def ticks_asked(clause: Clause) -> Iterator[tuple[str, ...]]:
    """The ticks of a clause in order, each alone; those that are one choice together, in the place of the first."""
    groups = {ticks[0]: ticks for ticks in clause.tick_one if _is_one_choice(clause, ticks)}
    grouped = {id for ticks in groups.values() for id in ticks}
    for id in clause.ticks:
        if id in groups:
            yield groups[id]
        elif id not in grouped:
            yield (id,)


def _is_one_choice(clause: Clause, ticks: tuple[str, ...]) -> bool:
    """True when all of them stand in this clause, and none excludes yet another tick."""
    others = {id for group in clause.tick_one if group is not ticks for id in group}
    return clause.ticks.keys() >= set(ticks) and others.isdisjoint(ticks)


def _blank(form: FormField) -> Blank:
    label = phrase(form.label)
    return Blank(Field(form.id, FieldKind.LINE, label.plain, label.lang))


def _field(writer: Writer, form: FormField, when: str) -> Question:
    boolean = form.type is FieldType.YES_NO
    return Question(
        form.id,
        _CONTROLS[form.type],
        phrase(form.label),
        phrase(form.help) if form.help else None,
        _yes_no(writer) if boolean else tuple((id, phrase(text)) for id, text in form.choices.items()),
        form.required,
        form.max_length,
        when,
        boolean,
    )


def _yes_no(writer: Writer) -> tuple[tuple[str, Phrase], ...]:
    return tuple((id, writer.words(f"answer-{id}")) for id in ("yes", "no"))


def _table(writer: Writer, name: str, table: FillTable, when: str) -> Copies:
    def cells(row: str, named: bool) -> tuple[Question, ...]:
        columns = table.columns[1:] if named else table.columns
        return tuple(Question(f"{name}.{row}.{column.id}", Control.TEXT, phrase(column.heading)) for column in columns)

    named = [(id, phrase(text), cells(id, named=True)) for id, text in table.rows.items()]
    blank = [
        (str(number), writer.words("fill-copy", number=str(number)), cells(str(number), named=False))
        for number in range(1, table.blank_rows + 1)
    ]
    return Copies(name, phrase(table.caption), (*named, *blank), MOST_ROWS if blank else 0, when)


# -- checklists ---------------------------------------------------------------------------------------


def _principles(writer: Writer, template: Template) -> dict[str, Phrase]:
    if isinstance(template, DocumentTemplate):
        return {}
    ids = dict.fromkeys(id for item in template.items for id in item.principles)
    return {id: phrase(name) for id in ids if (name := writer.name_of(f"principle:{id}"))}


def _list(writer: Writer, checklist: Checklist) -> Iterator[FormSection]:
    for section in checklist.sections:
        items = tuple(_item(writer, checklist, item) for item in section.items)
        yield FormSection(section.id, phrase(section.title), (*items, _notes(writer, section)))


def _notes(writer: Writer, section: ChecklistSection) -> Question:
    return Question(f"{section.id}.notes", Control.LONG, writer.words("notes"))


def _item(writer: Writer, checklist: Checklist, item: ChecklistItem) -> Item:
    levels = tuple((id, phrase(text)) for id, text in checklist.scale.items())
    control = Control.ONE if levels else Control.TICK
    more = tuple(
        Question(
            f"{item.id}.{name}",
            Control.DATE if name == "date" else Control.TEXT,
            writer.words(f"remark-{name}"),
            writer.words(f"remark-{name}-help") if f"remark-{name}-help" in writer.wording else None,
        )
        for name in REMARKS
    )
    question = Question(item.id, control, phrase(item.action), options=levels)
    return Item(question, item.principles, more, under_item(writer, item))
