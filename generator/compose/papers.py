"""Documents and checklists as composed papers: in one language, or in two side by side.

The rule of the project is kept here: a translation that no reviewer has passed is never printed alone. Such a
paper exists only beside the source language, and every page of it is stamped as a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from generator.compose.beside import beside
from generator.compose.forms import checklist_blocks, document_blocks
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.model.blocks import (
    Block,
    Document,
    Foreign,
    Heading,
    Inline,
    Items,
    Labels,
    Link,
    Page,
    Paragraph,
    Phrase,
    Plain,
)
from generator.model.language import Language
from generator.model.library import Library
from generator.model.template import Checklist, DocumentTemplate
from generator.model.text import SOURCE_LANGUAGE, State, map_texts, texts_in

SAFE_ALONE = frozenset({State.SOURCE, State.REVIEWED})
"""The states in which a translated paper may be printed without the source language beside it."""


def papers(library: Library, source: Library) -> list[Document]:
    """Every paper of a language: alone where its translation allows that, and beside the source language.

    `source` is the same library in the source language; when both are the same there is nothing beside it.
    """
    if library is source:
        return [_alone(library, template) for template in _templates(library)]
    composed: list[Document] = []
    for template, original in zip(_templates(library), _templates(source), strict=True):
        if all(text.state in SAFE_ALONE for _, text in texts_in(template)):
            composed.append(_alone(library, template))
        composed.append(_beside(library, source, template, original))
    return composed


def paper_pages(writer: Writer, composed: Sequence[Document], suffixes: Sequence[str]) -> list[Page]:
    """The lists of documents and of checklists, and a page for each with its downloads."""
    library = writer.library
    pages = [_list_page(writer, "documents", library.documents), _list_page(writer, "checklists", library.checklists)]
    for template in _templates(library):
        editions = [document for document in composed if document.id == template.id]
        pages.append(_paper_page(writer, template, editions, suffixes))
    return pages


def paper_links(writer: Writer, subject: str) -> list[Block]:
    """The section of a page that names the papers which apply its subject (`principle:relevance`), or nothing."""
    targets = [(target, name) for target in writer.papers_for(subject) if (name := writer.name_of(target))]
    return [writer.heading(2, "papers-to-use"), *writer.links(targets)] if targets else []


def _templates(library: Library) -> tuple[DocumentTemplate | Checklist, ...]:
    return (*library.documents, *library.checklists)


def _folder(template: DocumentTemplate | Checklist) -> str:
    return "documents" if isinstance(template, DocumentTemplate) else "checklists"


def _blocks(writer: Writer, template: DocumentTemplate | Checklist) -> tuple[Block, ...]:
    return (
        document_blocks(writer, template)
        if isinstance(template, DocumentTemplate)
        else checklist_blocks(writer, template)
    )


def _alone(library: Library, template: DocumentTemplate | Checklist) -> Document:
    writer = Writer(library)
    return Document(
        id=template.id,
        title=phrase(template.title),
        language=library.language,
        beside=None,
        version=template.version,
        labels=_labels(writer, template, "", ""),
        blocks=_blocks(writer, template),
        description=phrase(template.summary).plain,
        languages=(library.language,),
    )


def _beside(
    library: Library, source: Library, template: DocumentTemplate | Checklist, original: DocumentTemplate | Checklist
) -> Document:
    writer, english = Writer(library), Writer(source)
    current = _without_stale(template)
    checked = all(text.state in SAFE_ALONE for _, text in texts_in(template))
    draft, draft_source = ("", "") if checked else (writer.say("draft-stamp"), english.say("draft-stamp"))
    return Document(
        id=template.id,
        title=phrase(current.title),
        language=library.language,
        beside=source.language,
        version=template.version,
        labels=_labels(writer, template, draft, draft_source),
        blocks=beside(_blocks(writer, current), _blocks(english, original), library.language.tag, source.language.tag),
        subtitle=phrase(original.title),
        description=phrase(current.summary).plain,
        languages=(library.language, source.language),
    )


def _without_stale(template: DocumentTemplate | Checklist) -> DocumentTemplate | Checklist:
    """The template with the source wording wherever the translation is behind it."""
    return map_texts(
        template, lambda _, text: replace(text, value=text.source, lang="en") if text.state is State.STALE else text
    )


def _labels(writer: Writer, template: DocumentTemplate | Checklist, draft: str, draft_source: str) -> Labels:
    edition = writer.library.framework.edition
    state = writer.say(
        "state-draft" if draft else "state-original" if writer.lang == SOURCE_LANGUAGE else "state-checked"
    )
    footer = writer.say(
        "paper-footer",
        title=phrase(template.title).plain,
        version=template.version,
        edition=edition.id,
        language=writer.library.language.name,
        state=state,
    )
    return Labels(writer.say("page-of"), draft, draft_source, footer, writer.say("type-here"))


def _list_page(writer: Writer, name: str, templates: Sequence[DocumentTemplate | Checklist]) -> Page:
    contents = writer.described_links((f"page:{name}/{each.id}", each.title, each.summary) for each in templates)
    summary = writer.wording[f"{name}-summary"]
    return writer.page(name, writer.wording[f"{name}-title"], summary, [writer.text(summary, "lead"), *contents])


def _paper_page(
    writer: Writer, template: DocumentTemplate | Checklist, editions: Sequence[Document], suffixes: Sequence[str]
) -> Page:
    shown = editions[0]
    blocks: list[Block] = [
        writer.text(template.summary, "lead"),
        writer.labelled("for-whom", phrase(template.audience)),
        writer.heading(2, "downloads"),
        *_downloads(writer, editions, suffixes),
        writer.heading(2, "how-to-use"),
        *writer.points(template.instructions),
        writer.heading(2, "the-text"),
        *_lowered(shown.blocks),
        *_serves(writer, template),
    ]
    return writer.page(f"{_folder(template)}/{template.id}", template.title, template.summary, blocks)


def _lowered(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks with their headings one level down, for they stand under a heading of the page."""
    return [replace(block, level=block.level + 1) if isinstance(block, Heading) else block for block in blocks]


def _downloads(writer: Writer, editions: Sequence[Document], suffixes: Sequence[str]) -> list[Block]:
    blocks: list[Block] = []
    for edition in editions:
        links = [(f"file:papers/{edition.name}.{suffix}", suffix.replace(".", "-")) for suffix in suffixes]
        items = []
        for target, name in links:
            link = Link(target, writer.words(f"download-{name}").children)
            items.append((Paragraph(Phrase((link, Plain(" "), *_languages(writer, edition)), writer.lang)),))
        blocks.append(Items(tuple(items), role="downloads"))
        if edition.labels.draft:
            blocks.append(writer.text(writer.wording["why-beside"], "note"))
    return blocks


def _languages(writer: Writer, edition: Document) -> tuple[Inline, ...]:
    """The names of a paper's languages, each in its own language."""
    first = _named(edition.language)
    return (
        writer.words_with("language-pair", first=first, second=_named(edition.beside)) if edition.beside else (first,)
    )


def _named(language: Language) -> Inline:
    return Foreign(language.tag, (Plain(language.name),))


def _serves(writer: Writer, template: DocumentTemplate | Checklist) -> list[Block]:
    served = writer.subjects_of(f"{_folder(template).removesuffix('s')}:{template.id}")
    return (
        [
            writer.heading(2, "what-it-applies"),
            *writer.links((subject, name) for subject in served if (name := writer.name_of(subject))),
        ]
        if served
        else []
    )
