"""The letters of a file that somebody's program has saved, or what is wrong with them."""

from __future__ import annotations

from generator.catalog.code_pages import read_as
from generator.load.returned.base import Unreadable

_SAVE_AS = "save it again: in Excel choose Save As → CSV UTF-8; in LibreOffice choose Unicode (UTF-8)"


def decoded(held: bytes, declared: str = "") -> tuple[str, str]:
    """The words, and the code page if they were in one; Unreadable for what is no text."""
    try:
        text, page = read_as(held, declared)
    except UnicodeDecodeError as error:
        raise Unreadable("its letters are damaged", _SAVE_AS) from error
    if not text.strip("\0\ufeff \t\r\n"):
        raise Unreadable("it is empty", "ask for it again")
    if text.count("\0") * 10 > len(text):
        raise Unreadable("it is no text: it is full of the character U+0000", _SAVE_AS)
    return text, page


def whole(text: str) -> str:
    """The text with each emoji that a program wrote as two halves in one; a half alone is no letter."""
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
