"""What is kept of each page between two builds, and the keys that say when it still holds."""

from __future__ import annotations

import os
import pickle
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from generator.cache.fingerprint import Stamp

if TYPE_CHECKING:
    from mkdocs.structure.toc import TableOfContents

Place = tuple[int, int, int]
"""Size, time of change and inode of a finished file. Hard links change the inode's time, so that is left out."""


def place_of(path: str | os.PathLike[str]) -> Place | None:
    """The finished file as it stands now; None when it is gone."""
    try:
        found = os.stat(path)
    except FileNotFoundError:
        return None
    return (found.st_size, found.st_mtime_ns, found.st_ino)


@dataclass(slots=True)
class PageMemory:
    """A page's Markdown, already converted, and the finished page with the key under which it was rendered."""

    source: str
    markdown: str
    meta: dict[str, object]
    content: str
    toc: TableOfContents
    heading: str | None
    anchors: set[str] | None
    links: dict[str, dict[str, str]] | None
    page_key: str = ""
    place: Place | None = None


@dataclass(slots=True)
class StaticMemory:
    """A file that was copied as it is: its source then, and its copy."""

    source: Stamp
    place: Place | None


@dataclass(slots=True)
class LanguageMemory:
    """Everything kept of one language; `markdown_key` covers all that turns Markdown into HTML."""

    markdown_key: str = ""
    pages: dict[str, PageMemory] = field(default_factory=dict)
    statics: dict[str, StaticMemory] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path, environment: str) -> LanguageMemory:
        """The memory of the last build, or an empty one when there is none or other code or packages wrote it."""
        try:
            with path.open("rb") as file:
                # The first record is a plain text: nothing else is read unless the same code and packages wrote it.
                if file.readline() != environment.encode() + b"\n":
                    return cls()
                loaded = pickle.load(file)  # noqa: S301 - our own file in our own cache
        except (OSError, EOFError, pickle.UnpicklingError, AttributeError, ImportError):
            return cls()
        return loaded if isinstance(loaded, cls) else cls()

    def save(self, path: Path, environment: str) -> None:
        """Keep the memory, in one step."""
        aside = path.with_suffix(f".{os.getpid()}.new")
        with aside.open("wb") as file:
            file.write(environment.encode() + b"\n")
            pickle.dump(self, file, protocol=5)
        aside.replace(path)
