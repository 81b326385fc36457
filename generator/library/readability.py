"""How hard an English text is to read: the Flesch-Kincaid grade, its longest sentence, and how often it is passive.

    grade = 0.39 · words/sentences + 11.8 · syllables/words − 15.59        (Kincaid and others, 1975)

A grade of 8 means that a reader of about 14 years follows the text. Syllables are counted by a rule instead of a
dictionary: groups of one or two vowels, without a silent ending (`-e`, `-es`, `-ed`). That is right for most words and
errs a little upwards on the rest, which is the safe side. A sentence counts as passive when a form of `be` comes
before a participle, with at most two words between; some adjectives (`are interested`) are counted with them.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache

from generator.library.text import Text, catalogue_of

GUIDANCE_GRADE = 9
DOCUMENT_GRADE = 8
FILE_WORDS = 100
PASSIVE_SHARE = 0.25
TEXT_GRADE = 12
TEXT_WORDS = 20
SENTENCE_WORDS = 25
CLAUSE_WORDS = 10
"""What a text may be at most, and how many words a part must have to be judged; `rules/readability.py` holds it."""

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_LINK_TARGET = re.compile(r"\]\([^)]*\)")
_PASSIVE = re.compile(
    r"\b(?:am|is|are|was|were|be|been|being|gets?|got)\b(?:\s+(?:not|never|always|also|often|only|[a-z]+ly)){0,2}\s+"
    r"(?:(?!need|inde|hundr|red\b|bed\b|speed)[a-z]+ed|beaten|bought|brought|built|caught|chosen|cut|done|drawn|driven|"
    r"found|forgotten|given|heard|held|hidden|hit|hurt|kept|known|laid|led|left|lent|lost|made|meant|met|paid|put|read|"
    r"seen|sent|set|shared|shown|shut|sold|spent|spoken|stolen|taken|taught|told|thought|thrown|understood|used|won|"
    r"worn|written)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?:;]+(?:\s|$)")
_WORD = re.compile(r"[A-Za-z']+")
_SILENT_END = re.compile(r"(?:[^laeiouy]es|ed|[^laeiouy]e)$")
_VOWELS = re.compile(r"[aeiouy]{1,2}")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a text's grade is made of; measures can be added up.

    `longest` counts the words of the longest sentence, `hardest` is the grade of the hardest text of TEXT_WORDS words.
    """

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    longest: int = 0
    passive: int = 0
    hardest: float = 0.0

    def __add__(self, other: Measure) -> Measure:
        return Measure(
            self.words + other.words,
            self.sentences + other.sentences,
            self.syllables + other.syllables,
            max(self.longest, other.longest),
            self.passive + other.passive,
            max(self.hardest, other.hardest),
        )

    @property
    def grade(self) -> float:
        """The Flesch-Kincaid grade; 0 for no words."""
        if not self.words:
            return 0.0
        return 0.39 * self.words / max(self.sentences, 1) + 11.8 * self.syllables / self.words - 15.59

    @property
    def passive_share(self) -> float:
        """Of all sentences, the part that is passive, from 0 to 1."""
        return self.passive / max(self.sentences, 1)


def measure(text: str) -> Measure:
    """The measure of one text. A blank to fill counts as a word, a colon or a semicolon ends a sentence."""
    text = _LINK_TARGET.sub("]", _PLACEHOLDER.sub("name", text))
    sentences = [sentence for sentence in _SENTENCE_END.split(text) if sentence.strip()]
    words = _WORD.findall(text)
    longest = max((len(sentence.split()) for sentence in sentences), default=0)
    passive = sum(1 for sentence in sentences if _PASSIVE.search(sentence))
    whole = Measure(len(words), len(sentences), sum(map(_syllables, words)), longest, passive)
    return replace(whole, hardest=whole.grade) if whole.words >= TEXT_WORDS else whole


def measure_all(texts: Iterable[str]) -> Measure:
    """The texts measured together; each ends a sentence."""
    return sum(map(measure, texts), Measure())


def by_catalogue(texts: Iterable[Text]) -> dict[str, list[tuple[Text, Measure]]]:
    """Each file's own English texts with their measures, in their order; the framework's words are not ours to mend."""
    written: dict[str, list[tuple[Text, Measure]]] = defaultdict(list)
    for text in texts:
        if not text.official:
            written[catalogue_of(text.key)].append((text, measure(text.source or text.value)))
    return dict(written)


def own_measure(texts: Iterable[Text]) -> Measure:
    """Those of the texts that are ours, measured together."""
    return sum((measure(text.source or text.value) for text in texts if not text.official), Measure())


@lru_cache(maxsize=20_000)
def _syllables(word: str) -> int:
    letters = word.lower().replace("'", "")
    if len(letters) <= 3:
        return 1
    letters = _SILENT_END.sub("", letters).removeprefix("y")
    return max(1, len(_VOWELS.findall(letters)))
