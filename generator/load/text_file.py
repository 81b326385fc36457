"""A file that a person wrote, as text; every reason why it can't be read is a diagnostic."""

from __future__ import annotations

import codecs
from collections.abc import Callable
from pathlib import Path

from generator.diagnostics import Diagnostic, Position
from generator.files import LIMIT, NOT_UTF_8, explained, place_of, read

_UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read_text(
    path: Path, within: Path | None = None, limit: int = LIMIT, *, saved: bool = False
) -> tuple[str | None, list[Diagnostic]]:
    """The file's text without a byte order mark, or why there is none; see `generator.files.read`.

    One that other programs `saved` may be UTF-16, and says so; a source is UTF-8.
    """
    try:
        held = read(path, within, limit)
    except OSError as error:
        message, help = explained(error)
        return None, [Diagnostic("FILE002", f"the file can't be read: {message}", Position(path, 1, 1), help)]
    return decoded(path, held, unicode if saved else _utf_8)


def unicode(held: bytes) -> str:
    """What a spreadsheet or another program saved, in UTF-8 or UTF-16; UnicodeDecodeError for any other letters."""
    # Excel's "Unicode Text" is UTF-16.
    return held.decode("utf-16" if held.startswith(_UTF_16) else "utf-8-sig")


def _utf_8(held: bytes) -> str:
    return held.decode("utf-8-sig")


def decoded(path: Path, held: bytes, letters: Callable[[bytes], str] = _utf_8) -> tuple[str | None, list[Diagnostic]]:
    """The bytes of a file as text; the first byte that is not UTF-8 is named with its line and column."""
    try:
        return letters(held), []
    except UnicodeDecodeError as error:
        message, help = NOT_UTF_8
        return None, [Diagnostic("FILE005", message, Position(path, *place_of(error)), help)]
