"""Where every value and text of the library stands in its author's file."""

from __future__ import annotations

from bisect import bisect_right
from pathlib import Path

from generator.diagnostics import Position
from generator.library.markdown import MarkdownPage
from generator.library.quotes import QuoteLock
from generator.library.text import Loc, Node, located_texts


class Sources:
    """Positions by catalogue and place, and by text key; and the locked quotations of each edition."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[Path, dict[Loc, Position]]] = {}
        self._texts: dict[str, Position] = {}
        self._quotes: dict[str, QuoteLock] = {}

    def add(self, catalogue: str, path: Path, model: Node, positions: dict[Loc, Position]) -> None:
        """The places of a loaded file are known from now on."""
        self._files[catalogue] = (path, positions)
        for _, loc, text in located_texts(model):
            # A key that stands twice keeps its first place.
            self._texts.setdefault(text.key, self.at(catalogue, loc))

    def add_page(self, path: Path, page: MarkdownPage) -> None:
        """The places of a hand-written page are known from now on."""
        catalogue = f"content/{page.path}"
        self._files[catalogue] = (path, {})
        self._texts[page.title.key] = self._texts[page.description.key] = Position(path, 1, 1)
        for number, line in enumerate(page.source[: page.body_start].split("\n"), 1):
            for name, text in (("title", page.title), ("description", page.description)):
                if line.startswith(f"{name}:"):
                    self._texts[text.key] = Position(path, number, 1)
        starts = [0, *(index + 1 for index, character in enumerate(page.source) if character == "\n")]
        for block in page.blocks:
            number = bisect_right(starts, block.start)
            self._texts[block.text.key] = Position(path, number, block.start - starts[number - 1] + 1)

    def add_quotes(self, edition: str, lock: QuoteLock) -> None:
        """The locked quotations of an edition are known from now on."""
        self._quotes[edition] = lock

    def at(self, catalogue: str, loc: Loc) -> Position:
        """Where a node stands, or its nearest known ancestor, or the file."""
        path, positions = self._files[catalogue]
        while loc and loc not in positions:
            loc = loc[:-1]
        return positions.get(loc, Position(path, 1, 1))

    def of(self, key: str) -> Position:
        """Where the text with this key stands; a key that no file holds gives the catalogue's name as its file."""
        return self._texts.get(key, Position(Path(key.partition("#")[0])))

    def quotes(self, edition: str) -> QuoteLock:
        """The locked quotations of an edition."""
        return self._quotes[edition]

    def paths(self) -> dict[str, Path]:
        """The file of each catalogue."""
        return {catalogue: path for catalogue, (path, _) in self._files.items()}
