"""Links to the files of papers: in which languages each is, and how large."""

from __future__ import annotations

from collections.abc import Sequence

from generator.blocks.artifact import Offered, endings_for
from generator.blocks.nodes import Block, Foreign, Inline, Link, Paper, Phrase, Plain
from generator.blocks.walk import is_form
from generator.compose.usual import listed
from generator.compose.writer import Writer
from generator.library.language import Language


def downloads(writer: Writer, editions: Sequence[Paper], offered: Offered) -> list[Block]:
    """A list of the files of each edition of a paper; nothing of one of which no file is made."""
    blocks: list[Block] = []
    for edition in editions:
        if links := download_links(writer, edition, offered):
            blocks.append(listed(links, "downloads"))
            if edition.labels.draft:
                blocks.append(writer.text(writer.wording["why-beside"], "note"))
    return blocks


def headed_downloads(writer: Writer, editions: Sequence[Paper], offered: Offered) -> list[Block]:
    """The same below a heading; nothing where no file is made."""
    found = downloads(writer, editions, offered)
    return [writer.heading(2, "downloads"), *found] if found else []


def download_links(writer: Writer, edition: Paper, offered: Offered, leave_out: str = "") -> list[Phrase]:
    """A link to each file of an edition, with its languages and its size; `leave_out` is the ending of one."""
    return [
        download_link(writer, edition, ending, offered, _download_words(edition, ending), named=True)
        for ending in endings_for(edition, offered.papers)
        if ending != leave_out
    ]


def _download_words(edition: Paper, ending: str) -> str:
    kind = ending.replace("-print.", "-form.") if is_form(edition) else ending
    return f"download-{kind.replace('.', '-')}"


def download_link(
    writer: Writer, edition: Paper, ending: str, offered: Offered, words: str, named: bool = False
) -> Phrase:
    """A link with these words to a file of a paper, and how large it is; where it is `named`, with its languages."""
    site = offered.site_of(edition.language.tag, writer.library.language)
    file = f"{edition.name}.{ending}"
    said = writer.words(words)
    shown: tuple[Inline, ...] = (
        tuple(said.children) if said.lang == writer.lang else (Foreign(said.lang, said.children),)
    )
    link = Link(f"file:{site}papers/{file}", shown)
    languages = (Plain(" "), *_languages(writer, edition)) if named else ()
    return Phrase((link, *languages, *size_of(writer, file, offered)), writer.lang)


def size_of(writer: Writer, file: str, offered: Offered) -> tuple[Inline, ...]:
    """How large a file is, in words; nothing while that is not known."""
    kilobytes = offered.kilobytes(file)
    return (Plain(" "), *writer.words("size-kb", kilobytes=str(kilobytes)).children) if kilobytes else ()


def _languages(writer: Writer, edition: Paper) -> tuple[Inline, ...]:
    """The names of a paper's languages, each in its own language."""
    first = _named(edition.language)
    return (
        writer.words_with("language-pair", first=first, second=_named(edition.beside)) if edition.beside else (first,)
    )


def _named(language: Language) -> Inline:
    return Foreign(language.tag, (Plain(language.name),))
