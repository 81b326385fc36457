"""What the pages of a language must know of the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from generator.catalog.counts import Counts
from generator.library.language import Language
from generator.library.library import Library


@dataclass(frozen=True, slots=True)
class Among:
    """The languages of a site, which every page names, and the counts of the translated ones, which one page tells."""

    languages: Sequence[Language]
    counts: Sequence[tuple[Language, Counts]]

    def counted(self) -> list[str]:
        """The counts of each language in one order, whatever was counted first."""
        return [f"{language.tag} {_in_order(counts)}" for language, counts in self.counts]


def spoken(languages: Sequence[Language], source: Library) -> dict[str, Language]:
    """Every language that may occur on a page of a site in these, by its tag."""
    return {each.tag: each for each in (*languages, source.language)}


def _in_order(counts: Counts) -> str:
    words = sorted((part, sorted(of.items())) for part, of in counts.words.items())
    return repr((sorted(counts.by_state.items()), counts.back, counts.read, words, sorted(counts.first.items())))
