"""What to build: which languages and formats, of which project, to which folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.blocks.artifact import Offered
from generator.editions import CACHE
from generator.render.formats import FORMATS

PAGES = "pages"
DATA_FILES = "data"
KNOWN_FORMATS = (PAGES, DATA_FILES, *(each.name for each in FORMATS))
"""What `formats` may name: the pages, which are always made, the toolkit as data, and what papers are printed as."""
THEME = "templates/theme"

Progress = Callable[..., None]
"""Called with the name of a step, how much of it is done, and how much there is."""


def silent(step: str, done: int, total: int) -> None:
    """Report nothing."""


@dataclass(frozen=True, slots=True)
class Order:
    """What to build: an empty tuple of languages or formats means all of them."""

    root: Path
    out: Path
    languages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    jobs: int | None = None

    @property
    def cache(self) -> Path:
        """Where finished work is remembered."""
        return self.root / CACHE

    @property
    def theme(self) -> Path:
        """Where the look of the pages stands."""
        return self.root / THEME

    @property
    def has_data(self) -> bool:
        """True when the toolkit is wanted as data too."""
        return not self.formats or DATA_FILES in self.formats

    @property
    def offered(self) -> Offered:
        """The files to make of each paper and each pack."""
        wanted = [each for each in FORMATS if not self.formats or each.name in self.formats]
        return Offered(
            tuple(suffix for each in wanted for suffix in each.suffixes),
            tuple(suffix for each in wanted for suffix in each.pack_suffixes),
        )
