"""What is known of each page of a language beside its text: enough to build the navigation without reading pages again.

The texts themselves lie in the store, one by one, and are only read for a page that is rendered.
"""

from __future__ import annotations

import json
from collections.abc import MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator.cache.writing import read_record, write_record

FACTS = "facts"
Heading = tuple[str, str, int, list[Any]]
"""Title, anchor, level, and the headings below."""


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What converting a page's Markdown told, but for the text; `source` is the digest of that Markdown."""

    source: str
    meta: dict[str, Any]
    contents: list[Heading]
    title: str | None
    anchors: list[str]
    links: dict[str, dict[str, str]] | None

    def fields(self) -> dict[str, Any]:
        """The facts as JSON can say them."""
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(slots=True)
class LanguageFacts:
    """The facts of all pages by their path; `markdown_key` covers all that turns Markdown into HTML."""

    markdown_key: str = ""
    pages: dict[str, PageFacts] = field(default_factory=dict)

    @classmethod
    def load(cls, folder: Path) -> LanguageFacts:
        """The facts of the last build, or none."""
        try:
            kept = read_record(folder / FACTS)
            return cls(kept["markdown_key"], {uri: PageFacts(**facts) for uri, facts in kept["pages"].items()})
        except (KeyError, TypeError, AttributeError):
            return cls()  # there are none, or another version wrote them

    def save(self, folder: Path) -> None:
        """Keep these facts for the next build."""
        pages = {uri: facts.fields() for uri, facts in self.pages.items()}
        write_record(folder / FACTS, {"markdown_key": self.markdown_key, "pages": pages})


def is_plain(meta: MutableMapping[str, Any]) -> bool:
    """True for front matter that JSON gives back as it was."""
    try:
        return bool(json.loads(json.dumps(meta)) == meta)
    except TypeError:
        return False
