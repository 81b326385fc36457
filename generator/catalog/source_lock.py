"""What `translations/source.lock.yml` remembers: the blocks of each page, and each catalogue as last synced."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

_WORD = re.compile(r"\w+")
_SKETCHED_WORDS = 12
_DIGITS = 4

HEADER = "# Written by `citizen-data sync`: gives each paragraph of a page a lasting id. Commit it; do not edit it.\n"


@dataclass(frozen=True, slots=True)
class LockedBlock:
    """A block as it stood: `hash` of its text, and a `sketch` (hashes of some of its words) to know it again."""

    id: str
    kind: str
    hash: str
    sketch: str


@dataclass(frozen=True, slots=True)
class SourceLock:
    """The English as translators last received it; `catalogues` holds a fingerprint of each one's units."""

    pages: dict[str, tuple[LockedBlock, ...]] = field(default_factory=dict)
    catalogues: dict[str, str] = field(default_factory=dict)


def locked_block(id: str, kind: str, text: str) -> LockedBlock:
    """The block as the lock remembers it."""
    words = {_digest(word, _DIGITS) for word in _WORD.findall(text.lower())}
    return LockedBlock(id, kind, _digest(text, 8), "".join(sorted(words)[:_SKETCHED_WORDS]))


def likeness(one: LockedBlock, other: LockedBlock) -> float:
    """About which share of their words two blocks have in common, from 0 to 1."""
    first, second = _words(one.sketch), _words(other.sketch)
    # The smallest hashes of both together are a fair sample of all their words.
    sample = sorted(first | second)[:_SKETCHED_WORDS]
    return sum(word in first and word in second for word in sample) / len(sample) if sample else 0.0


def lock_to_text(lock: SourceLock) -> str:
    """The lock as its file holds it: YAML that is JSON below the comment, one block a line."""
    pages = (f"{json.dumps(path)}: [{_lines(map(_block_line, lock.pages[path]))}]" for path in sorted(lock.pages))
    catalogues = (f"{json.dumps(name)}: {json.dumps(lock.catalogues[name])}" for name in sorted(lock.catalogues))
    return f'{HEADER}{{"catalogues": {{{_lines(catalogues)}}},\n"pages": {{{_lines(pages)}}}}}\n'


def lock_from_text(text: str) -> SourceLock:
    """The lock that a file holds; ValueError when it is not one."""
    held = json.loads("\n".join(line for line in text.splitlines() if not line.startswith("#")))
    try:
        return SourceLock(
            {path: tuple(LockedBlock(*block.split(" ")) for block in blocks) for path, blocks in held["pages"].items()},
            {str(name): str(value) for name, value in held["catalogues"].items()},
        )
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("it does not have the shape of a lock") from error


def _block_line(block: LockedBlock) -> str:
    return json.dumps(f"{block.id} {block.kind} {block.hash} {block.sketch}")


def _lines(parts: Iterable[str]) -> str:
    joined = ",\n".join(parts)
    return f"\n{joined}\n" if joined else ""


def _words(sketch: str) -> frozenset[str]:
    return frozenset(sketch[start : start + _DIGITS] for start in range(0, len(sketch), _DIGITS))


def _digest(text: str, digits: int) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:digits]
