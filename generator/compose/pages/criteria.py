"""The page on quality criteria: each with its question, what a use needs, and where other frames say the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.blocks.nodes import Block, Heading, Items, Page, Paragraph, Phrase, Table
from generator.compose.inline import phrase
from generator.compose.usual import head, row
from generator.compose.writer import Writer
from generator.library.criteria import Criteria, Criterion
from generator.library.template import target_of
from generator.library.text import Text


def criteria_page(writer: Writer) -> Page:
    """What they are for, the criteria group by group, the levels by use, and the crosswalk."""
    criteria = writer.library.criteria
    (sheet,) = criteria.sheets
    blocks = [
        writer.text(criteria.summary, "lead"),
        writer.text(criteria.plain),
        Paragraph(writer.link(target_of(sheet), sheet.title), "action"),
        *_groups(writer, criteria),
        writer.heading(2, "criteria-needs"),
        writer.text(writer.wording["criteria-needs-text"]),
        _needs(writer, criteria),
        writer.heading(2, "criteria-crosswalk"),
        writer.text(writer.wording["criteria-crosswalk-text"]),
        _crosswalk(writer, criteria),
        Items(tuple((writer.with_label(phrase(each.name), phrase(each.read)),) for each in criteria.frames)),
        *writer.rests_on(criteria.paragraphs),
    ]
    return writer.page("criteria", criteria.title, criteria.summary, blocks)


def _groups(writer: Writer, criteria: Criteria) -> Iterator[Block]:
    for group in criteria.groups:
        yield Heading(2, phrase(group.title), f"group-{group.id}")
        for each in criteria.criteria:
            if each.group == group.id:
                yield Heading(3, phrase(each.name), each.id)
                yield writer.text(each.question)
                yield writer.labelled("why", phrase(each.why))
                yield writer.labelled("evidence", phrase(each.evidence))


def _needs(writer: Writer, criteria: Criteria) -> Table:
    """Criterion by criterion, the least level for each of the framework's categories."""
    categories = writer.library.framework.nso_role.categories
    names = [writer.words("criteria-criterion"), *(phrase(each.name) for each in categories)]
    rows = [
        [phrase(each.name), *(phrase(criteria.scale[each.needs[category.id]]) for category in categories)]
        for each in criteria.criteria
    ]
    return _table(writer.words("criteria-needs"), names, rows)


def _crosswalk(writer: Writer, criteria: Criteria) -> Table:
    """Criterion by criterion, what each frame that was read calls it."""
    read = [frame for frame in criteria.frames if any(frame.id in each.found for each in criteria.criteria)]
    names = [writer.words("criteria-criterion"), *(phrase(each.name) for each in read)]
    rows = [[phrase(each.name), *(_found(writer, each, frame.id) for frame in read)] for each in criteria.criteria]
    return _table(writer.words("criteria-crosswalk"), names, rows)


def _found(writer: Writer, criterion: Criterion, frame: str) -> Phrase:
    said: Text | None = criterion.found.get(frame)
    return phrase(said) if said else writer.words("criteria-not-found")


def _table(caption: Phrase, names: Sequence[Phrase], rows: Sequence[Sequence[Phrase]]) -> Table:
    return Table(caption, (head(names), *(row(first, rest) for first, *rest in rows)), headed=True)
