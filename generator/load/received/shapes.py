"""The shapes in which translations come back: one row each. What a file is, its first bytes say, and not its name."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TypeGuard

from generator.catalog.entries import ENDLESS
from generator.catalog.received import Row
from generator.diagnostics import Diagnostic, Position, Severity
from generator.files import explained, read
from generator.library.text import MOST_LETTERS
from generator.load.received.exchange import exchange_rows
from generator.load.received.letters import decoded, whole
from generator.load.received.po import BEGINS, po_rows
from generator.load.received.table import csv_rows, is_tick
from generator.load.received.workbook import workbook_rows
from generator.load.returned.base import ARCHIVES, MOST_BYTES, Known, Unreadable, refuse_known
from generator.load.returned.guard import in_time

_DECLARED = re.compile(rb"(?:charset=|encoding=[\"'])([\w-]{1,20})", re.IGNORECASE)
MOST_ROWS = 60_000
"""How many rows a file may have; the whole toolkit has 16,000 texts. Each that can't be taken is named."""
SECONDS = 30
"""How long a file may keep the processor busy until it is read."""

_PICTURES = (
    *(b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\0", b"MM\0*"),
    *(b"\0\0\0\x18ftyp", b"\0\0\0\x1cftyp", b"\0\0\0\x24ftyp"),
)
"""How the pictures of phones and scanners begin."""
_FOREIGN: tuple[Known, ...] = (
    (b"\xd0\xcf\x11\xe0", "it is an old Excel file, or one with a password", "save it as .xlsx, without a password"),
    (b"%PDF-", "it is a PDF", "send the table or the PO file, or type the words into it"),
    (b"\xde\x12\x04\x95", "it is a PO file made ready for a machine (.mo)", "send the .po beside it"),
    *ARCHIVES,
    (b"<!doctype html", "it is a page to translate on", "press Save in it, and send the .po file that it makes"),
    *((begins, "it is a picture", "type the words of it into the table that was sent") for begins in _PICTURES),
    (b"{\\rtf", "it is a rich-text file", "put the words back into the table that was sent"),
)


@dataclass(frozen=True, slots=True)
class FileShape:
    """What a text is by how it looks, and what reads it."""

    looks_so: Callable[[str], object]
    rows: Callable[[Path, str, Collection[str]], Iterator[Row | Diagnostic]]


_JOINED = "#"
"""Stands between a catalogue and the rest of a key."""
_WRAPPERS = frozenset({"texts", "translations", "strings", "data", "entries"})
"""Names that programs put around all texts."""
_IN_A_FIELD = frozenset({"text", "translation"})


def _json_rows(path: Path, text: str, tags: Collection[str]) -> Iterator[Row | Diagnostic]:
    """`{key: translation}`, or `{key: {"text": …, "translation": …, "checked": …}}`.

    Programs also write a list of such objects with a `key` each, put them under a language's tag or a catalogue, or
    write one object to a line.
    """
    try:
        held = _loaded(text)
    except (RecursionError, ValueError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else f"it is not JSON: {error}"
        raise Unreadable(reason, "mend it there, or ask for it again") from error
    found = list(_each_text(held, "", "", tags))
    if not any(key for key, _, _ in found):
        raise Unreadable("it must be an object of keys and translations", "put it into curly brackets")
    lines = _key_lines(text)
    for key, value, lang in found:
        position = Position(path, lines.get(key, 1), 1)
        fields = dict(value) if _is_object(value) else None
        said = fields.get("translation") if fields is not None else value
        if not key or not isinstance(said, str | None):
            yield Diagnostic("RECEIVE002", f"what stands at '{key[:120]}' is no text", position, "put it into quotes")
            continue
        fields = fields or {}
        source = fields.get("text")
        yield Row(
            key,
            whole(said or ""),
            position,
            source if isinstance(source, str) else None,
            str(fields.get("language") or lang),
            ticked=is_tick(str(fields.get("checked"))),
            fingerprint=str(fields.get("fingerprint") or "").removeprefix("#"),
        )


def _loaded(text: str) -> object:
    try:
        return json.loads(text, object_pairs_hook=tuple)
    except ValueError:
        lines = [line for line in text.split("\n") if line.strip()]
        if len(lines) < 2 or not all(line.strip().endswith("}") for line in lines):
            raise
        return [json.loads(line, object_pairs_hook=tuple) for line in lines]


def _is_object(value: object) -> TypeGuard[tuple[tuple[str, object], ...]]:
    return isinstance(value, tuple)


def _each_text(held: object, name: str, lang: str, tags: Collection[str]) -> Iterator[tuple[str, object, str]]:
    """The key of each text that stands there, what is said of it, and in which language; "" for a key of none."""
    if isinstance(held, list) and (not name or all(map(_is_object, held))):
        for each in held:
            yield from _each_text(each, name, lang, tags)
    elif not _is_object(held):
        yield name, held, lang
    elif isinstance(key := dict(held).get("key"), str) and _IN_A_FIELD & dict(held).keys():
        yield key, held, lang
    elif name and _IN_A_FIELD & dict(held).keys():
        yield name, held, lang
    else:
        for inner, value in held:
            if inner in tags:
                yield from _each_text(value, name, inner, tags)
            elif name and name not in _WRAPPERS:
                yield from _each_text(value, f"{name}{_JOINED if _JOINED not in name else '.'}{inner}", lang, tags)
            else:
                yield from _each_text(value, inner, lang, tags)


def _key_lines(text: str) -> dict[str, int]:
    """The line of each key that is written without escapes, the last one if it stands more than once."""
    found, line, before = {}, 1, 0
    for match in re.finditer(r'"([^"\\\n]*)"\s*:', text):
        line += text.count("\n", before, match.start())
        before = match.start()
        found[match[1]] = line
    return found


SHAPES: tuple[FileShape, ...] = (
    FileShape(lambda text: text.lstrip()[:1] in ("{", "["), _json_rows),
    FileShape(
        lambda text: text.lstrip("\ufeff \t\r\n").startswith("<"), lambda path, text, _: exchange_rows(path, text)
    ),
    FileShape(BEGINS.search, lambda path, text, _: po_rows(path, text)),
    FileShape(lambda _: True, csv_rows),
)


def received(path: Path, tags: Collection[str] = ()) -> tuple[list[Row], list[Diagnostic]]:
    """Every row of a file that came back, and a diagnostic for the file or each row that can't be read."""
    at = Position(path, 1, 1)
    try:
        held = read(path, limit=MOST_BYTES)
        with in_time(SECONDS):
            return _rows(path, held, tags)
    except Unreadable as refused:
        message, help = refused.message, refused.help
    except OSError as error:
        message, help = explained(error)
    return [], [Diagnostic("RECEIVE001", f"the file can't be read: {message}", at, help)]


def _rows(path: Path, held: bytes, tags: Collection[str]) -> tuple[list[Row], list[Diagnostic]]:
    refuse_known(held, _FOREIGN)
    page = ""
    if held.startswith(b"PK"):
        read_rows = workbook_rows(path, held, tags)
    else:
        declared = _DECLARED.search(held[:5000])
        text, page = decoded(held, declared[1].decode() if declared else "")
        read_rows = next(shape for shape in SHAPES if shape.looks_so(text)).rows(path, text, tags)
    found = list(islice(read_rows, MOST_ROWS + 1))
    if len(found) > MOST_ROWS:
        raise Unreadable(f"it has more than {MOST_ROWS:,} rows", "look whether it is the right file")
    found = [_bounded(each) for each in found]
    if page:
        message = f"the file is not Unicode; it was read as {page}"
        help = "look whether its letters are right; if not, ask for it as UTF-8 or .xlsx"
        found.append(Diagnostic("RECEIVE003", message, Position(path, 1, 1), help, Severity.WARNING))
    rows = [each for each in found if isinstance(each, Row)]
    if not found:
        raise Unreadable("no text stands in it", "look whether it is the right file, and whether it was saved whole")
    return rows, [each for each in found if isinstance(each, Diagnostic)]


def _bounded(each: Row | Diagnostic) -> Row | Diagnostic:
    """The row, or what is wrong with one whose text never ends."""
    if isinstance(each, Diagnostic) or max(map(len, (each.key, each.text, each.source or ""))) <= MOST_LETTERS:
        return each
    return Diagnostic("RECEIVE002", f"{each.key[:120]}: {ENDLESS[0]}", each.position, ENDLESS[1])
