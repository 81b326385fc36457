"""How far a translation is: how many texts are in which state."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.library.text import State, Text


@dataclass(frozen=True, slots=True)
class Counts:
    """Texts by state."""

    by_state: Mapping[State, int]

    @property
    def total(self) -> int:
        """All texts."""
        return sum(self.by_state.values())


def count(texts: Iterable[Text]) -> Counts:
    """The texts counted by state."""
    return Counts(Counter(text.state for text in texts))
