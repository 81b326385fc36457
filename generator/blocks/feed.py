"""What changed from version to version."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """A version, the day that it came out, and a line for each change; `id` is the end of its address."""

    id: str
    version: str
    day: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Feed:
    """The versions, the newest first, and where the site stands."""

    title: str
    url: str
    released: str
    changes: tuple[FeedEntry, ...]
