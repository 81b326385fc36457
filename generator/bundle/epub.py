"""A book of a built site's pages in one language, as EPUB 3."""

from __future__ import annotations

import re
import uuid
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from string import Template
from xml.parsers import expat

from generator.bundle.archive import write_entries
from generator.bundle.kit import BuiltSite
from generator.bundle.kit_page import leads_to
from generator.bundle.xhtml import main_of, xhtml
from generator.diagnostics import ToolkitError
from generator.library.characters import without_unprintable

FOLDER = "templates/epub"
TEMPLATES = ("container.xml", "package.opf", "page.xhtml", "book.css")
"""What stands around the words of a book."""
_TYPE = "application/epub+zip"
_XHTML = "application/xhtml+xml"
_TITLE = re.compile(r"<h1\b[^>]*>(.*?)</h1>", re.DOTALL)
_MARKS = re.compile(r"<[^>]*>")
_SPACE = uuid.UUID("5b0d7a34-2f35-5d3c-9a61-8f1c8a4b6f10")
"""The root of our books' identifiers: a name of one always gives the same."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a book is: its words, and its chapters in parts, each with a title and the pages in their order."""

    language: str
    direction: str
    title: str
    version: str
    released: str
    rights: str
    contents: str
    access: str
    """What is said of how accessible it is."""
    parts: Sequence[tuple[str, Sequence[str]]]
    templates: Mapping[str, str] = field(repr=False)
    """The text of each of TEMPLATES."""


def write_epub(site: BuiltSite, book: Book, target: Path) -> Path:
    """The book stands in `target`; the same site gives the same bytes. ToolkitError for a broken template."""
    _refuse_broken(book.templates)
    pages = {f"{book.language}/{path}.html": path for _, paths in book.parts for path in paths}
    held = {page: path for page, path in pages.items() if page in site.files}
    return write_entries(target, ((name, _xml(content)) for name, content in _files(site, book, held)))


def _refuse_broken(templates: Mapping[str, str]) -> None:
    """Empty they are XML already: what is filled in was written as such."""
    for name, held in templates.items():
        try:
            if not name.endswith(".css"):
                expat.ParserCreate().Parse(held.encode(), True)
        except expat.ExpatError as error:
            place = f"{FOLDER}/{name}:{error.lineno}:{error.offset + 1}"
            raise ToolkitError(f"{place}: it is not well-formed ({expat.ErrorString(error.code)}): mend it") from error


def _xml(content: str) -> bytes:
    """A page may hold letters that no XML can: one of them, and a reading program shows nothing of a chapter."""
    return without_unprintable(content).encode()


def _files(site: BuiltSite, book: Book, held: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    yield "mimetype", _TYPE
    yield "META-INF/container.xml", book.templates["container.xml"]
    chapters = {page: _chapter(site, book, page, held) for page in held}
    yield "book/package.opf", _package(book, [_file(path) for path in held.values()], chapters.values())
    yield "book/nav.xhtml", _contents(site, book, held)
    yield "book/book.css", book.templates["book.css"]
    yield from ((f"book/{_file(held[page])}", chapter) for page, chapter in chapters.items())


def _file(path: str) -> str:
    """All chapters stand in one folder."""
    return f"{path.replace('/', '--')}.xhtml"


def _chapter(site: BuiltSite, book: Book, page: str, held: Mapping[str, str]) -> str:
    def target(address: str) -> str | None:
        if re.match(r"https?:|mailto:|#", address):
            return address
        path = held.get(leads_to(page, address) or "")
        return path and f"{_file(path)}{''.join(address.partition('#')[1:])}"

    html = site.page(page)
    return _around(book, _title(html), f"<section>{xhtml(main_of(html), target)}</section>")


def _title(html: str) -> str:
    """The words of the page's title, as they stand in HTML."""
    found = _TITLE.search(html)
    return _MARKS.sub("", found[1]).strip() if found else ""


def _around(book: Book, title: str, body: str) -> str:
    return _filled(
        book,
        "page.xhtml",
        language=book.language,
        direction=book.direction,
        title=xhtml(title, lambda _: None),
        body=body,
    )


def _filled(book: Book, name: str, **words: str) -> str:
    """The template with all of the words, each in its place; ToolkitError where it has another place or lacks one."""
    held = book.templates[name]
    for found in Template.pattern.finditer(held):
        word = found["named"] or found["braced"]
        if not (found["escaped"] or word in words):
            lines = held[: found.start() + 1].split("\n")
            place = f"{FOLDER}/{name}:{len(lines)}:{len(lines[-1])}"
            raise ToolkitError(f"{place}: nothing can stand at '{found[0]}': write {_listed(words)}, or $$ for a $")
    if missing := words.keys() - set(Template(held).get_identifiers()):
        raise ToolkitError(f"{FOLDER}/{name}: it has no place for {_listed(missing)}: write it back")
    return Template(held).substitute(words)


def _listed(words: Iterable[str]) -> str:
    return ", ".join(f"${word}" for word in sorted(words))


def _contents(site: BuiltSite, book: Book, held: Mapping[str, str]) -> str:
    parts = []
    for title, paths in book.parts:
        pages = [(path, site.page(page)) for path in paths if (page := f"{book.language}/{path}.html") in held]
        links = "".join(
            f'<li><a href="{_file(path)}">{xhtml(_title(html), lambda _: None)}</a></li>' for path, html in pages
        )
        parts.append(f"<li><span>{escape(title)}</span><ol>{links}</ol></li>" if links else "")
    listed = f'<nav epub:type="toc" role="doc-toc"><h1>{escape(book.contents)}</h1><ol>{"".join(parts)}</ol></nav>'
    return _around(book, book.contents, listed)


def _package(book: Book, files: Sequence[str], chapters: Iterable[str]) -> str:
    items, spine = [], []
    for number, (file, chapter) in enumerate(zip(files, chapters, strict=True), 1):
        drawn = ' properties="svg"' if "<svg" in chapter else ""
        items.append(f'<item id="c{number}" href="{file}" media-type="{_XHTML}"{drawn}/>')
        spine.append(f'<itemref idref="c{number}"/>')
    name = f"{book.language} {book.version} {book.released} {book.title}"
    words = {
        name: escape(value) for name, value in (("title", book.title), ("rights", book.rights), ("access", book.access))
    }
    return _filled(
        book,
        "package.opf",
        **words,
        identifier=str(uuid.uuid5(_SPACE, name)),
        language=book.language,
        direction=book.direction,
        released=book.released,
        items="\n    ".join(items),
        spine="\n    ".join(spine),
    )
