"""The kinds of file that can come back: one row each. What a file is told to be by its name, its bytes must show."""

from __future__ import annotations

import glob
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from generator.blocks.survey import PAPER
from generator.diagnostics import Diagnostic, has_errors
from generator.files import explained, read
from generator.load.answers import load_answers
from generator.load.returned.base import ARCHIVES, MOST_BYTES, Known, Returned, Unreadable, refuse_known
from generator.load.returned.form_pdf import read_pdf
from generator.load.returned.phone import holds_rows, sent_forms
from generator.load.returned.word import read_word
from generator.load.returned.workbook import OPEN, read_workbook

_MOST_TABLES = 20
"""How many files with rows of tables may stand beside an export."""
Read = Callable[[Path, bytes], list[Returned]]


@dataclass(frozen=True, slots=True)
class Reader:
    """A kind of file: its name in messages, its endings, how its bytes begin, and what reads it.

    One file may hold several papers, as an export of many interviews does.
    """

    name: str
    endings: tuple[str, ...]
    begins: bytes
    read: Read


def _answers(path: Path, content: bytes) -> list[Returned]:
    if PAPER.encode() in content.replace(b"\0", b""):  # it may be what phones sent, in UTF-16 too, or only speak of it
        with suppress(Unreadable):
            return _sent(path, content)
    file, found = load_answers(path)
    if file is None:
        raise Listed(found)
    return [Returned(answers=file.model, at=file.source.at)]


def _sent(path: Path, content: bytes) -> list[Returned]:
    """The forms of an export, with the rows of their tables, which stand in files beside it."""
    if holds_rows(content):
        return []
    names = sorted(path.parent.glob(f"{glob.escape(path.stem)}-*.csv")) if path.suffix.lower() == ".csv" else []
    try:
        rows = [read(each, path.parent, MOST_BYTES) for each in names[:_MOST_TABLES]]
    except OSError as error:
        message, help = explained(error)
        raise Unreadable(f"a file with rows of its tables can't be read: {message}", help) from error
    return [Returned(sent=each) for each in sent_forms(content, rows)]


class Listed(Exception):
    """A file that is not read, for reasons that have places of their own in it."""

    def __init__(self, found: list[Diagnostic]) -> None:
        super().__init__(has_errors(found))
        self.found = found


READERS: tuple[Reader, ...] = (
    Reader("a Word document", (".docx",), b"PK\x03\x04", lambda _, content: [read_word(content)]),
    Reader(
        "a workbook", (".xlsx", OPEN), b"PK\x03\x04", lambda path, content: read_workbook(content, path.suffix.lower())
    ),
    Reader("a PDF", (".pdf",), b"%PDF-", lambda _, content: [read_pdf(content)]),
    Reader("an export of KoBo or ODK", (".csv",), b"", _sent),
    Reader("a file of answers", (".json", ".yaml", ".yml"), b"", _answers),
)
ENDINGS = tuple(ending for reader in READERS for ending in reader.endings)

_SAVE = "open it and save it as .docx"
_OTHERS: tuple[Known, ...] = (
    (
        b"\xd0\xcf\x11\xe0",
        "it is an old Office file, or one that is locked with a password",
        f"{_SAVE}, without a password",
    ),
    (b"{\\rtf", "it is a rich-text file", _SAVE),
    (b"\x89PNG", "it is a picture", "type what stands in it into the paper, or into its form on the site"),
    (b"\xff\xd8\xff", "it is a photograph", "type what stands in it into the paper, or into its form on the site"),
    (b"GIF8", "it is a picture", "type what stands in it into the paper, or into its form on the site"),
    *ARCHIVES,
    (b"MZ", "it is a program", "do not run it; look who sent it"),
    (b"\x7fELF", "it is a program", "do not run it; look who sent it"),
    (b"<", "it is a page of the web, or XML", "read the Word document, the PDF or the answers themselves"),
)

_OPEN_DOCUMENT, _AFTER_FIRST_HEAD = b"mimetypeapplication/vnd.oasis.opendocument", 30
"""How the first member of such a zip begins, and where."""


def reader_of(path: Path, content: bytes) -> Reader:
    """Who reads the file; Unreadable where nobody does, or where its name says something else than its bytes."""
    named = next((each for each in READERS if path.suffix.lower() in each.endings), None)
    refuse_known(content, _OTHERS)
    if content.startswith(_OPEN_DOCUMENT, _AFTER_FIRST_HEAD) and path.suffix.lower() != OPEN:
        raise Unreadable("it is an OpenDocument file, as LibreOffice has them", "open it and save it as .docx or .xlsx")
    shown = next((each for each in READERS if each.begins and each.begins in content[:1024]), None)
    if named is not None and shown is not None and named.begins == shown.begins:
        shown = named  # documents and workbooks are both zips: their reader looks which it is
    if not content.strip(b"\0 \t\r\n"):
        raise Unreadable("it is empty", "ask for it again")
    if named is None and path.suffix.lower() == ".zip":
        raise Unreadable("it is an archive", "unpack it, and name the files in it, or their folder")
    if named is None:
        raise Unreadable(f"its name has another ending than {', '.join(ENDINGS)}", "look whether it is the right file")
    if named is not shown and (shown or named.begins):
        kind = shown.name if shown else "something else"
        raise Unreadable(
            f"its name says {named.name}, and it is {kind}", "give it the ending of what it is, or ask for it again"
        )
    return named
