"""What changed, read from CHANGELOG.md."""

from __future__ import annotations

import re
from pathlib import Path

from generator.blocks.feed import FeedEntry
from generator.files import read

FILE = "CHANGELOG.md"

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MARKS = re.compile(r"`|\*\*|\[([^\]]*)\]\([^)]*\)")


def load_changes(root: Path, today: str) -> tuple[FeedEntry, ...]:
    """Each version with its lines, the newest first, or nothing where nobody keeps a list.

    A version that is not out yet has the day `today`.
    """
    try:
        text = read(root / FILE).decode("utf-8", "replace")
    except FileNotFoundError:
        return ()
    return tuple(_change(part, today) for part in re.split(r"^## ", text, flags=re.MULTILINE)[1:])


def _change(part: str, today: str) -> FeedEntry:
    version, _, rest = part.partition("\n")
    day = _DAY.search(version)
    lines = re.findall(r"^- (.*(?:\n  .*)*)", rest, re.MULTILINE)
    said = tuple(" ".join(_MARKS.sub(lambda found: found[1] or "", line).split()) for line in lines)
    id = re.sub(r"[^a-z0-9.]+", "-", version.lower()).strip("-")
    return FeedEntry(id, version.strip(), day[0] if day else today, said)
