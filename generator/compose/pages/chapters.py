"""Pages that are a list of entries, each with the official wording where it is quoted: definition, key terms."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from unicodedata import combining, normalize

from generator.blocks.nodes import Block, Definitions, Foreign, Heading, Link, Page, Paragraph, Phrase, Plain
from generator.compose.inline import phrase
from generator.compose.writer import Writer
from generator.library.framework import Chapter, Statement
from generator.library.kinds import KINDS
from generator.library.library import values
from generator.library.text import SOURCE_LANGUAGE, Text
from generator.library.works import uses


def chapter_pages(writer: Writer) -> list[Page]:
    """The chapters of plain entries: each a page, or a section of one."""
    chapters = [
        (kind.page.path, value)
        for kind in KINDS
        for value in values(writer.library, kind)
        if kind.page and isinstance(value, Chapter)
    ]
    return [_page(writer, path, value, chapters) for path, value in chapters if "#" not in path]


def _page(writer: Writer, path: str, content: Chapter, chapters: Sequence[tuple[str, Chapter]]) -> Page:
    """A chapter, and below it those that are sections of its page."""
    blocks: list[Block] = [writer.text(content.summary, "lead")]
    for entry in content.entries:
        blocks += entry_blocks(writer, entry)
    for place, section in chapters:
        page, _, anchor = place.partition("#")
        if anchor and page == path:
            blocks += [Heading(2, phrase(section.title), anchor), writer.text(section.summary)]
            for entry in section.entries:
                blocks += entry_blocks(writer, entry, 3)
    return writer.page(path, content.title, content.summary, blocks)


def entry_blocks(writer: Writer, entry: Statement, level: int = 2) -> list[Block]:
    """An entry under its heading: the quotation first where there is one, then our words and their paragraphs."""
    quotation = [writer.quotation([entry.quote], entry.paragraphs)] if entry.quote else []
    return [
        Heading(level, _titled(entry.title), entry.id),
        *quotation,
        writer.text(entry.plain),
        *writer.points(entry.points),
        Paragraph(writer.source(entry.paragraphs), "source"),
    ]


def _titled(title: Text) -> Phrase:
    """The title; where it is English words in quotation marks and nothing else, they are marked as English."""
    words, quoted = phrase(title), title.source.strip('"')
    if title.lang == SOURCE_LANGUAGE or title.source != f'"{quoted}"' or quoted not in title.value:
        return words
    return replace(words, children=(Foreign(SOURCE_LANGUAGE, words.children),))


def reference_pages(writer: Writer) -> list[Page]:
    """The works that the framework cites, and the glossary."""
    return [_references(writer), _glossary(writer)]


def _references(writer: Writer) -> Page:
    references = writer.library.framework.references
    entries: list[tuple[str, Phrase, tuple[Block, ...]]] = []
    for work in references.works:
        link = writer.named(work.citation, "en") if not work.url else writer.linked_name(work.url, work.citation, "en")
        cited = Paragraph(writer.words("cited-in", places=writer.places(work.paragraphs)), "source")
        footnote = writer.words("place-fn", number=work.footnote.removeprefix("fn-"))
        entries.append((work.id, footnote, (Paragraph(link), writer.text(work.plain), cited)))
    blocks: list[Block] = [writer.text(references.summary, "lead"), Definitions(tuple(entries)), *_our_works(writer)]
    return writer.page("references", references.title, references.summary, blocks)


def _our_works(writer: Writer) -> list[Block]:
    """The works that our own pages cite, each with where it is used."""
    works = writer.library.works
    used = uses(works, writer.library.pages)
    entries: list[tuple[str, Phrase, tuple[Block, ...]]] = []
    for work in works.works:
        name = ", ".join(str(part) for part in (work.author, work.year) if part)  # the term is its title
        linked = writer.linked_name(work.addresses[0], name, "en") if work.addresses else writer.named(name, "en")
        pages = writer.links_in_a_line((f"page:{page.path}", page.title) for page in used[work.id])
        told = (Paragraph(linked), writer.text(work.plain), writer.labelled("used-on", Phrase(pages, writer.lang)))
        entries.append((work.id, writer.named(work.title, "en"), told))
    return [Heading(2, phrase(works.title), "our-works"), writer.text(works.summary), Definitions(tuple(entries))]


def _glossary(writer: Writer) -> Page:
    glossary = writer.library.glossary
    entries = []
    for term in glossary.terms:
        meaning: list[Block] = [writer.text(term.meaning)]
        if term.place:
            meaning.append(Paragraph(writer.source([term.place]), "source"))
        see = [(target, name) for target in term.see if (name := writer.name_of(target)) is not None]
        if see:
            meaning += [Paragraph(writer.words("see-also"), "see"), *writer.links(see, role="see")]
        entries.append((term.id, phrase(term.term), tuple(meaning)))
    entries.sort(key=lambda entry: folded(entry[1].plain))
    return writer.page(
        "glossary",
        glossary.title,
        glossary.summary,
        [writer.text(glossary.summary, "lead"), _letters(writer, entries), Definitions(tuple(entries))],
    )


def _letters(writer: Writer, entries: Sequence[tuple[str, Phrase, tuple[Block, ...]]]) -> Paragraph:
    """A link from each first letter to the first term that begins with it."""
    first: dict[str, str] = {}
    for anchor, term, _ in entries:
        first.setdefault(folded(term.plain)[0].upper(), anchor)
    links = [Link(f"glossary#{anchor}", (Plain(letter),)) for letter, anchor in first.items()]
    spaced = [node for link in links for node in (link, Plain(" "))]
    return replace(writer.labelled("first-letters", Phrase(tuple(spaced[:-1]), writer.lang)), role="letters")


def folded(words: str) -> str:
    """The words as people look them up: from their first letter on, and whatever their accents and capitals."""
    plain = "".join(each for each in normalize("NFD", words.casefold()) if not combining(each))
    return re.sub(r"^\W+(?=\w)", "", plain)
