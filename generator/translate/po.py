"""Writes PO files in one canonical form: unwrapped, in source order, file-only references, no dates."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalog.entries import Entry, PoFile
from generator.library.language import Language

_SPECIAL = re.compile(r'[\\"\n\t\r]')
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Annotated:
    """An entry with what stands beside it for its translator."""

    entry: Entry
    notes: tuple[str, ...] = ()
    reference: str = ""


def po_text(language: Language, file: PoFile, annotated: Sequence[Annotated], how: str) -> str:
    """The whole file; `how` says where to write in it, and obsolete entries follow those in use."""
    header = _header(language, file, how)
    return "\n\n".join([header, *map(_entry, annotated)]) + "\n"


def _header(language: Language, file: PoFile, how: str) -> str:
    fields = [
        "Project-Id-Version: citizen-data-toolkit",
        f"Language: {language.tag}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {language.plural}",
        *(f"Last-Translator: {name}" for name in file.translators),
    ]
    lines = "\n".join(quoted(f"{field}\n") for field in fields)
    title = f"# {file.catalogue} · {language.name} · {how}"
    return f'{title}\nmsgid ""\nmsgstr ""\n{lines}'


def _entry(annotated: Annotated) -> str:
    entry = annotated.entry
    lines = [f"# {comment}" if comment else "#" for comment in entry.comments]
    lines += [f"#. {note}" for note in annotated.notes]
    if annotated.reference:
        lines.append(f"#: {annotated.reference}")
    if entry.flags:
        lines.append(f"#, {', '.join(entry.flags)}")
    mark = "#~ " if entry.obsolete else ""
    if entry.previous:
        lines.append(f"{'#~| ' if entry.obsolete else '#| '}msgid {quoted(entry.previous)}")
    lines.append(f"{mark}msgctxt {quoted(entry.key)}")
    lines.append(f"{mark}msgid {quoted(entry.source)}")
    lines.append(f"{mark}msgstr {quoted(entry.text)}")
    return "\n".join(lines)


def quoted(text: str) -> str:
    """The text as a PO string."""
    return f'"{text.translate(_ESCAPED) if _SPECIAL.search(text) else text}"'
