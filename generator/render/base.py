"""What an output format is."""

from __future__ import annotations

from typing import Protocol

from generator.blocks.nodes import Booklet, Paper


class Format(Protocol):
    """Renders documents and packs into files; the same document always gives the same bytes."""

    @property
    def name(self) -> str:
        """What people ask for: `citizen-data build --format pdf`."""
        ...

    @property
    def suffixes(self) -> tuple[str, ...]:
        """The endings of the files that it makes of each document: `a4-print.pdf`."""
        ...

    def render(self, document: Paper, suffix: str) -> bytes:
        """The file with that ending."""
        ...

    @property
    def pack_suffixes(self) -> tuple[str, ...]:
        """The endings of the files that it makes of each pack."""
        ...

    @property
    def sheet_suffixes(self) -> tuple[str, ...]:
        """The endings of the files that it makes of a paper that is one sheet to fold; none in most formats."""
        ...

    def bind(self, booklet: Booklet, suffix: str) -> bytes:
        """The pack with that ending."""
        ...
