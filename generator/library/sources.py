"""Where every value and text of the library stands in its author's file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any

from generator.diagnostics import Position
from generator.library.markdown import MarkdownPage
from generator.library.quotes import QuoteLock
from generator.library.text import Loc, catalogue_of, located_texts

Positions = dict[Loc, Position]


class Sources:
    """Positions by catalogue and place, and by text key; and the locked quotations of each edition.

    Only who has found a mistake asks for a position, so they are looked for when the first of a file is asked for.
    """

    def __init__(self) -> None:
        self._files: dict[str, tuple[Path, Any, Callable[[], Positions]]] = {}
        self._positions: dict[str, Positions] = {}
        self._texts: dict[str, dict[str, Position]] = {}
        self._quotes: dict[str, QuoteLock] = {}
        self.messages: dict[str, frozenset[str]] = {}
        """The ids of the messages that the program asks for, by the names of their files in the library."""

    def add(self, catalogue: str, path: Path, value: Any, positions: Callable[[], Positions] = dict) -> None:
        """The places of a loaded file are known from now on; `positions` looks for them."""
        self._files[catalogue] = path, value, positions

    def add_quotes(self, edition: str, lock: QuoteLock) -> None:
        """The locked quotations of an edition are known from now on."""
        self._quotes[edition] = lock

    def at(self, catalogue: str, loc: Loc) -> Position:
        """Where a node stands, or its nearest known ancestor, or the file."""
        path, _, find = self._files[catalogue]
        if catalogue not in self._positions:
            self._positions[catalogue] = find()
        positions = self._positions[catalogue]
        while loc and loc not in positions:
            loc = loc[:-1]
        return positions.get(loc, Position(path, 1, 1))

    def of(self, key: str) -> Position:
        """Where the text with this key stands; a key that no file holds gives the catalogue's name as its file."""
        catalogue = catalogue_of(key)
        if catalogue in self._files and catalogue not in self._texts:
            path, value, _ = self._files[catalogue]
            is_page = isinstance(value, MarkdownPage)
            self._texts[catalogue] = _on_page(path, value) if is_page else self._in_model(catalogue, value)
        return self._texts.get(catalogue, {}).get(key, Position(Path(catalogue)))

    def quotes(self, edition: str) -> QuoteLock:
        """The locked quotations of an edition."""
        return self._quotes[edition]

    def paths(self) -> dict[str, Path]:
        """The file of each catalogue."""
        return {catalogue: path for catalogue, (path, _, _) in self._files.items()}

    def _in_model(self, catalogue: str, model: Any) -> dict[str, Position]:
        texts: dict[str, Position] = {}
        for _, loc, text in located_texts(model):
            # A key that stands twice keeps its first place.
            texts.setdefault(text.key, self.at(catalogue, loc))
        return texts


def _on_page(path: Path, page: MarkdownPage) -> dict[str, Position]:
    texts = {page.title.key: Position(path, 1, 1), page.description.key: Position(path, 1, 1)}
    for number, line in enumerate(page.source[: page.body_start].split("\n"), 1):
        for name, text in (("title", page.title), ("description", page.description)):
            if line.startswith(f"{name}:"):
                texts[text.key] = Position(path, number, 1)
    starts = [0, *(index + 1 for index, character in enumerate(page.source) if character == "\n")]
    for block in page.blocks:
        number = bisect_right(starts, block.start)
        texts[block.text.key] = Position(path, number, block.start - starts[number - 1] + 1)
    return texts
