"""What an edition's `quotes.lock` remembers: the framework's own wording, as it was compared with its text."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from generator.library.text import Text

LOCK_NAME = "quotes.lock"

HEADER = (
    "# Written by `citizen-data quotes`: the fingerprint of each text that was found word by word in the framework.\n"
    "# Commit it; do not edit it.\n"
)

_LINE = re.compile(r"([0-9a-f]{64})  (\S+)")


@dataclass(frozen=True, slots=True)
class Locked:
    """The fingerprint of a quotation, and the line of the lock that holds it."""

    digest: str
    line: int


@dataclass(frozen=True, slots=True)
class QuoteLock:
    """The locked quotations of one edition, by the key of their text."""

    path: Path
    entries: Mapping[str, Locked] = field(default_factory=dict)


def quote_digest(text: Text) -> str:
    """Changes with every letter of a quotation and with its place, and not with its line breaks."""
    return hashlib.sha256(f"{text.key}\0{' '.join(text.value.split())}".encode()).hexdigest()


def quote_lock_text(texts: Iterable[Text]) -> str:
    """The lock of these texts, as its file holds it."""
    return HEADER + "".join(f"{quote_digest(text)}  {text.key}\n" for text in sorted(texts, key=lambda each: each.key))


def quote_lock_from_text(path: Path, text: str) -> tuple[QuoteLock, list[int]]:
    """The lock that a file holds, and the numbers of the lines that can't be read."""
    entries: dict[str, Locked] = {}
    unreadable = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None or match[2] in entries:
            unreadable.append(number)
        else:
            entries[match[2]] = Locked(match[1], number)
    return QuoteLock(path, entries), unreadable
