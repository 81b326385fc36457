"""A workbook from outside, of Excel (.xlsx) or of LibreOffice (.ods): its sheets, and what is said of cells."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from generator.load.open_sheets import CONTENT, is_open, open_book
from generator.load.returned.base import Unreadable
from generator.load.returned.container import Container
from generator.load.returned.xml import MOST_ELEMENTS, name_of, parsed
from generator.load.sheet_cells import Line
from generator.load.sheets import sheets_of

_COMMENTS = re.compile(r"xl/(?:.+/)?(?:comments?|threadedComments?)\d*\.xml", re.IGNORECASE)
_COMMENT = ("comment", "threadedComment")
_WORDS = ("t", "text")


class Spreadsheet:
    """The sheets of a workbook with their lines; where it is asked for `as_seen`, a cell that nobody sees is an Unseen.

    Unreadable for any other file, and for one with more cells than `most`.
    """

    def __init__(self, book: Container, most: int | None = MOST_ELEMENTS, *, as_seen: bool = False) -> None:
        self._book = book
        self._open = open_book(book, most, as_seen=as_seen) if is_open(book) else None
        if self._open is None and CONTENT in book.names:
            raise Unreadable("it is an OpenDocument file, but no workbook", "open it and save it as .docx or .xlsx")
        self.sheets: Iterable[tuple[str, list[Line]]] = (
            self._open.sheets if self._open else sheets_of(book, most, as_seen=as_seen)
        )

    @property
    def is_open(self) -> bool:
        """Whether it is a workbook of LibreOffice's kind."""
        return self._open is not None

    @property
    def fetches(self) -> str:
        """What a workbook of LibreOffice's kind runs or brings in, if anything; of others, their parts tell."""
        return self._open.fetches if self._open else ""

    def comments(self) -> Iterator[tuple[str, str]]:
        """What somebody has written about cells: the name of the cell, and the words."""
        if self._open:
            yield from self._open.comments
        for part in sorted(filter(_COMMENTS.fullmatch, self._book.names)):
            for each in parsed(self._book.read(part), part).iter():
                if name_of(each) in _COMMENT:
                    words = "".join(part.text or "" for part in each.iter() if name_of(part) in _WORDS)
                    yield each.get("ref", ""), " ".join(words.split())
