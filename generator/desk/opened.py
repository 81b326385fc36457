"""The English and the catalogues of a project, each opened once."""

from __future__ import annotations

from pathlib import Path

from generator.catalog.entries import Catalog, Termbase
from generator.editions import Editions
from generator.library.library import Library
from generator.load.languages import load_termbase


class Project:
    """ToolkitError where the sources must be mended first."""

    def __init__(self, root: Path) -> None:
        self.editions = Editions(root)
        self.library: Library = self.editions.source.readable
        self.termbase: Termbase = load_termbase(root)[0]
        self.tags = tuple(language.tag for language in self.editions.targets())
        self._catalogs: dict[str, Catalog] = {}

    def catalog(self, tag: str) -> Catalog:
        """What is translated into the language."""
        if tag not in self._catalogs:
            (language,) = self.editions.targets((tag,))
            self._catalogs[tag] = self.editions.catalog(language)[0]
        return self._catalogs[tag]
