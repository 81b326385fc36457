"""How far a translation is: how many texts are in which state, and what was found in those that were judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.library.text import State, Text

BACK_FILE, READ_FILE = "back-translation.csv", "reading.csv"
"""In a language's folder: its critical clauses, translated back by somebody who had not seen the English, and a sample
of its texts, read again beside the English."""
JUDGEMENTS = ("right", "minor", "major", "meaning")
"""How a translation was judged: no fault, a slip, a fault that a reader stumbles on, another meaning."""


@dataclass(frozen=True, slots=True)
class Judgement:
    """How a translation was judged, as it stood then."""

    key: str
    translation: str
    judgement: str


@dataclass(frozen=True, slots=True)
class Judged:
    """How many texts were judged how, and how many of those with a fault say something else by now."""

    by_judgement: Mapping[str, int]
    mended: int

    @property
    def total(self) -> int:
        """All texts that were judged."""
        return sum(self.by_judgement.values())


@dataclass(frozen=True, slots=True)
class Counts:
    """Texts by state, and what was found in critical clauses (`back`) and in a sample (`read`)."""

    by_state: Mapping[State, int]
    back: Judged = Judged({}, 0)
    read: Judged = Judged({}, 0)

    @property
    def total(self) -> int:
        """All texts."""
        return sum(self.by_state.values())


def count(texts: Iterable[Text]) -> Counts:
    """The texts counted by state."""
    return Counts(Counter(text.state for text in texts))


def count_judged(judgements: Iterable[Judgement], texts: Mapping[str, Text]) -> Judged:
    """The judgements counted; a text is mended when its words are other ones now."""
    held = list(judgements)
    faulty = [each for each in held if each.judgement != JUDGEMENTS[0]]
    mended = sum(each.key not in texts or texts[each.key].value != each.translation for each in faulty)
    return Judged({each: sum(one.judgement == each for one in held) for each in JUDGEMENTS}, mended)
