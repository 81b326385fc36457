"""The pages on standards: which clause of which form answers which recognised requirement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from generator.blocks.nodes import (
    Block,
    Cell,
    Foreign,
    Heading,
    Inline,
    Items,
    Link,
    Page,
    Paragraph,
    Phrase,
    Plain,
    Table,
)
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.routes import route
from generator.library.standards import Requirement, Standard
from generator.library.template import Clause, DocumentTemplate, Section, target_of
from generator.library.text import SOURCE_LANGUAGE, Text


def standards_pages(writer: Writer) -> list[Page]:
    """The list of standards with the framework's own principles, and a page for each family of standards."""
    standards = writer.library.standards
    answers = _clauses_by(writer, lambda clause: clause.satisfies)
    blocks: list[Block] = [writer.text(standards.summary, "lead"), writer.text(standards.disclaimer, "note")]
    for family, name in standards.families.items():
        held = [each for each in standards.standards if each.family == family]
        blocks.append(Heading(2, writer.link(f"page:standards/{family}", name), family))
        blocks += writer.described_links((f"standard:{each.id}", each.name, each.about) for each in held)
    blocks += [writer.heading(2, "standards-principles", "framework"), *_principles(writer)]
    return [
        writer.page("standards", standards.title, standards.summary, blocks),
        *(_page(writer, family, name, answers) for family, name in standards.families.items()),
    ]


def _page(writer: Writer, family: str, name: Text, answers: dict[str, list[Phrase]]) -> Page:
    standards = writer.library.standards
    blocks: list[Block] = [writer.text(standards.disclaimer, "note")]
    for each in standards.standards:
        if each.family == family:
            blocks += [Heading(2, phrase(each.name), each.id), *_standard(writer, each, answers)]
    return writer.page(f"standards/{family}", name, standards.summary, blocks, writer.words("standards-kicker"))


def declared_standards(writer: Writer, document: DocumentTemplate) -> list[Block]:
    """The section of a form's page that names the standards it declares, or nothing."""
    names = {each.id: each.name for each in writer.library.standards.standards}
    links = [(f"standard:{id}", names[id]) for id in document.standards]
    if not links:
        return []
    return [
        writer.heading(2, "standards-answered"),
        Paragraph(writer.words("standards-answered-text")),
        *writer.links(links),
    ]


def _principles(writer: Writer) -> Iterator[Block]:
    """The framework's own principles, and the forms of which a clause applies each."""
    yield Paragraph(writer.words("standards-principles-text"))
    rows = []
    for principle in writer.library.framework.principles.principles:
        forms = [
            (target_of(document), document.title)
            for document in writer.library.documents
            if any(principle.id in clause.principles for clause in document.clauses)
        ]
        name = Cell((Paragraph(writer.link(f"principle:{principle.id}", principle.name)),), "row")
        rows.append((name, Cell(tuple(writer.links(forms)))))
    yield Table(writer.words("standards-principles"), (_head(writer, "standards-applied"), *rows))


def _head(writer: Writer, forms: str = "standards-forms") -> tuple[Cell, ...]:
    return tuple(Cell((Paragraph(writer.words(id)),), "column") for id in ("standards-requirement", forms))


def _standard(writer: Writer, standard: Standard, answers: dict[str, list[Phrase]]) -> Iterator[Block]:
    declared = [each for each in writer.library.documents if standard.id in each.standards]
    yield writer.text(standard.about)
    source = Link(standard.url, (Plain(standard.source),))
    yield writer.labelled("standards-source", Phrase((Foreign(SOURCE_LANGUAGE, (source,)),), writer.lang))
    if declared:
        titles = [(target_of(each), each.title) for each in declared]
        yield Paragraph(writer.words("standards-declared"), "label")
        yield from writer.links(titles)
    rows = [
        (Cell(tuple(_requirement(writer, each)), "row"), Cell(tuple(_answered(writer, each, declared, answers))))
        for each in standard.elements
    ]
    caption = writer.words("standards-table", name=phrase(standard.name).plain)
    yield Table(caption, (_head(writer), *rows))


def _requirement(writer: Writer, element: Requirement) -> Iterator[Block]:
    yield writer.text(element.asks)
    yield Paragraph(Phrase((Foreign(SOURCE_LANGUAGE, (Plain(element.where),)),), writer.lang), "small")
    if element.health_only:
        yield Paragraph(writer.words("standards-health"), "small")


def _answered(
    writer: Writer, element: Requirement, declared: list[DocumentTemplate], answers: dict[str, list[Phrase]]
) -> Iterator[Block]:
    links = answers.get(element.id, [])
    if links:
        yield Items(tuple((Paragraph(link),) for link in links))
    out = [(each, each.leaves_out[element.id]) for each in declared if element.id in each.leaves_out]
    for document, reason in out:
        yield writer.labelled("standards-left-out", phrase(document.title))
        yield writer.text(reason)
    if not (links or out):
        yield Paragraph(writer.words("standards-none"), "small")


def _clauses_by(writer: Writer, named: Callable[[Clause], Iterable[str]]) -> dict[str, list[Phrase]]:
    """What clauses name → a link to each clause that names it."""
    found: dict[str, list[Phrase]] = defaultdict(list)
    for document in writer.library.documents:
        for section in document.sections:
            for clause in section.clauses:
                for id in named(clause):
                    found[id].append(_clause_link(writer, document, section, clause))
    return found


def _clause_link(writer: Writer, document: DocumentTemplate, section: Section, clause: Clause) -> Phrase:
    """`Consent form for adults: You are free to say no`; a clause without a title goes by its section."""
    anchor, title = (clause.id, clause.title) if clause.title else (section.id, section.title)
    target = f"{route(target_of(document))}#{anchor}"
    words = (*_said(writer, document.title), Plain(": "), *_said(writer, title))
    return Phrase((Link(target, words),), writer.lang)


def _said(writer: Writer, text: Text) -> tuple[Inline, ...]:
    words = phrase(text)
    return words.children if words.lang == writer.lang else (Foreign(words.lang, words.children),)
