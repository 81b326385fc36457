"""The pocket guide: the principles on one sheet, which is folded to eight small pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.blocks.artifact import Offered, endings_for, folded
from generator.blocks.nodes import Block, Heading, Labels, Paper, Paragraph, Phrase
from generator.compose.checked import current, written
from generator.compose.downloads import download_link
from generator.compose.inline import phrase
from generator.compose.papers import with_footer
from generator.compose.usual import listed, numbered
from generator.compose.writer import Writer, writer_for
from generator.library.framework import Principle
from generator.library.library import Library
from generator.library.text import SOURCE_LANGUAGE, Text

ID = "pocket-principles"
_LEAVES = 7
"""The pages behind the cover."""


def pocket_guides(library: Library, source: Library) -> list[Paper]:
    """The guide in the library's language; an unchecked translation has the English below it, on each page a stamp."""
    said = [text for each in _principles(library) for text in (each.name, each.plain)]
    if library is source or all(text.lang == SOURCE_LANGUAGE for text in said):
        return [_guide(source, None)]
    guide, checked = written(lambda: _guide(library, None))
    return [guide if checked else written(lambda: _guide(library, source))[0]]


def pocket_blocks(writer: Writer, guides: Sequence[Paper], offered: Offered) -> list[Block]:
    """What it is, how to fold it, and its files; nothing where no PDF is made."""
    links = [
        download_link(writer, guide, ending, offered, f"download-{ending.replace('.', '-')}", named=True)
        for guide in guides
        for ending in endings_for(guide, folded(offered.papers))
    ]
    if not links:
        return []
    return [writer.heading(2, "pocket-guide"), Paragraph(writer.words("pocket-how")), listed(links, "downloads")]


def _principles(library: Library) -> Sequence[Principle]:
    return library.framework.principles.principles


def _guide(library: Library, beside: Library | None) -> Paper:
    writer = writer_for(library)
    stamps = (writer.say("draft-stamp"), writer_for(beside).say("draft-stamp")) if beside else ("", "")
    title = writer.words("pocket-title", count=str(len(_principles(library))))
    document = Paper(
        id=ID,
        title=title,
        language=library.language,
        beside=beside.language if beside else None,
        version=library.publication.version,
        labels=Labels(writer.say("page-of"), *stamps, "", ""),
        blocks=(*_cover(writer), *_leaves(writer, beside)),
        description=title.plain,
        languages=(library.language, beside.language) if beside else (library.language,),
    )
    return with_footer(writer, document)


def _cover(writer: Writer) -> Iterator[Block]:
    edition = writer.library.framework.edition
    yield writer.text(edition.title)
    yield Paragraph(writer.words("pocket-whose"))
    yield Paragraph(writer.words("companion-note"), "small")


def _leaves(writer: Writer, beside: Library | None) -> Iterator[Block]:
    """The principles, spread over the pages in their order; the first of each page begins it."""
    principles = _principles(writer.library)
    english = {each.id: each for each in _principles(beside)} if beside else {}
    before = None
    for at, principle in enumerate(principles):
        leaf = at * _LEAVES // len(principles)
        name = _numbered(principle, current((), principle.name))
        yield Heading(2, name, principle.id, new_page=leaf != before)
        before = leaf
        yield writer.text(current((), principle.plain))
        yield from _original(principle, english.get(principle.id))


def _original(principle: Principle, english: Principle | None) -> Iterator[Block]:
    """The English of what stands there in another language."""
    if english and current((), principle.name).lang != SOURCE_LANGUAGE:
        yield Paragraph(_numbered(english, english.name), "label")
    if english and current((), principle.plain).lang != SOURCE_LANGUAGE:
        yield Paragraph(phrase(english.plain), "small")


def _numbered(principle: Principle, name: Text) -> Phrase:
    return numbered(principle.number, phrase(name))
