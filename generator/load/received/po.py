"""PO files as any program has left them: one catalogue or several joined, wrapped, merged, with old entries."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from generator.catalog.entries import Entry
from generator.catalog.received import Row
from generator.catalog.sent import SENT
from generator.diagnostics import Diagnostic
from generator.load.po_file import each_entry

BEGINS = re.compile(r"^[^\S\n]*+(?:#~[^\S\n]*+)?(?:msgctxt|msgid)\s", re.MULTILINE)
_LANGUAGE = re.compile(r"^Language:[ \t]*(\S+)", re.MULTILINE | re.IGNORECASE)


def po_rows(path: Path, text: str) -> Iterator[Row | Diagnostic]:
    """Each entry by itself, in the language of the header before it."""
    lang = ""
    for each in each_entry(text.replace("\r\n", "\n").replace("\r", "\n"), path):
        if isinstance(each, str):
            named = _LANGUAGE.search(each)
            lang = named[1] if named else ""
        elif isinstance(each, Entry):
            # A program that guesses an entry from another one keeps the other's English as the previous.
            source = each.previous or each.source
            by = each.translators[-1] if each.translators else ""
            ticked = by in each.ticked_by((each.source,)) and not each.fuzzy
            sent = next((said.removeprefix(SENT) for said in each.comments if said.startswith(SENT)), "")
            shown = each.source if each.previous else ""
            yield Row(each.key, each.text, each.position, source, lang, "", ticked, each.fuzzy, sent, by, shown)
        else:
            yield each
