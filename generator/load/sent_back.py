"""What translators send back: the file that `extract` wrote, as whatever program opened it has saved it."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass, field
from typing import Any

from generator.catalog.entries import FORMULA_LEADS
from generator.load.text_file import unicode

_SAVE_AS = "in Excel choose Save As → CSV UTF-8; in LibreOffice choose Unicode (UTF-8)"
_COLUMNS = ("key", "translation")
_TICKS = frozenset({"x", "✓", "✔", "☑", "☒", "1", "yes", "true"})


@dataclass(frozen=True, slots=True)
class SentBack:
    """The translations by key, the rows that somebody ticked as checked, and the fingerprints of what was sent."""

    texts: dict[str, str]
    ticked: frozenset[str] = frozenset()
    fingerprints: dict[str, str] = field(default_factory=dict)


def sent_back(held: bytes) -> SentBack:
    """What stands in JSON or a table; ValueError says what else the file is, and how to save it."""
    text = decoded(held)
    return _from_json(text) if text.lstrip()[:1] in ("{", "[") else _from_table(text)


def decoded(held: bytes) -> str:
    """The words of a table that a spreadsheet saved; ValueError says how to save it instead."""
    if held.startswith(b"PK"):
        raise ValueError(f"it is a workbook, not a table of text: {_SAVE_AS}")
    try:
        text = unicode(held)
    except UnicodeDecodeError as error:
        raise ValueError(f"its letters were saved in an old way that loses some of them: {_SAVE_AS}") from error
    if "\0" in text:
        raise ValueError(f"it holds the character U+0000: {_SAVE_AS}")
    return text


def _from_json(text: str) -> SentBack:
    """`{key: translation}`, or `{key: {"translation": …}}` as `extract` wrote it and a translator filled it."""
    try:
        held = json.loads(text)
    except RecursionError as error:
        raise ValueError("it is nested too deeply") from error
    if not isinstance(held, dict):
        raise ValueError("it must be an object of keys and translations")
    values = {key: _translation(key, value) for key, value in held.items()}
    ticked = (key for key, value in held.items() if isinstance(value, dict) and _is_tick(value.get("checked")))
    return SentBack({key: value for key, value in values.items() if value}, frozenset(ticked))


def _is_tick(value: object) -> bool:
    return str(value).strip().casefold() in _TICKS


def _translation(key: str, value: Any) -> str:
    text = value.get("translation") if isinstance(value, dict) else value
    if not isinstance(text, str | None):
        raise ValueError(f"what stands at '{key[:40]}' is no text")
    # Programs write an emoji as two halves, and json joins them; a half alone is no letter.
    return (text or "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _from_table(text: str) -> SentBack:
    """The columns `translation` and `checked` by key, without the quote that kept a spreadsheet from calculating.

    Spreadsheets save with commas, semicolons or tabs, by country; some say which on a line `sep=;` before the rest.
    """
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"').lower()
    delimiter = told[4:5] if told.startswith("sep=") else ""
    if told.startswith("sep="):
        text = rest
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=delimiter or max(",;\t", key=first.count))
    try:
        names = [name.strip().lower() for name in next(reader, [])]
        if not set(_COLUMNS) <= set(names):
            raise ValueError("it has no columns 'key' and 'translation' in its first line")
        key, translation = map(names.index, _COLUMNS)
        checked = names.index("checked") if "checked" in names else None
        rows = [row for row in reader if len(row) > max(key, translation)]
    except csv.Error as error:
        raise ValueError(f"it is no table: {error}") from error
    texts = {_unquoted(row[key]): _unquoted(row[translation]) for row in rows if row[translation].strip()}
    ticked = (row[key] for row in rows if checked is not None and _is_tick("".join(row[checked : checked + 1])))
    if "fingerprint" not in names:
        return SentBack(texts, frozenset(map(_unquoted, ticked)))
    at = names.index("fingerprint")
    prints = {_unquoted(row[key]): row[at].strip().removeprefix("#") for row in rows if len(row) > at}
    return SentBack(texts, frozenset(map(_unquoted, ticked)), prints)


def _unquoted(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_LEADS) else cell
