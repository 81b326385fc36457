"""Where every value and text of the library stands in its author's file."""

from __future__ import annotations

from pathlib import Path

from generator.diagnostics import Position
from generator.model.text import Loc, Node, located_texts


class Sources:
    """Positions by catalogue and place, and by text key."""

    def __init__(self) -> None:
        self._files: dict[str, tuple[Path, dict[Loc, Position]]] = {}
        self._texts: dict[str, Position] = {}

    def add(self, catalogue: str, path: Path, model: Node, positions: dict[Loc, Position]) -> None:
        """The places of a loaded file are known from now on."""
        self._files[catalogue] = (path, positions)
        for _, loc, text in located_texts(model):
            self._texts[text.key] = self.at(catalogue, loc)

    def at(self, catalogue: str, loc: Loc) -> Position:
        """Where a node stands, or its nearest known ancestor, or the file."""
        path, positions = self._files[catalogue]
        while loc and loc not in positions:
            loc = loc[:-1]
        return positions.get(loc, Position(path, 1, 1))

    def of(self, key: str) -> Position:
        """Where the text with this key stands; a key that no file holds gives the catalogue's name as its file."""
        return self._texts.get(key, Position(Path(key.partition("#")[0])))

    def paths(self) -> dict[str, Path]:
        """The file of each catalogue."""
        return {catalogue: path for catalogue, (path, _) in self._files.items()}
