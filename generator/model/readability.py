"""How hard an English text is to read: the Flesch-Kincaid grade, and the length of its longest sentence.

    grade = 0.39 · words/sentences + 11.8 · syllables/words − 15.59

A grade of 8 means that a reader of about 14 years follows the text. Syllables are counted by a rule instead of a
dictionary: groups of one or two vowels, without a silent ending (`-e`, `-es`, `-ed`). That is right for most words and
errs a little upwards on the rest, which is the safe side.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-z']+")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]{1,2}")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a text's grade is made of; measures can be added up."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    longest: int = 0

    def __add__(self, other: Measure) -> Measure:
        return Measure(
            self.words + other.words,
            self.sentences + other.sentences,
            self.syllables + other.syllables,
            max(self.longest, other.longest),
        )

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade; 0 for no words."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / max(self.sentences, 1) + 11.8 * self.syllables / self.words - 15.59


def measure(text: str) -> Measure:
    """The measure of one text. A blank to fill counts as a word, a colon or a semicolon ends a sentence."""
    text = _LINK_TARGET.sub("]", _PLACEHOLDER.sub("name", text))
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    words = _WORD.findall(text)
    longest = max((len(sentence.split()) for sentence in sentences), default=0)
    return Measure(len(words), len(sentences), sum(map(_syllables, words)), longest)


def measure_all(texts: Iterable[str]) -> Measure:
    """The texts measured together; each ends a sentence."""
    return sum(map(measure, texts), Measure())


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    letters = word.lower().replace("'", "")
    if len(letters) <= 3:
        return 1
    letters = _SILENT_END.sub("", letters).removeprefix("y")
    return max(1, len(_VOWELS.findall(letters)))
