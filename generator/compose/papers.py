"""Documents and checklists as composed papers: in one language, or in two side by side.

The rule of the project is kept here: a translation that no reviewer has passed is never printed alone. Such a
paper exists only beside the source language, and every page of it is stamped as a draft.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from generator.blocks.nodes import (
    Block,
    Conditional,
    Heading,
    Labels,
    Paper,
    Paragraph,
    Phrase,
    Plain,
)
from generator.blocks.walk import fingerprint_of
from generator.compose.beside import beside, words_only
from generator.compose.checked import all_checked, current, on_paper, written
from generator.compose.forms import parts_of, template_blocks
from generator.compose.inline import phrase
from generator.compose.writer import Writer, writer_for
from generator.library.answers import Answers
from generator.library.library import Library
from generator.library.reads import shared
from generator.library.slots import REMARKS
from generator.library.template import Checklist, DocumentTemplate, Printed, Template
from generator.library.text import SOURCE_LANGUAGE, map_texts, texts_in
from generator.library.worksheet import Worksheet

_FRAME = (
    *("page-of", "paper-footer", "state-checked", "type-here", "left-out", "left-out-text"),
    *(f"said-{name}" for name in REMARKS),
)
"""Words that stand around a paper, or in it once it is filled in."""


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
    checked = all_checked(texts)
    translated = any(text.lang != SOURCE_LANGUAGE for text in texts)
    return _Sheet(map_texts(template, current), checked, translated)


def papers(library: Library, source: Library) -> list[Paper]:
    """Every paper of a language: alone where its translation allows that, and beside the source language.

    `source` is the same library in the source language; when both are the same there is nothing beside it. A paper of
    which nothing is translated is offered in the source language.
    """
    return [edition for template in source.printed for edition in editions(library, source, template.id)]


@shared(maxsize=500)  # printed, and asked on phones
def editions(library: Library, source: Library, id: str) -> list[Paper]:
    """As `papers`, of one template."""
    if library is source or not is_translated(library, id):
        return [alone(source, id)]
    single = [alone(library, id)] if may_stand_alone(library, id) else []
    return [*single, side_by_side(library, source, source, id)]


def without_conditions(paper: Paper) -> Paper:
    """The paper as it is used where no condition holds, with a fingerprint of its own; no heading is left alone."""
    kept = [block for block in paper.blocks if not isinstance(block, Conditional)]
    blocks = tuple(
        block
        for block, following in zip(kept, (*kept[1:], None), strict=True)
        if not (isinstance(block, Heading) and isinstance(following, Heading) and following.level <= block.level)
    )
    plain = replace(paper, blocks=blocks)
    footer = paper.labels.footer.replace(fingerprint_of(paper), fingerprint_of(plain))
    return replace(plain, labels=replace(plain.labels, footer=footer))


def may_stand_alone(library: Library, id: str) -> bool:
    """True when all that is printed is source text or was checked by a second person, with the words of its frame."""
    return library.language.tag == SOURCE_LANGUAGE or (_sheet(library, id).checked and _written(library, id)[1])


def spoken(library: Library, source: Library, id: str) -> Library:
    """The library in whose words the paper may be told where nothing stands beside it: English where unchecked."""
    return library if may_stand_alone(library, id) else source


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
    checked = may_stand_alone(library, id)
    with on_paper():
        return _stamped(library, id, answers, checked)


def _stamped(library: Library, id: str, answers: Answers | None, checked: bool) -> Paper:
    writer, template = writer_for(library), _sheet(library, id).template
    draft = "" if checked else writer.say("draft-stamp")
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
        is_filled=_is_filled(template),
    )
    return with_footer(writer, document)


def _is_filled(template: Printed) -> bool:
    """True for what people fill in, tick or work out; one person reads the rest, on a page too (docs/adr/0037)."""
    return isinstance(template, DocumentTemplate | Checklist | Worksheet)


def _blocks(library: Library, id: str, answers: Answers | None) -> tuple[Block, ...]:
    if not answers:
        return _written(library, id)[0]
    with on_paper():
        return template_blocks(writer_for(library), _sheet(library, id).template, answers)


@shared(maxsize=500)  # English stands beside every language
def _written(library: Library, id: str) -> tuple[tuple[Block, ...], bool]:
    """The empty paper, and whether every word that it asks for, with those of its frame, may stand alone."""
    writer = writer_for(library)

    def make() -> tuple[Block, ...]:
        for name in _FRAME:
            writer.words(name)
        return template_blocks(writer, _sheet(library, id).template)

    return written(make)


def side_by_side(library: Library, other: Library, source: Library, id: str, answers: Answers | None = None) -> Paper:
    """The paper in the library's language beside that of another; `source` is the same library in English.

    It is stamped as a draft when one of the two translations is not checked. When English is neither of the two, and
    one is not checked, the English words follow after them: nobody has to trust a draft.
    """
    checked = may_stand_alone(library, id) and may_stand_alone(other, id)
    with on_paper():
        return _beside(library, other, source, id, answers, checked)


def _beside(
    library: Library, other: Library, source: Library, id: str, answers: Answers | None, checked: bool
) -> Paper:
    first, second = _sheet(library, id), _sheet(other, id)
    writer, english = writer_for(library), writer_for(source)
    tags = library.language.tag, other.language.tag
    blocks = beside(_blocks(library, id, answers), _blocks(other, id, answers), *tags)
    with_original = has_original(library, other, id)
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
        is_filled=_is_filled(first.template),
    )
    return with_footer(writer, document)


def has_original(library: Library, other: Library, id: str) -> bool:
    """Whether the English words follow after a paper in these two languages."""
    checked = may_stand_alone(library, id) and may_stand_alone(other, id)
    return not checked and SOURCE_LANGUAGE not in (library.language.tag, other.language.tag)


PART = "\ue000"
"""A paragraph that begins with it names the clause and the condition of what follows; no author can write it."""


def in_parts(
    library: Library,
    other: Library | None,
    template: Template,
    twin: Template | None = None,
    source: Library | None = None,
) -> Paper:
    """The empty paper, beside that in another language if there is one, with a paragraph before each of its parts.

    So whoever reads a returned paper knows which clause a line belongs to. Where the English words follow, `source` is
    the library in English.
    """
    blocks: list[Block] = []
    parts = parts_of(writer_for(library), template)
    twins = parts_of(writer_for(other), twin) if other and twin else parts
    for (clause, when, own), (_, _, others) in zip(parts, twins, strict=True):
        both = beside(own, others, library.language.tag, other.language.tag) if other and twin else own
        blocks += [_part(library, clause, when), *both]
    if source:
        writer = writer_for(library)
        blocks += [_part(library, "", ""), writer.heading(2, "the-original")]
        for clause, when, own in parts_of(writer_for(source), as_printed(source, template.id)):
            blocks += [_part(library, clause, when), *words_only(own)]
    return Paper(
        id=template.id,
        title=phrase(template.title),
        language=library.language,
        beside=other.language if other else None,
        version=template.version,
        labels=Labels("", "", "", "", writer_for(library).say("type-here")),
        blocks=tuple(blocks),
        subtitle=phrase(twin.title) if twin and twin.title.value != template.title.value else None,
        languages=(library.language, *((other.language,) if other else ())),
    )


def _part(library: Library, clause: str, when: str) -> Paragraph:
    return Paragraph(Phrase((Plain(f"{PART}{clause}{PART}{when}"),), library.language.tag))


def as_printed(library: Library, id: str) -> Template:
    """The document or checklist with the words that are printed: English where a translation is behind."""
    template = _sheet(library, id).template
    if not isinstance(template, DocumentTemplate | Checklist):
        raise TypeError(f"{id} is nothing to fill in")
    return template


def with_footer(writer: Writer, document: Paper) -> Paper:
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


def lowered(blocks: Sequence[Block]) -> list[Block]:
    """The same blocks with their headings one level down, for they stand under a heading of the page."""
    return [_lowered(block) for block in blocks]


def _lowered(block: Block) -> Block:
    if isinstance(block, Heading):
        return replace(block, level=block.level + 1)
    return replace(block, blocks=tuple(lowered(block.blocks))) if isinstance(block, Conditional) else block
