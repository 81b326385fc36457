"""The page on standards: which clause of which form answers which recognised requirement."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from generator.blocks.nodes import (
    Block,
    Cell,
    Folded,
    Foreign,
    Heading,
    Inline,
    Link,
    Page,
    Paragraph,
    Phrase,
    Plain,
    Table,
)
from generator.compose.inline import phrase
from generator.compose.usual import head, listed
from generator.compose.writer import Writer
from generator.library.routes import route
from generator.library.standards import Requirement, Standard
from generator.library.template import Clause, DocumentTemplate, Section, target_of
from generator.library.text import SOURCE_LANGUAGE, Text


def standards_page(writer: Writer) -> Page:
    """The standards, family by family; what each requires, and the clauses that answer it, is folded away."""
    standards = writer.library.standards
    answers = _clauses_by(writer, lambda clause: clause.satisfies)
    blocks: list[Block] = [writer.text(standards.summary, "lead"), writer.text(standards.disclaimer, "note")]
    for family, name in standards.families.items():
        blocks.append(Heading(2, phrase(name), f"family-{family}"))
        for each in standards.standards:
            if each.family == family:
                blocks += [Heading(3, phrase(each.name), each.id), *_standard(writer, each, answers)]
    return writer.page("standards", standards.title, standards.summary, blocks)


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


def _standard(writer: Writer, standard: Standard, answers: dict[str, list[Phrase]]) -> Iterator[Block]:
    declared = [each for each in writer.library.documents if standard.id in each.standards]
    yield writer.text(standard.about)
    source = Link(standard.url, (Plain(standard.source),))
    yield writer.labelled("standards-source", Phrase((Foreign(SOURCE_LANGUAGE, (source,)),), writer.lang))
    yield _compared(writer, standard)
    rows = [
        (Cell(tuple(_requirement(writer, each)), "row"), Cell(tuple(_answered(writer, each, declared, answers))))
        for each in standard.elements
    ]
    caption = writer.words("standards-table", name=phrase(standard.name).plain)
    heads = head(map(writer.words, ("standards-requirement", "standards-forms")))
    yield Folded(writer.words("standards-folded", count=str(len(rows))), (Table(caption, (heads, *rows)),))


def _compared(writer: Writer, standard: Standard) -> Block:
    """Where the places were compared with a text, or that nobody did."""
    if not standard.read_at:
        return Paragraph(writer.words("standards-not-read"), "small")
    place = Link(standard.read_at, (Plain(standard.read_at),))
    return writer.labelled("standards-read", Phrase((Foreign(SOURCE_LANGUAGE, (place,)),), writer.lang))


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
        yield listed(links)
    out = [(each, each.leaves_out[element.id]) for each in declared if element.id in each.leaves_out]
    for document, reason in out:
        yield writer.labelled("standards-left-out", phrase(document.title))
        yield writer.text(reason)
    if not (links or out):
        yield Paragraph(writer.words("standards-none"), "small")


def _clauses_by(writer: Writer, named: Callable[[Clause], Iterable[str]]) -> dict[str, list[Phrase]]:
    """What clauses name → for each form, its title and a link to each of its clauses that name it."""
    found: dict[str, dict[str, list[Inline]]] = defaultdict(lambda: defaultdict(list))
    titles = {document.id: document.title for document in writer.library.documents}
    for document in writer.library.documents:
        for section in document.sections:
            for clause in section.clauses:
                for id in named(clause):
                    found[id][document.id].append(_clause_link(writer, document, section, clause))
    return {id: [_form(writer, titles[form], links) for form, links in forms.items()] for id, forms in found.items()}


def _form(writer: Writer, title: Text, links: Sequence[Inline]) -> Phrase:
    """`Consent form for adults: You are free to say no, Your choices`."""
    return Phrase((*_said(writer, title), Plain(": "), *writer.listed_nodes(links)), writer.lang, title.state)


def _clause_link(writer: Writer, document: DocumentTemplate, section: Section, clause: Clause) -> Link:
    """A clause without a title goes by its section."""
    anchor, title = (clause.id, clause.title) if clause.title else (section.id, section.title)
    return Link(f"{route(target_of(document))}#{anchor}", _said(writer, title))


def _said(writer: Writer, text: Text) -> tuple[Inline, ...]:
    words = phrase(text)
    return words.children if words.lang == writer.lang else (Foreign(words.lang, words.children),)
