"""Documents and checklists as composed papers: in one language, or in two side by side.

The rule of the project is kept here: a translation that no reviewer has passed is never printed alone. Such a
paper exists only beside the source language, and every page of it is stamped as a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.blocks.artifact import Offered, endings_for
from generator.blocks.nodes import (
    Block,
    Conditional,
    Foreign,
    Heading,
    Inline,
    Items,
    Labels,
    Link,
    Page,
    Paper,
    Paragraph,
    Phrase,
    Plain,
)
from generator.blocks.walk import fingerprint_of, is_form
from generator.compose.beside import beside, words_only
from generator.compose.forms import instructions, template_blocks
from generator.compose.inline import phrase
from generator.compose.pages.standards import declared_standards
from generator.compose.writer import Writer, writer_for
from generator.library.answers import Answers
from generator.library.language import Language
from generator.library.library import Library
from generator.library.reads import shared
from generator.library.template import DocumentKind, DocumentTemplate, Printed, Template, folder_of, target_of
from generator.library.text import SOURCE_LANGUAGE, State, Text, TextPath, map_texts, texts_in

SAFE_ALONE = frozenset({State.SOURCE, State.REVIEWED})
"""The states in which a translated paper may be printed without the source language beside it."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A template as it is printed, in English wherever its translation is behind, and how far it can be trusted."""

    template: Printed
    checked: bool
    translated: bool


@shared(maxsize=500)  # pages, papers and previews ask about each again and again
def _sheet(library: Library, id: str) -> _Sheet:
    template = next(each for each in library.printed if each.id == id)
    texts = [text for _, text in texts_in(template)]
    checked = all(text.state in SAFE_ALONE for text in texts)
    translated = any(text.lang != SOURCE_LANGUAGE for text in texts)
    return _Sheet(map_texts(template, _current), checked, translated)


def _current(_: TextPath, text: Text) -> Text:
    return replace(text, value=text.source, lang=SOURCE_LANGUAGE) if text.state is State.STALE else text


def papers(library: Library, source: Library) -> list[Paper]:
    """Every paper of a language: alone where its translation allows that, and beside the source language.

    `source` is the same library in the source language; when both are the same there is nothing beside it. A paper of
    which nothing is translated is offered in the source language.
    """
    return [edition for template in source.printed for edition in editions(library, source, template.id)]


def editions(library: Library, source: Library, id: str) -> list[Paper]:
    """As `papers`, of one template."""
    if library is source or not is_translated(library, id):
        return [alone(source, id)]
    single = [alone(library, id)] if may_stand_alone(library, id) else []
    return [*single, side_by_side(library, source, source, id)]


def paper_pages(writer: Writer, composed: Sequence[Paper], offered: Offered) -> list[Page]:
    """The lists of documents and of checklists, and a page for each with its downloads."""
    library = writer.library
    pages = [_documents_page(writer), _list_page(writer, "checklists", _described(writer, library.checklists))]
    for template in library.templates:
        editions = [document for document in composed if document.id == template.id]
        pages.append(_paper_page(writer, template, editions, offered))
    return pages


def paper_links(writer: Writer, subject: str) -> list[Block]:
    """The section of a page that names the papers which apply its subject (`principle:relevance`), or nothing."""
    targets = [(target, name) for target in writer.papers_for(subject) if (name := writer.name_of(target))]
    return [writer.heading(2, "papers-to-use"), *writer.links(targets)] if targets else []


def may_stand_alone(library: Library, id: str) -> bool:
    """True when the whole paper is source text or was checked by a second person."""
    return _sheet(library, id).checked


def is_translated(library: Library, id: str) -> bool:
    """True when some of the paper is in another language than English."""
    return _sheet(library, id).translated


def alone(library: Library, id: str, answers: Answers | None = None) -> Paper:
    """The paper in the library's language; ValueError when its translation is not checked."""
    if not may_stand_alone(library, id):
        raise ValueError(f"{id} is an unchecked translation and can't stand alone")
    return unfilled(library, id) if answers is None else _single(library, id, answers)


@shared(maxsize=500)  # printed, and shown on the page where it is filled in
def unfilled(library: Library, id: str) -> Paper:
    """The paper in the library's language without answers, stamped where unchecked: a screen may show it alone."""
    return _single(library, id, None)


def _single(library: Library, id: str, answers: Answers | None) -> Paper:
    writer, template = writer_for(library), _sheet(library, id).template
    draft = "" if may_stand_alone(library, id) else writer.say("draft-stamp")
    document = Paper(
        id=id,
        title=phrase(template.title),
        language=library.language,
        beside=None,
        version=template.version,
        labels=Labels(writer.say("page-of"), draft, "", "", writer.say("type-here")),
        blocks=_blocks(library, id, answers),
        description=phrase(template.summary).plain,
        languages=(library.language,),
    )
    return _with_footer(writer, document)


def _blocks(library: Library, id: str, answers: Answers | None) -> tuple[Block, ...]:
    return (
        template_blocks(writer_for(library), _sheet(library, id).template, answers) if answers else _bare(library, id)
    )


@shared(maxsize=500)  # English stands beside every language
def _bare(library: Library, id: str) -> tuple[Block, ...]:
    return template_blocks(writer_for(library), _sheet(library, id).template)


def side_by_side(library: Library, other: Library, source: Library, id: str, answers: Answers | None = None) -> Paper:
    """The paper in the library's language beside that of another; `source` is the same library in English.

    It is stamped as a draft when one of the two translations is not checked. When English is neither of the two, and
    one is not checked, the English words follow after them: nobody has to trust a draft.
    """
    first, second = _sheet(library, id), _sheet(other, id)
    checked = first.checked and second.checked
    writer, english = writer_for(library), writer_for(source)
    tags = library.language.tag, other.language.tag
    blocks = beside(_blocks(library, id, answers), _blocks(other, id, answers), *tags)
    with_original = not checked and SOURCE_LANGUAGE not in tags
    if with_original:
        heading = writer.heading(2, "the-original")
        blocks = (*blocks, heading, *words_only(_blocks(source, id, answers)))
    draft, draft_source = ("", "") if checked else (writer.say("draft-stamp"), english.say("draft-stamp"))
    languages = (library.language, other.language, *((source.language,) if with_original else ()))
    document = Paper(
        id=id,
        title=phrase(first.template.title),
        language=library.language,
        beside=other.language,
        version=first.template.version,
        labels=Labels(writer.say("page-of"), draft, draft_source, "", writer.say("type-here")),
        blocks=blocks,
        subtitle=phrase(second.template.title) if second.template.title.value != first.template.title.value else None,
        description=phrase(first.template.summary).plain,
        languages=tuple(dict.fromkeys((*languages, source.language))),
    )
    return _with_footer(writer, document)


def _with_footer(writer: Writer, document: Paper) -> Paper:
    """The paper with the line at the foot of each page: what it is, which version, and its fingerprint."""
    source_alone = document.language.tag == SOURCE_LANGUAGE and not document.beside
    state = "state-draft" if document.labels.draft else "state-original" if source_alone else "state-checked"
    footer = writer.say(
        "paper-footer",
        title=document.title.plain,
        version=document.version,
        edition=writer.library.framework.edition.id,
        language=" / ".join(each.name for each in (document.language, document.beside) if each),
        state=writer.say(state),
        fingerprint=fingerprint_of(document),
    )
    return replace(document, labels=replace(document.labels, footer=footer))


def _documents_page(writer: Writer) -> Page:
    """The documents, kind by kind."""
    blocks: list[Block] = []
    for kind in DocumentKind:
        of_kind = [each for each in writer.library.documents if each.kind is kind]
        if of_kind:
            blocks += [writer.heading(2, f"kind-{kind}"), *_described(writer, of_kind)]
    return _list_page(writer, "documents", blocks)


def _described(writer: Writer, templates: Sequence[Template]) -> list[Block]:
    return writer.described_links((target_of(each), each.title, each.summary) for each in templates)


def _list_page(writer: Writer, name: str, contents: Sequence[Block]) -> Page:
    summary = writer.wording[f"{name}-summary"]
    return writer.page(name, writer.wording[f"{name}-title"], summary, [writer.text(summary, "lead"), *contents])


def _paper_page(writer: Writer, template: Template, editions: Sequence[Paper], offered: Offered) -> Page:
    shown = editions[0]
    blocks: list[Block] = [
        writer.text(template.summary, "lead"),
        writer.labelled("for-whom", phrase(template.audience)),
        writer.heading(2, "downloads"),
        *downloads(writer, editions, offered),
        Paragraph(writer.link(f"page:fill/{template.id}", writer.wording["fill-link"]), "action"),
        writer.heading(2, "how-to-use"),
        *instructions(writer, template),
        writer.heading(2, "the-text"),
        *lowered(shown.blocks),
        *_serves(writer, template),
        *(declared_standards(writer, template) if isinstance(template, DocumentTemplate) else []),
        Paragraph(writer.words("fingerprint-text", fingerprint=fingerprint_of(shown)), "small"),
    ]
    return writer.page(f"{folder_of(template)}/{template.id}", template.title, template.summary, blocks)


def lowered(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks with their headings one level down, for they stand under a heading of the page."""
    return [_lowered(block) for block in blocks]


def _lowered(block: Block) -> Block:
    if isinstance(block, Heading):
        return replace(block, level=block.level + 1)
    return replace(block, blocks=tuple(lowered(block.blocks))) if isinstance(block, Conditional) else block


def downloads(writer: Writer, editions: Sequence[Paper], offered: Offered) -> list[Block]:
    """A list of the files of each edition of a paper."""
    blocks: list[Block] = []
    for edition in editions:
        items = []
        site = offered.site_of(edition.language.tag, writer.library.language)
        for ending in endings_for(edition, offered.papers):
            kind = ending.replace("-print.", "-form.") if is_form(edition) else ending
            words = writer.words(f"download-{kind.replace('.', '-')}")
            link = Link(f"file:{site}papers/{edition.name}.{ending}", words.children)
            items.append((Paragraph(Phrase((link, Plain(" "), *_languages(writer, edition)), writer.lang)),))
        blocks.append(Items(tuple(items), role="downloads"))
        if edition.labels.draft:
            blocks.append(writer.text(writer.wording["why-beside"], "note"))
    return blocks


def _languages(writer: Writer, edition: Paper) -> tuple[Inline, ...]:
    """The names of a paper's languages, each in its own language."""
    first = _named(edition.language)
    return (
        writer.words_with("language-pair", first=first, second=_named(edition.beside)) if edition.beside else (first,)
    )


def _named(language: Language) -> Inline:
    return Foreign(language.tag, (Plain(language.name),))


def _serves(writer: Writer, template: Template) -> list[Block]:
    served = writer.subjects_of(target_of(template))
    return (
        [
            writer.heading(2, "what-it-applies"),
            *writer.links((subject, name) for subject in served if (name := writer.name_of(subject))),
        ]
        if served
        else []
    )
