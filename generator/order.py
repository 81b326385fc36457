"""What to build: which languages and formats, of which project, to which folder."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from generator.blocks.artifact import Offered
from generator.editions import CACHE
from generator.render.formats import FORMATS

PAGES = "pages"
"""The name of the pages beside those of `FORMATS`."""
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
    def offered(self) -> Offered:
        """The files to make of each paper and each pack."""
        wanted = [each for each in FORMATS if not self.formats or each.name in self.formats]
        return Offered(
            tuple(suffix for each in wanted for suffix in each.suffixes),
            tuple(suffix for each in wanted for suffix in each.pack_suffixes),
        )
