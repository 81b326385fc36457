"""Whether somebody wrote into the English beside a translation: it is nobody's to change there, and may be a report."""

from __future__ import annotations

from collections.abc import Collection

from generator.catalog.entries import digest
from generator.catalog.received import Row
from generator.library.people import bare_letters


def english_changed(row: Row, key: str, english: Collection[str], standing: str) -> bool:
    """True where the row shows another English than it was sent with.

    `english` is the text of today with all that it is known to have been, `standing` the translation that stands there.
    Only words count, for programs change signs and numbers by themselves. An English that has changed here since the
    file was sent is no edit: the fingerprint tells which one went out. Without one, a translation that is still the
    one of today says that its English must be, too; and where there is none, nothing else would be said of the row.
    """
    shown = row.shown or row.source or ""
    if not shown or shown in english:  # as in nearly all rows
        return False
    said, known = bare_letters(shown), [bare_letters(each) for each in english]
    if not said or said in known or any(each.isdecimal() for each in known):
        return False
    if not row.fingerprint:
        return bare_letters(row.text) in ("", bare_letters(standing))
    texts = {row.text, standing, ""}
    if any(digest(key, shown, text) == row.fingerprint for text in texts):
        return False
    return any(digest(key, each, text) == row.fingerprint for each in english for text in texts)
